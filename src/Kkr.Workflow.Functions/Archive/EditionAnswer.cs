using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>Hands out an edition in the format that was asked for. Whether the caller may read it has been found out by then.</summary>
public sealed class EditionAnswer(IDocumentArchive archive, ICouncils councils)
{
    /// <summary>The edition; null when it is no longer kept.</summary>
    /// <param name="request">The request.</param>
    /// <param name="meeting">The meeting, with every edition that the caller knows of.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="forMembers">True for the members' print.</param>
    /// <param name="name">The last part of the address; null where the address names no document, and then the web page is what nobody asked against.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<IResult?> OfAsync(
        HttpRequest request, Meeting meeting, IEdition edition, bool forMembers, string? name, CancellationToken cancellation)
    {
        IReadOnlyList<EditionFormat> has = edition.FormatsOf(forMembers);
        Result<EditionFormat> asked = AskedEdition.FormatOf(request, has, name);
        if (asked.IsRefused)
        {
            return Problem.Of(asked.Refusal);
        }

        string path = EditionFiles.PathOf((forMembers ? edition.MembersPath : edition.Path)!, asked.Value);
        if (await archive.OpenAsync(path, forMembers, cancellation) is not { } kept)
        {
            return null;
        }

        string council = (await councils.FindAsync(meeting.Key.Council, cancellation))?.Value.Name ?? meeting.Key.Council;
        Alternates(request.HttpContext.Response.Headers, has.Where(format => format != asked.Value));
        return DocumentAnswer.Ours(
            request, kept.Content, kept.Document, DocumentNames.Of(council, meeting, edition, asked.Value, forMembers), isShown: asked.Value != EditionFormat.Docx);
    }

    /// <summary>Where the other formats are, for programs; people find them where they found this one (RFC 8288).</summary>
    private static void Alternates(IHeaderDictionary headers, IEnumerable<EditionFormat> others)
    {
        foreach (EditionFormat format in others)
        {
            headers.Append(
                HeaderNames.Link,
                $"<?format={EditionFiles.EndingOf(format)[1..]}>; rel=\"alternate\"; type=\"{EditionFormats.MediaTypeOf(format)}\"");
        }
    }
}
