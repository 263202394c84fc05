namespace Kkr.Workflow.Domain.Agenda;

/// <summary>What moves an item from one status to the next.</summary>
public enum ItemMove
{
    Accept,
    Return,
    Resubmit,
    Schedule,
    Freeze,
    Decide,
    Withdraw,
    Reject,
    Pool,

    /// <summary>Taken from the pool onto a meeting.</summary>
    TakeUp,

    /// <summary>Put on another meeting; its status is what it was, but it has its place there still to get.</summary>
    Move,

    /// <summary>Merged into another item, which goes on with both.</summary>
    Merge,

    /// <summary>Opened again with its meeting's call.</summary>
    Thaw,
}

/// <summary>The whole transition table of an item (design 4). A move that is not here is refused with a reason.</summary>
public static class ItemTransitions
{
    private static readonly Dictionary<(ItemStatus From, ItemMove Move), ItemStatus> Table = new()
    {
        [(ItemStatus.Proposed, ItemMove.Accept)] = ItemStatus.Accepted,
        [(ItemStatus.Proposed, ItemMove.Return)] = ItemStatus.Returned,
        [(ItemStatus.Proposed, ItemMove.Withdraw)] = ItemStatus.Withdrawn,
        [(ItemStatus.Proposed, ItemMove.Reject)] = ItemStatus.Rejected,
        [(ItemStatus.Proposed, ItemMove.Pool)] = ItemStatus.Pooled,
        [(ItemStatus.Returned, ItemMove.Resubmit)] = ItemStatus.Proposed,
        [(ItemStatus.Returned, ItemMove.Withdraw)] = ItemStatus.Withdrawn,
        [(ItemStatus.Returned, ItemMove.Reject)] = ItemStatus.Rejected,
        [(ItemStatus.Returned, ItemMove.Pool)] = ItemStatus.Pooled,
        [(ItemStatus.Accepted, ItemMove.Schedule)] = ItemStatus.Scheduled,
        [(ItemStatus.Accepted, ItemMove.Return)] = ItemStatus.Returned,
        [(ItemStatus.Accepted, ItemMove.Withdraw)] = ItemStatus.Withdrawn,
        [(ItemStatus.Accepted, ItemMove.Reject)] = ItemStatus.Rejected,
        [(ItemStatus.Accepted, ItemMove.Pool)] = ItemStatus.Pooled,
        [(ItemStatus.Scheduled, ItemMove.Freeze)] = ItemStatus.Frozen,
        [(ItemStatus.Scheduled, ItemMove.Return)] = ItemStatus.Returned,
        [(ItemStatus.Scheduled, ItemMove.Withdraw)] = ItemStatus.Withdrawn,
        [(ItemStatus.Scheduled, ItemMove.Reject)] = ItemStatus.Rejected,
        [(ItemStatus.Scheduled, ItemMove.Pool)] = ItemStatus.Pooled,
        [(ItemStatus.Frozen, ItemMove.Decide)] = ItemStatus.Decided,
        [(ItemStatus.Frozen, ItemMove.Withdraw)] = ItemStatus.Withdrawn,

        // A cancelled meeting gives its items back, frozen ones too.
        [(ItemStatus.Frozen, ItemMove.Pool)] = ItemStatus.Pooled,

        // A meeting whose call is opened again lets its items be edited; they keep their numbers.
        [(ItemStatus.Frozen, ItemMove.Thaw)] = ItemStatus.Scheduled,

        // A decision may be put right until the minutes are submitted.
        [(ItemStatus.Decided, ItemMove.Decide)] = ItemStatus.Decided,
        [(ItemStatus.Pooled, ItemMove.TakeUp)] = ItemStatus.Accepted,
        [(ItemStatus.Pooled, ItemMove.Withdraw)] = ItemStatus.Withdrawn,
        [(ItemStatus.Pooled, ItemMove.Reject)] = ItemStatus.Rejected,
        [(ItemStatus.Proposed, ItemMove.Move)] = ItemStatus.Proposed,
        [(ItemStatus.Returned, ItemMove.Move)] = ItemStatus.Returned,
        [(ItemStatus.Accepted, ItemMove.Move)] = ItemStatus.Accepted,
        [(ItemStatus.Scheduled, ItemMove.Move)] = ItemStatus.Accepted,
        [(ItemStatus.Proposed, ItemMove.Merge)] = ItemStatus.Withdrawn,
        [(ItemStatus.Returned, ItemMove.Merge)] = ItemStatus.Withdrawn,
        [(ItemStatus.Accepted, ItemMove.Merge)] = ItemStatus.Withdrawn,
        [(ItemStatus.Scheduled, ItemMove.Merge)] = ItemStatus.Withdrawn,
        [(ItemStatus.Pooled, ItemMove.Merge)] = ItemStatus.Withdrawn,
    };

    /// <summary>The status that <paramref name="move"/> leads to, or a refusal that names status and move.</summary>
    public static Result<ItemStatus> After(ItemStatus from, ItemMove move) =>
        Table.TryGetValue((from, move), out ItemStatus to)
            ? to
            : Refusal.OfState(
                "item-status",
                "status",
                $"{move} needs status {string.Join(" or ", Table.Keys.Where(key => key.Move == move).Select(key => key.From))}",
                from.ToString(),
                $"Punktet er {from.InDanish()}, og derfor kan det ikke {move.InDanish()}.",
                $"The item is {from}; {move} is not possible from there.");

    /// <summary>The status as users read it: <c>punktet er …</c>.</summary>
    public static string InDanish(this ItemStatus status) => status switch
    {
        ItemStatus.Proposed => "foreslået",
        ItemStatus.Returned => "sendt retur",
        ItemStatus.Accepted => "optaget",
        ItemStatus.Scheduled => "sat på dagsordenen",
        ItemStatus.Frozen => "på den låste dagsorden",
        ItemStatus.Decided => "besluttet",
        ItemStatus.Withdrawn => "trukket tilbage",
        ItemStatus.Rejected => "afvist",
        _ => "i punktbanken",
    };

    private static string InDanish(this ItemMove move) => move switch
    {
        ItemMove.Accept => "optages",
        ItemMove.Return => "sendes retur",
        ItemMove.Resubmit => "indsendes igen",
        ItemMove.Schedule => "sættes på dagsordenen",
        ItemMove.Freeze => "låses",
        ItemMove.Decide => "besluttes",
        ItemMove.Withdraw => "trækkes tilbage",
        ItemMove.Reject => "afvises",
        ItemMove.Thaw => "åbnes igen",
        ItemMove.Pool => "lægges i punktbanken",
        ItemMove.Move => "flyttes til et andet møde",
        ItemMove.Merge => "lægges sammen med et andet punkt",
        _ => "hentes fra punktbanken",
    };
}
