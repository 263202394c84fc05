using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>What the freeze makes of a meeting's items.</summary>
/// <param name="Frozen">On the agenda, numbered.</param>
/// <param name="Pooled">Not taken: late without the chairmanship's yes, or returned and not sent again.</param>
/// <param name="Settled">Reservations of the annual wheel that were filled, or that nobody filled: withdrawn.</param>
public sealed record FreezeOutcome(IReadOnlyList<Item> Frozen, IReadOnlyList<Item> Pooled, IReadOnlyList<Item> Settled);

// Until when a meeting takes items, and what becomes of those that are not on the agenda then.
public static partial class AgendaRules
{
    /// <summary>What the submitter of an item is told that nobody took, or that came while the agenda was being frozen.</summary>
    public const string NotTakenReason = "Punktet kom efter fristen og er ikke optaget; det foreslås til næste møde";

    /// <summary>What the submitter of an item is told that was returned and did not come again in time.</summary>
    public const string NotResubmittedReason = "Punktet blev sendt retur og er ikke indsendt igen, før dagsordenen blev låst; det foreslås til næste møde";

    /// <summary>True from the moment the frozen agenda is kept, which is before the meeting's phase says so.</summary>
    public static bool IsFixed(Meeting meeting) =>
        meeting.Phase is > MeetingPhase.Preparing and not MeetingPhase.Cancelled || Current(meeting) is not null;

    /// <summary>The agenda that holds now: the newest frozen edition, unless a move opened the call again since. Null while there is none.</summary>
    public static AgendaEdition? Current(Meeting meeting) =>
        meeting.Agendas.LastOrDefault(edition => edition.Kind == AgendaEditionKind.Frozen && IsCurrent(meeting, edition));

    /// <summary>False for an edition from before the call was opened again.</summary>
    public static bool IsCurrent(Meeting meeting, AgendaEdition edition) => meeting.ReopenedAt is not { } reopened || edition.At > reopened;

    /// <summary>
    /// True when the frozen agenda no longer says what holds: the meeting has been moved or changed since it was printed, an item withdrawn, or an
    /// item made confidential that it prints whole. The old edition stays as it is; a new one is made.
    /// </summary>
    public static bool IsOutdated(Meeting meeting, IReadOnlyList<Item> items) =>
        meeting.Phase is MeetingPhase.Frozen or MeetingPhase.Dispatched
        && Current(meeting) is { } edition
        && (edition.ScheduleVersion != meeting.ScheduleVersion
            || (edition.Entries.Count > 0 && Fixed(items).Any(item =>
                item.Status == ItemStatus.Withdrawn && !edition.Entries.Any(entry => entry.Item == item.Id && entry.IsWithdrawn)))
            || Fixed(items).Any(item => IsToBeClosed(meeting, edition, item)));

    /// <summary>True for an edition whose open print shows an item that has been made confidential since.</summary>
    /// <param name="edition">The edition, a draft too.</param>
    /// <param name="items">The items as they are now, at least those of <see cref="Shown"/>.</param>
    public static bool Exposes(AgendaEdition edition, IEnumerable<Item> items) => items.Any(item => Exposes(edition, item));

    /// <summary>Ids of the items that an edition is known to show: they may have left the meeting since.</summary>
    public static IEnumerable<string> Shown(AgendaEdition edition) => edition.Open ?? edition.Entries.Select(entry => entry.Item);

    /// <summary>True for an edition of an earlier version of the app, which does not list what it closes: the items' texts tell.</summary>
    public static bool IsReadByTexts(AgendaEdition edition) => edition is { Open: null, Entries.Count: > 0 };

    /// <summary>The newest print of a supplement: a moved meeting's is printed anew.</summary>
    public static AgendaEdition? PrintOf(Meeting meeting, int supplement) =>
        meeting.Agendas.LastOrDefault(edition => edition.Occasion == Supplement.OccasionOf(supplement));

