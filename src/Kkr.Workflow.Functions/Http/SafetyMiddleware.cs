using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// What every answer tells the browser before anything else does: keep nothing, guess no type, run nothing, show it in nobody's frame. A function that knows
/// better says so itself; one that forgets is safe.
/// </summary>
public sealed class SafetyMiddleware : IFunctionsWorkerMiddleware
{
    /// <summary>Our documents carry their own style, and nothing else is run or fetched.</summary>
    public const string SecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For what everybody may read: kept, but asked about before it is shown again, because it may be closed since.</summary>
    public const string AskAgain = "private, no-cache";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            IHeaderDictionary headers = http.Response.Headers;
            headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = SecurityPolicy;
            headers["Referrer-Policy"] = "same-origin";
        }

        await next(context);
    }
}
