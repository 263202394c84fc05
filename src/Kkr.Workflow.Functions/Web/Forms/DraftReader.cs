using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>
/// Shows the newest draft to those who were asked about it, as a web page, or as <c>?format=</c> says. What is confidential is masked in it, as in every edition
/// that is mailed.
/// </summary>
public sealed class DraftReader(MeetingDesk desk, EditionAnswer editions, LinkPages pages)
{
    internal Task<IResult> AgendaAsync(HttpRequest request, MeetingKey key, LinkPurpose purpose, CancellationToken cancellation) =>
        ReadAsync(request, key, purpose, meeting => meeting.Agendas is [.., AgendaEdition edition] ? edition : null, cancellation);

    internal Task<IResult> MinutesAsync(HttpRequest request, MeetingKey key, LinkPurpose purpose, CancellationToken cancellation) =>
        ReadAsync(request, key, purpose, meeting => meeting.Minutes.Editions is [.., MinutesEdition edition] ? edition : null, cancellation);

    private async Task<IResult> ReadAsync(
        HttpRequest request, MeetingKey key, LinkPurpose purpose, Func<Meeting, IEdition?> editionOf, CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(key, cancellation);
        return !found.IsRefused
            && editionOf(found.Value.Value) is { } edition
            && await editions.OfAsync(request, found.Value.Value, edition, forMembers: false, name: null, cancellation) is { } answer
            ? answer
            : await pages.RefuseAsync(request, LinkRefusals.Elsewhere, purpose, cancellation);
    }
}
