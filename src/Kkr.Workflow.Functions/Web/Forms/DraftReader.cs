using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Shows the newest draft to those who were asked about it. What is confidential is masked in it, as in every edition that is mailed.</summary>
public sealed class DraftReader(MeetingDesk desk, IDocumentArchive archive, LinkPages pages)
{
    internal Task<IResult> AgendaAsync(HttpRequest request, MeetingKey key, LinkPurpose purpose, CancellationToken cancellation) =>
        ReadAsync(request, key, purpose, meeting => meeting.Agendas is [.., AgendaEdition edition] ? edition.Path : null, cancellation);

    internal Task<IResult> MinutesAsync(HttpRequest request, MeetingKey key, LinkPurpose purpose, CancellationToken cancellation) =>
        ReadAsync(request, key, purpose, meeting => meeting.Minutes.Editions is [.., MinutesEdition edition] ? edition.Path : null, cancellation);

    private async Task<IResult> ReadAsync(
        HttpRequest request, MeetingKey key, LinkPurpose purpose, Func<Meeting, string?> pathOf, CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(key, cancellation);
        if (found.IsRefused
            || pathOf(found.Value.Value) is not { } path
            || await archive.OpenAsync(path, confidential: false, cancellation) is not { } kept)
        {
            return await pages.RefuseAsync(request, LinkRefusals.Elsewhere, purpose, cancellation);
        }

        return DocumentAnswer.Of(request, kept.Content, kept.Document.ContentType, Path.GetFileName(kept.Document.Path), isOurs: true);
    }
}
