using Kkr.Workflow.Functions.Http.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// Holds what a caller sends and what it can read against what the operation takes and answers (<see cref="MediaTypes"/>): 415 and 406, before anything is done.
/// What a kept document is, only the document says; so that one is looked at when it has been found.
/// </summary>
public sealed class NegotiationMiddleware : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        string operation = context.FunctionDefinition.Name;
        InvocationResult result = context.GetInvocationResult();
        IReadOnlyList<string> taken = MediaTypes.TakenBy(operation);
        if (HasBody(http.Request) && !IsTaken(http.Request.ContentType, taken))
        {
            http.Response.Headers.Accept = string.Join(", ", taken);
            result.Value = Problem.Of(RequestRefusals.MediaType(http.Request.ContentType, taken));
            return;
        }

        IReadOnlyList<string> answered = MediaTypes.AnsweredBy(operation);
        if (answered.Count > 0 && !answered.Any(media => IsReadable(http.Request.Headers.Accept, media)))
        {
            result.Value = Problem.Of(RequestRefusals.NotAcceptable(http.Request.Headers.Accept.ToString(), answered));
            return;
        }

        await next(context);
        if (answered.Count == 0
            && context.GetInvocationResult() is { Value: FileStreamHttpResult { ContentType: { } media } file } found
            && !IsReadable(http.Request.Headers.Accept, media))
        {
            await file.FileStream.DisposeAsync();
            http.Response.Headers.Remove(HeaderNames.ContentDisposition);
            found.Value = Problem.Of(RequestRefusals.NotAcceptable(http.Request.Headers.Accept.ToString(), [media]));
        }
    }

    private static bool HasBody(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? request.ContentLength > 0);

    private static bool IsTaken(string? sent, IReadOnlyList<string> taken) =>
        taken.Count == 0
        || (MediaTypeHeaderValue.TryParse(sent, out MediaTypeHeaderValue? type)
            && (taken.Any(media => type.MediaType.Equals(media, StringComparison.OrdinalIgnoreCase))
                || (taken.Contains(MediaTypes.Json) && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))));

    /// <summary>True when the caller can read it at all.</summary>
    private static bool IsReadable(StringValues accept, string media) => QualityOf(accept, media) > 0;

    /// <summary>
    /// How much the caller likes a media type, 0 to 1: what the narrowest range that fits says (RFC 9110, 12.5.1). No header, or one that cannot be read, likes
    /// everything.
    /// </summary>
    internal static double QualityOf(StringValues accept, string media)
    {
        if (accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? ranges) || ranges.Count == 0)
        {
            return 1;
        }

        StringSegment plain = MediaTypeHeaderValue.TryParse(media, out MediaTypeHeaderValue? type) ? type.MediaType : media;
        return ranges
            .Where(range => range.MatchesMediaType(plain))
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }
}