    /// <summary>True while items can be put on the meeting.</summary>
    public static bool TakesItems(Meeting meeting) => meeting.Phase <= MeetingPhase.Preparing && !IsFixed(meeting);

    /// <summary>The meetings after a day that items can be put on, in order of date.</summary>
    public static IReadOnlyList<Meeting> TakingItems(IEnumerable<Meeting> meetings, DateOnly after) =>
        [.. meetings.Where(meeting => meeting.Date > after && TakesItems(meeting)).OrderBy(meeting => meeting.Date)];

    /// <summary>The one answer to "the next meeting" wherever items are passed on; null when none is planned.</summary>
    public static Meeting? NextTakingItems(IEnumerable<Meeting> meetings, DateOnly after) =>
        TakingItems(meetings, after) is [{ } next, ..] ? next : null;

    /// <summary>
    /// The freeze, whole: proposed items that came in time are taken with the accepted ones and numbered; late ones that nobody accepted
    /// and returned ones go to the pool. Repeating it gives the same.
    /// </summary>
    public static FreezeOutcome AtFreeze(Council council, Meeting meeting, IReadOnlyList<Item> items)
    {
        IReadOnlyList<Item> settled = SettleReservations(council, meeting, items, isFreeze: true);
        items = [.. items.Select(item => settled.FirstOrDefault(other => other.Id == item.Id) ?? item)];
        Item[] taken = [.. Number(council, meeting, items).Items.Where(item => item.Status != ItemStatus.Withdrawn)];
        Item[] left = [.. items.Where(item => item.Meeting == meeting.Key.Meeting && (item.Status == ItemStatus.Returned || IsLateAndOpen(item)))];
        return new FreezeOutcome(
            [.. taken.Select(item => Taken(item).Then(ready => ItemRules.Freeze(ready, item.Number!)).Value)],
            [.. left.Select(LeaveOut).OfType<Item>()],
            settled);

        static Result<Item> Taken(Item item) => item.Status == ItemStatus.Proposed ? ItemRules.Accept(item) : item;
    }

    /// <summary>The item as it rests in the pool when the agenda is frozen without it, or null when it has its place there.</summary>
    public static Item? LeaveOut(Item item) =>
        ItemRules.LeaveOut(item, item.Status == ItemStatus.Returned ? NotResubmittedReason : NotTakenReason);

    /// <summary>The items that a frozen agenda lists, with the numbers they were frozen with; whatever came in since is not among them.</summary>
    public static IReadOnlyList<Item> Fixed(IReadOnlyList<Item> items) =>
        [.. items.Where(item => item.Number is not null && item.Status is ItemStatus.Frozen or ItemStatus.Decided or ItemStatus.Withdrawn)];

    // Editions of earlier versions of the app do not say what they close. The digest of an item that was confidential already is the one it has now; a
    // draft, which has no list at all, may show every item that was there when it was made.
    private static bool Exposes(AgendaEdition edition, Item item) => item.Confidential && (edition.Open is { } open ? open.Contains(item.Id)
        : edition.Entries.Count == 0 ? edition.MembersPath is null && item.ReceivedAt <= edition.At
        : edition.Entries.Any(entry => entry.Item == item.Id && !ClosedBefore(entry, item)));

    private static bool ClosedBefore(AgendaEntry entry, Item item) => entry.Sha256 == AgendaContent.DigestOf(item);

    /// <summary>An edition that people have exposes the item, and the one that holds does not close it yet.</summary>
    private static bool IsToBeClosed(Meeting meeting, AgendaEdition current, Item item) =>
        meeting.Agendas.Any(edition =>
            edition.Kind is AgendaEditionKind.Frozen or AgendaEditionKind.Supplementary && IsCurrent(meeting, edition) && Exposes(edition, item))
        && !current.Entries.Any(entry => entry.Item == item.Id && (current.Open is { } open ? !open.Contains(item.Id) : ClosedBefore(entry, item)));

    private static bool IsLateAndOpen(Item item) => item is { Status: ItemStatus.Proposed, IsLate: true };
}
