using Kkr.Workflow.Functions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Gives every JSON answer to a GET its entity tag, and answers 304 to a caller who has that already (RFC 9110, 13.1.2).</summary>
public sealed class ConditionalMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await next(context);
        if (context.GetHttpContext() is not { } http
            || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            || context.GetInvocationResult() is not { Value: JsonAnswer answer } result)
        {
            return;
        }

        BytesAnswer rendered = await answer.RenderAsync(http);
        if (rendered.Status != StatusCodes.Status200OK)
        {
            result.Value = rendered;
            return;
        }

        IHeaderDictionary headers = http.Response.Headers;
        string? version = headers.ETag.Count > 0 ? headers.ETag.ToString() : null;
        EntityTagHeaderValue tag = new(EntityTag.OfAnswer(version, rendered.Content.Span));
        headers.ETag = tag.ToString();

        // Who may read what, and what they see of it, depends on who asks; what nobody had to sign in for may be kept.
        if (Caller.Of(http.Request).Roles.SetEquals([Role.Public]))
        {
            headers.CacheControl = SafetyMiddleware.AskAgain;
        }

        result.Value = IsKnown(http.Request, tag) ? new BytesAnswer(StatusCodes.Status304NotModified, null, []) : rendered;
    }

    /// <summary>True when the caller has that already.</summary>
    internal static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known)
        && known.Any(candidate => candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(tag, useStrongComparison: false));
}
