using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Which kept documents a caller may read. Those of the confidential container are not among them.</summary>
public sealed class DocumentGate(IMeetings meetings, IItems items)
{
    private const string Attachments = "bilag";

    /// <summary>True when the document at <paramref name="name"/> is published, or the caller may see what is not.</summary>
    internal async Task<bool> IsOpenToAsync(Caller caller, MeetingKey key, string name, CancellationToken cancellation)
    {
        if (caller.SeesUnpublished)
        {
            return true;
        }

        string path = $"{key.Council}/{key.Meeting}/{name}";
        if (name.Split('/') is [Attachments, { } id, ..])
        {
            return await items.LocateAsync(key.Council, id, cancellation) is { Value: { } item }
                && item.Attachments.Any(attachment => attachment.Path == path)
                && Published.Of(item, await MeetingOfAsync(item, cancellation), caller) is { } seen
                && seen.Attachments.Count > 0;
        }

        return await meetings.FindAsync(key, cancellation) is { Value: { } meeting }
            && (meeting.Agendas.Any(edition => edition.Path == path && Published.IsPublished(meeting, edition))
                || meeting.Minutes.Editions.Any(edition => edition.Path == path && edition.Kind != MinutesEditionKind.Draft));
    }

    private async Task<Meeting?> MeetingOfAsync(Item item, CancellationToken cancellation) =>
        item.Meeting is { } meeting ? (await meetings.FindAsync(new MeetingKey(item.Council, meeting), cancellation))?.Value : null;
}
