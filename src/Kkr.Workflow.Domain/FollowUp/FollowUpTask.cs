namespace Kkr.Workflow.Domain.FollowUp;

/// <summary>An action point that is being followed up.</summary>
public sealed record FollowUpTask
{
    public int Schema { get; init; } = 1;

    /// <summary>Item id and serial number, e.g. <c>2026-3-02-a1</c>.</summary>
    public required string Id { get; init; }

    public required MeetingKey Meeting { get; init; }

    public required string ItemId { get; init; }

    public required string Task { get; init; }

    public required string OwnerPost { get; init; }

    public DateOnly? Deadline { get; init; }

    public bool IsDone { get; init; }

    /// <summary>The owner's latest report, or null.</summary>
    public string? Status { get; init; }
}
