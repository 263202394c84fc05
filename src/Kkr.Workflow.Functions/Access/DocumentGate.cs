using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Access;

/// <summary>
/// Which kept documents a caller may read. Those of the confidential container are not among them. An edition is one document in several formats: it is named
/// by its web page, and what is said of that holds for all of them.
/// </summary>
public sealed class DocumentGate(IMeetings meetings, IItems items, ICouncils councils, TimeProvider time)
{
    private const string Attachments = "bilag";

    /// <summary>True when the document at <paramref name="name"/> is published, or the caller may see what is not.</summary>
    internal async Task<bool> IsOpenToAsync(Caller caller, MeetingKey key, string name, CancellationToken cancellation)
    {
        string path = $"{key.Council}/{key.Meeting}/{name}";
        bool isAttachment = name.StartsWith(Attachments + "/", StringComparison.Ordinal);
        Meeting? meeting = isAttachment ? null : (await meetings.FindAsync(key, cancellation))?.Value;
        if (meeting is not null && (EditionAt(meeting, path) is null || (!ConfidentialReads.MayReadAll(caller) && await IsExposingAsync(meeting, path, cancellation))))
        {
            // What no edition lists was left by a run that died while it made one.
            return false;
        }

        if (caller.SeesUnpublished)
        {
            return true;
        }

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

        if (meeting is null)
        {
            return false;
        }

        return meeting.Minutes.Editions.Any(edition => edition.Path == path && edition.Kind != MinutesEditionKind.Draft)
            || (meeting.Agendas.FirstOrDefault(edition => edition.Path == path) is { Kind: AgendaEditionKind.Frozen or AgendaEditionKind.Supplementary }
                && await IsOutAsync(meeting, cancellation));
    }

    /// <summary>
    /// True when somebody who may read what is confidential may read this of it now: who prepares the meeting always, the others once the open edition that
    /// belongs to it is out, and an item's file once the item is.
    /// </summary>
    internal async Task<bool> IsConfidentialOpenToAsync(Caller caller, MeetingKey key, string name, CancellationToken cancellation)
    {
        if (caller.SeesUnpublished)
        {
            return name.StartsWith(Attachments + "/", StringComparison.Ordinal)
                || (await meetings.FindAsync(key, cancellation) is { Value: { } prepared } && EditionAt(prepared, $"{key.Council}/{key.Meeting}/{name}", forMembers: true) is not null);
        }

        if (name.Split('/') is [Attachments, { } id, ..])
        {
            return await items.LocateAsync(key.Council, id, cancellation) is { Value: { } item }
                && Published.Of(item, await MeetingOfAsync(item, cancellation), caller) is not null;
        }

        string path = $"{key.Council}/{key.Meeting}/{name}";
        return (await meetings.FindAsync(key, cancellation))?.Value is { } meeting
            && (meeting.Minutes.Editions.Any(edition => edition.MembersPath == path && (edition.Kind != MinutesEditionKind.Draft || meeting.Minutes.DraftSentAt is not null))
                || (meeting.Agendas.FirstOrDefault(edition => edition.MembersPath == path) is { Kind: AgendaEditionKind.Frozen or AgendaEditionKind.Supplementary }
                    && await IsOutAsync(meeting, cancellation)));
    }

    /// <summary>The edition whose web page is kept there; null when the meeting lists none.</summary>
    internal static IEdition? EditionAt(Meeting meeting, string path, bool forMembers = false) => meeting.Agendas.Cast<IEdition>().Concat(meeting.Minutes.Editions)
        .FirstOrDefault(edition => (forMembers ? edition.MembersPath : edition.Path) == path);

    /// <summary>True for an open edition that was printed before one of its items was made confidential: it is kept, and shown to those who may read the item.</summary>
    internal async Task<bool> IsExposingAsync(Meeting meeting, string path, CancellationToken cancellation)
    {
        if (meeting.Agendas.FirstOrDefault(edition => edition.Path == path) is { } agenda)
        {
            return AgendaRules.Exposes(agenda, await PrintedAsync(meeting, AgendaRules.Shown(agenda), AgendaRules.IsReadByTexts(agenda), cancellation));
        }

        return meeting.Minutes.Editions.FirstOrDefault(edition => edition.Path == path) is { } minutes
            && EditionRules.Exposes(minutes, await PrintedAsync(meeting, minutes.Open ?? [], withTexts: false, cancellation));
    }

    /// <summary>The meeting's items, and those that it printed and has handed on since.</summary>
    private async Task<IReadOnlyList<Item>> PrintedAsync(Meeting meeting, IEnumerable<string> shown, bool withTexts, CancellationToken cancellation)
    {
        List<Item> printed = withTexts
            ? [.. (await items.ListAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation)).Select(item => item.Value)]
            : [.. await items.ListWithoutTextsAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation)];
        foreach (string id in shown.Except(printed.Select(item => item.Id), StringComparer.Ordinal).ToList())
        {
            if (await items.LocateAsync(meeting.Key.Council, id, cancellation) is { Value: { } moved })
            {
                printed.Add(moved);
            }
        }

        return printed;
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
