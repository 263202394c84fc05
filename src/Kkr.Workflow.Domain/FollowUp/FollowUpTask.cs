namespace Kkr.Workflow.Domain.FollowUp;

/// <summary>How far an action point has come.</summary>
public enum FollowUpState
{
    Open,

    /// <summary>Its owner has done it.</summary>
    Done,

    /// <summary>The secretariat closed it without its being done; the reason is the newest report.</summary>
    Closed,
}

/// <summary>An action point that is being followed up.</summary>
public sealed record FollowUpTask
{
    public int Schema { get; init; } = 1;

    /// <summary>Item id and serial number, e.g. <c>2026-3-02-a1</c>.</summary>
    public required string Id { get; init; }

    public required MeetingKey Meeting { get; init; }

    public required string ItemId { get; init; }

    /// <summary>The item's number on that meeting's agenda; null for tasks of before it was kept.</summary>
    public string? ItemNumber { get; init; }

    public required string Task { get; init; }

    public required string OwnerPost { get; init; }

    /// <summary>The organisation outside the directory that owns it, or null; <see cref="OwnerPost"/> is then the secretariat's.</summary>
    public string? Organisation { get; init; }

    public DateOnly? Deadline { get; init; }

    /// <summary>True when a correction has given it another deadline, so that the reminders of the old one count no more.</summary>
    public bool IsDeadlineMoved { get; init; }

    /// <summary>True when nobody is to be reminded any more: done, or closed.</summary>
    public bool IsDone { get; init; }

    /// <summary>True when it was closed without being done.</summary>
    public bool IsClosed { get; init; }

    /// <summary>True when its item was closed to the public: no agenda lists it.</summary>
    public bool Confidential { get; init; }

    /// <summary>The owner's latest report, or null.</summary>
    public string? Status { get; init; }

    /// <summary>Every report, oldest first.</summary>
    public IReadOnlyList<FollowUpReport> Reports { get; init; } = [];

    /// <summary>How far it has come.</summary>
    public FollowUpState StateOf() => IsClosed ? FollowUpState.Closed : IsDone ? FollowUpState.Done : FollowUpState.Open;
}

/// <summary>What somebody reported about a task.</summary>
/// <param name="Post">Who.</param>
/// <param name="At">UTC.</param>
/// <param name="Status">What they wrote, or null when only the state changed.</param>
/// <param name="State">How far it had come then.</param>
public sealed record FollowUpReport(string Post, DateTimeOffset At, string? Status, FollowUpState State);
