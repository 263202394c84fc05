using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>How a kept file is handed out: with its name, our own to be shown and what people have uploaded to be saved.</summary>
internal static class DocumentAnswer
{
    public static IResult Of(HttpRequest request, Stream content, string mediaType, string name, bool isOurs)
    {
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        ContentDispositionHeaderValue disposition = new(isOurs ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        if (!isOurs)
        {
            // What people upload is shown by nobody's browser as a page of ours.
            headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        }

        if (Caller.Of(request).Roles.SetEquals([Role.Public]))
        {
            headers.CacheControl = SafetyMiddleware.AskAgain;
        }

        return Results.Stream(content, mediaType);
    }
}
