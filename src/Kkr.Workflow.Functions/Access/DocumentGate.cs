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
        if (name.Split('/') is [Attachments, { } id, ..])
        {
            return caller.SeesUnpublished
                || IsLinkTo(caller, path)
                || (await items.LocateAsync(key.Council, id, cancellation) is { Value: { } item }
                    && item.Attachments.Any(attachment => attachment.Path == path)
                    && Published.Of(item, await MeetingOfAsync(item, cancellation), caller) is { Attachments.Count: > 0 });
        }

        // What no edition lists was left by a run that died while it made one.
        return await meetings.FindAsync(key, cancellation) is { Value: { } meeting }
            && meeting.EditionAt(path) is { } edition
            && await IsOpenToAsync(caller, meeting, edition, cancellation);
    }

    /// <summary>As the other, for whoever has the meeting and the edition already.</summary>
    internal async Task<bool> IsOpenToAsync(Caller caller, Meeting meeting, IEdition edition, CancellationToken cancellation) =>
        (caller.SeesUnpublished || IsLinkTo(caller, edition.Path) || (!edition.IsDraft() && (edition is MinutesEdition || await IsOutAsync(meeting, cancellation))))
        && (ConfidentialReads.MayReadAll(caller) || !await IsExposingAsync(meeting, edition, cancellation));

    /// <summary>
    /// True when somebody who may read what is confidential may read this edition of it now: who prepares the meeting always, the others once the open edition
    /// that belongs to it is out.
    /// </summary>
    internal async Task<bool> IsConfidentialOpenToAsync(Caller caller, Meeting meeting, IEdition edition, CancellationToken cancellation) =>
        caller.SeesUnpublished
        || (edition is MinutesEdition
            ? !edition.IsDraft() || meeting.Minutes.DraftSentAt is not null
            : !edition.IsDraft() && await IsOutAsync(meeting, cancellation));

    /// <summary>As the other for a file that an edition links to: from when its item is out.</summary>
    internal async Task<bool> IsConfidentialOpenToAsync(Caller caller, MeetingKey key, string name, CancellationToken cancellation) =>
        name.Split('/') is [Attachments, { } id, ..]
        && (caller.SeesUnpublished
            || (await items.LocateAsync(key.Council, id, cancellation) is { Value: { } item }
                && Published.Of(item, await MeetingOfAsync(item, cancellation), caller) is not null));

    /// <summary>True for an open edition that was printed before one of its items was made confidential: it is kept, and shown to those who may read the item.</summary>
    internal async Task<bool> IsExposingAsync(Meeting meeting, IEdition edition, CancellationToken cancellation) => edition switch
    {
        AgendaEdition agenda => AgendaRules.Exposes(
            agenda, await PrintedAsync(meeting, AgendaRules.Shown(agenda), AgendaRules.IsReadByTexts(agenda), cancellation)),
        MinutesEdition minutes => EditionRules.Exposes(minutes, await PrintedAsync(meeting, minutes.Open ?? [], withTexts: false, cancellation)),
        _ => false,
    };

    private static bool IsLinkTo(Caller caller, string path) => caller.Link is { Purpose: LinkPurpose.Read } link && link.Subject == path;

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
