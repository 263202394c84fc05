namespace Kkr.Workflow.Domain.Holding;

/// <summary>One outcome of an item; a decision is a list of them (domain.md A5).</summary>
public enum Outcome
{
    Approved,
    Noted,
    Adopted,
    Discussed,
    Authorised,
    Recommended,
    Postponed,
    Rejected,
}

/// <summary>What the meeting decided on one item.</summary>
public sealed record Decision
{
    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>The text under »Beslutning«.</summary>
    public required string Text { get; init; }

    /// <summary>For item 1.1: the minutes are approved with this change.</summary>
    public string? Amendment { get; init; }

    public IReadOnlyList<ActionPoint> Actions { get; init; } = [];

    /// <summary>The date of the meeting that the item was postponed or promised to, or null when not said.</summary>
    public DateOnly? PostponedTo { get; init; }
}

/// <summary>Something that somebody was asked to do.</summary>
/// <param name="Task">What, in a few words.</param>
/// <param name="OwnerPost">The post that owns it, e.g. <c>network</c>.</param>
/// <param name="Deadline">Local date, or null when none was set.</param>
public sealed record ActionPoint(string Task, string OwnerPost, DateOnly? Deadline);
