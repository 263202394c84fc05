using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>Which kept documents a caller may read. Those of the confidential container are not among them.</summary>
public sealed class DocumentGate(IMeetings meetings, IItems items, ICouncils councils, TimeProvider time)
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
        if (caller.Link is { Purpose: LinkPurpose.Read } link && link.Subject == path)
        {
            return true;
        }

        if (name.Split('/') is [Attachments, { } id, ..])
        {
            return await items.LocateAsync(key.Council, id, cancellation) is { Value: { } item }
                && item.Attachments.Any(attachment => attachment.Path == path)
                && Published.Of(item, await MeetingOfAsync(item, cancellation), caller) is { } seen
                && seen.Attachments.Count > 0;
        }

        if (await meetings.FindAsync(key, cancellation) is not { Value: { } meeting })
        {
            return false;
        }

        return meeting.Minutes.Editions.Any(edition => edition.Path == path && edition.Kind != MinutesEditionKind.Draft)
            || (meeting.Agendas.FirstOrDefault(edition => edition.Path == path) is { Kind: AgendaEditionKind.Frozen or AgendaEditionKind.Supplementary }
                && await IsOutAsync(meeting, cancellation));
    }

    /// <summary>True from when the agenda is being sent: the first mails are read while the last are on their way.</summary>
    private async Task<bool> IsOutAsync(Meeting meeting, CancellationToken cancellation) =>
        meeting.HasDone(MeetingStep.Dispatch)
        || (await councils.FindAsync(meeting.Key.Council, cancellation) is { Value: { } council }
            && Timeline.Next(meeting, council, time.GetUtcNow()) is { Step: MeetingStep.Dispatch } dispatch
            && dispatch.Instant <= time.GetUtcNow());

    private async Task<Meeting?> MeetingOfAsync(Item item, CancellationToken cancellation) =>
        item.Meeting is { } meeting ? (await meetings.FindAsync(new MeetingKey(item.Council, meeting), cancellation))?.Value : null;
}
