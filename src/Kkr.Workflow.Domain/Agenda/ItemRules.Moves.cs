using Kkr.Workflow.Domain.Holding;

namespace Kkr.Workflow.Domain.Agenda;

// How items come to and leave meetings: the pool, cancelled meetings, and what is carried over.
public static partial class ItemRules
{
    /// <summary>
    /// Lays the item in the pool, without a number; the store then moves it. An automatic item has no place there and is withdrawn instead.
    /// </summary>
    public static Result<Item> Pool(Item item)
    {
        if (item.Status == ItemStatus.Pooled)
        {
            return item;
        }

        return AgendaRules.IsAutomatic(item.Origin)
            ? Moved(item, ItemMove.Withdraw)
            : Moved(item, ItemMove.Pool).Then<Item>(pooled => pooled with { Meeting = null, Number = null, IsLate = false });
    }

    /// <summary>
    /// Leaves the item out of its meeting's frozen agenda: it goes to the pool with the reason that its submitter is told. Null when the item
    /// has its place on the agenda, or has left it by itself.
    /// </summary>
    public static Item? LeaveOut(Item item, string reason)
    {
        bool isUnplaced = item.Status is ItemStatus.Proposed or ItemStatus.Returned
            || (item.Number is null && item.Status is ItemStatus.Accepted or ItemStatus.Scheduled);
        return isUnplaced ? Pool(item).Value with { Reason = reason, LeftOutOf = item.Meeting } : null;
    }

    /// <summary>
    /// Frees the item from its cancelled meeting: to the next one that takes items, or to the pool, where it waits for whichever is planned. What the
    /// annual wheel has on that meeting already is not doubled: such an item is withdrawn, and so is one that every agenda makes by itself.
    /// </summary>
    /// <param name="item">An item of the cancelled meeting.</param>
    /// <param name="next">From <see cref="AgendaRules.NextTakingItems"/>, or null.</param>
    /// <param name="reserved">The titles that the annual wheel has on the next meeting.</param>
    public static Result<Item> Release(Item item, Meeting? next, IReadOnlySet<string> reserved)
    {
        if (next is not null && IsDoubled(item, reserved))
        {
            return Withdraw(item, DoubledReason(next));
        }

        return Pool(item).Then(pooled => pooled.Status != ItemStatus.Pooled ? pooled
            : next is null ? pooled with { PromisedTo = null }
            : TakeUp(pooled with { PromisedTo = item.PromisedTo is null ? null : next.Date }, next));
    }

    /// <summary>Takes a waiting item onto a meeting, or withdraws it when the annual wheel has the same there already.</summary>
    public static Result<Item> Adopt(Item item, Meeting meeting, IReadOnlySet<string> reserved) =>
        item.Status == ItemStatus.Pooled && IsDoubled(item, reserved) ? Withdraw(item, DoubledReason(meeting)) : TakeUp(item, meeting);

    /// <summary>Opens a frozen item again because its meeting's call is; it keeps the number that people have seen.</summary>
    public static Result<Item> Thaw(Item item) => item.Status == ItemStatus.Frozen ? Moved(item, ItemMove.Thaw) : item;

    /// <summary>Takes the item from the pool onto a meeting; the store then moves it.</summary>
    public static Result<Item> TakeUp(Item item, Meeting meeting)
    {
        if (item.Meeting == meeting.Key.Meeting && item.Status != ItemStatus.Pooled)
        {
            return item;
        }

        return IsOpenFor(meeting) is { } closed
            ? closed
            : Moved(item, ItemMove.TakeUp).Then<Item>(taken => taken with { Meeting = meeting.Key.Meeting, Reason = null, LeftOutOf = null });
    }

    /// <summary>
    /// The new item that continues one that was postponed or promised; the original keeps its decision. With no meeting it rests in the pool and
    /// is matched by the date it was promised to.
    /// </summary>
    public static Item CarryOver(Item item, Meeting? toMeeting, DateTimeOffset now) => item with
    {
        Id = "",
        Meeting = toMeeting?.Key.Meeting,
        Status = toMeeting is null ? ItemStatus.Pooled : ItemStatus.Accepted,
        Origin = ItemOrigin.CarriedOver,
        CarriedFrom = item.Id,
        PromisedTo = toMeeting?.Date ?? item.Decision?.PostponedTo,
        Number = null,
        Decision = null,
        Correction = null,
        AnswerDue = false,
        Reason = null,
        IsLate = false,
        ReceivedAt = now,
        Revision = null,
        Returns = 0,
        Relocations = 0,
        SimilarTo = null,
        MergedFrom = [],
        SplitFrom = null,
        Promised = [],
        WrittenProcedure = null,
    };

    /// <summary>
    /// The carried item on the meeting that its corrected decision names by now. One that the secretariat has moved itself, or that its agenda has taken, stays
    /// where it is.
    /// </summary>
    /// <param name="item">An item that was carried over or promised.</param>
    /// <param name="target">The meeting on that day, or null for the pool.</param>
    /// <param name="to">The day that the decision names, or null for the next meeting.</param>
    public static Item Redirect(Item item, Meeting? target, DateOnly? to)
    {
        bool isWaiting = item is { Relocations: 0, Number: null, Status: ItemStatus.Pooled or ItemStatus.Accepted };
        return item.CarriedTo == to || !isWaiting ? item : item with
        {
            CarriedTo = to,
            PromisedTo = target?.Date ?? to,
            Meeting = target?.Key.Meeting,
            Status = target is null ? ItemStatus.Pooled : ItemStatus.Accepted,
        };
    }

    /// <summary>
    /// True when the item is to be carried over: postponed, promised to a date, or discussed by a meeting that could not decide it. What every agenda has
    /// by itself comes again anyway.
    /// </summary>
    public static bool IsToBeCarriedOver(Item item) =>
        item is { Status: ItemStatus.Decided, Decision: { } decision, ApprovesMinutesOf.Count: 0 }
        && (decision.Outcomes.Contains(Outcome.Postponed) || decision.PostponedTo is not null
            || (decision.WithoutQuorum && item.Origin is not (ItemOrigin.SinceLast or ItemOrigin.Upcoming)));

    private static bool IsDoubled(Item item, IReadOnlySet<string> reserved) => item.Origin == ItemOrigin.AnnualWheel && reserved.Contains(item.Title);

    private static string DoubledReason(Meeting meeting) => $"Årshjulet har sit eget punkt om emnet på mødet den {Danish.Date(meeting.Date)}";
}
