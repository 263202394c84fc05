using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>How a kept file is handed out: with its name, our own to be shown and what people have uploaded to be saved.</summary>
internal static class DocumentAnswer
{
    /// <summary>A browser shows a PDF in a viewer of its own, which is an object of the page that the answer becomes.</summary>
    private const string PdfPolicy =
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>What people have uploaded.</summary>
    public static IResult Theirs(HttpRequest request, Stream content, ArchivedDocument kept, string mediaType, string name)
    {
        // What people upload is shown by nobody's browser as a page of ours.
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Of(request, content, mediaType, name, isShown: false, kept.Sha256);
    }

    /// <summary>What we have made.</summary>
    public static IResult Ours(HttpRequest request, Stream content, ArchivedDocument kept, string name, bool isShown) =>
        Ours(request, content, kept.ContentType, name, isShown, kept.Sha256);

    /// <summary>As the other, for what is not kept.</summary>
    /// <param name="request">The request.</param>
    /// <param name="content">The bytes; disposed when they are sent.</param>
    /// <param name="mediaType">What they are.</param>
    /// <param name="name">What the file is called when it is saved.</param>
    /// <param name="isShown">True for what a browser shows, false for what it saves.</param>
    /// <param name="version">What tells this content from every other; a digest.</param>
    public static IResult Ours(HttpRequest request, Stream content, string mediaType, string name, bool isShown, string version)
    {
        if (mediaType == "application/pdf")
        {
            request.HttpContext.Response.Headers.ContentSecurityPolicy = PdfPolicy;
        }

        return Of(request, content, mediaType, name, isShown, version);
    }

    private static IResult Of(HttpRequest request, Stream content, string mediaType, string name, bool isShown, string version)
    {
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        ContentDispositionHeaderValue disposition = new(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        headers.ContentDisposition = disposition.ToString();
        if (Caller.Of(request).Roles.SetEquals([Role.Public]))
        {
            headers.CacheControl = SafetyMiddleware.AskAgain;
        }

        return Results.Stream(content, mediaType, entityTag: TagOf(version));
    }

    /// <summary>The entity tag of content with that digest.</summary>
    public static EntityTagHeaderValue TagOf(string version) => new($"\"{version[..Math.Min(32, version.Length)]}\"");
}
