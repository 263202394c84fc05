using Kkr.Workflow.Domain.Minutes;

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

    /// <summary>For item 1.1 with several minutes: those that were decided otherwise than <see cref="Outcomes"/> say, each by itself.</summary>
    public IReadOnlyList<VerdictOnMinutes> Verdicts { get; init; } = [];

    public IReadOnlyList<ActionPoint> Actions { get; init; } = [];

    /// <summary>The date of the meeting that the item was postponed or promised to, or null when not said.</summary>
    public DateOnly? PostponedTo { get; init; }

    /// <summary>What the council agreed on without deciding it: »der var enighed om, at …«.</summary>
    public string? Consensus { get; init; }

    /// <summary>Those who did not agree and asked for it to be recorded.</summary>
    public IReadOnlyList<Dissent> Dissents { get; init; } = [];

    /// <summary>Items that were promised for a coming meeting.</summary>
    public IReadOnlyList<PromisedItem> Promises { get; init; } = [];

    /// <summary>Local time when the item was taken, where somebody came or left in between; null when it does not matter.</summary>
    public TimeOnly? TakenAt { get; init; }

    /// <summary>Set by the rules: too few were there to decide, so the item was discussed and its decision is pending.</summary>
    public bool WithoutQuorum { get; init; }
}

/// <summary>Something that somebody was asked to do.</summary>
/// <param name="Task">What, in a few words.</param>
/// <param name="OwnerPost">The post that owns it, e.g. <c>network</c>; the secretariat's when an organisation outside the directory does.</param>
/// <param name="Deadline">Local date, or null when none was set.</param>
public sealed record ActionPoint(string Task, string OwnerPost, DateOnly? Deadline)
{
    /// <summary>An organisation outside the directory that owns it, e.g. Erhvervshus Midtjylland; the secretariat passes reminders on. Null when a post owns it.</summary>
    public string? Organisation { get; init; }
}

/// <summary>A vote against, recorded at the wish of whoever cast it.</summary>
/// <param name="Post">A member who was there, or a deputy standing in.</param>
/// <param name="Text">What is to be recorded.</param>
public sealed record Dissent(string Post, string Text);

/// <summary>An item that the council was promised.</summary>
/// <param name="Title">The coming item's title.</param>
/// <param name="Date">The date of the meeting, or null for the next one.</param>
public sealed record PromisedItem(string Title, DateOnly? Date = null);

/// <summary>What item 1.1 decided on one of several minutes.</summary>
/// <param name="Meeting">The meeting whose minutes they are.</param>
/// <param name="Kind">The verdict.</param>
/// <param name="Amendment">The change, when approved with one.</param>
public sealed record VerdictOnMinutes(string Meeting, MinutesVerdictKind Kind, string? Amendment = null);
