namespace Kkr.Workflow.Domain.Agenda;

/// <summary>A date that somebody outside the council has set (domain.md A6).</summary>
/// <param name="Date">The last day on which an answer counts, local.</param>
/// <param name="About">Whose deadline it is, e.g. <c>Høringsfrist hos Social- og Boligstyrelsen</c>; null when not said.</param>
public sealed record ExternalDeadline(DateOnly Date, string? About = null)
{
    /// <summary>True when the item's meeting, or for one that waits the next one, comes too late for it; without any meeting it is too late as well.</summary>
    /// <param name="item">The item.</param>
    /// <param name="decidesAt">The meeting that can decide it next, or null when none is planned.</param>
    public static bool FallsBefore(Item item, Meeting? decidesAt) =>
        item is { ExternalDeadline: { } deadline, Decision: null, Status: not (ItemStatus.Withdrawn or ItemStatus.Rejected) }
        && (decidesAt is null || deadline.Date < decidesAt.Date);
}
