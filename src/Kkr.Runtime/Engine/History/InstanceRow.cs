using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Engine.History;

/// <summary>An instance as stored, without its history.</summary>
internal sealed record InstanceRow
{
    public const int CurrentSchema = 1;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>Gets the failure details as JSON.</summary>
    public string? Failure { get; init; }

    /// <summary>Gets the tags as JSON.</summary>
    public string? Tags { get; init; }

    public ParentRef? Parent { get; init; }

    /// <summary>Gets the number of times the instance has started over; only this generation's history counts.</summary>
    public int Generation { get; init; }

    /// <summary>Gets the number of checkpoints written; orders the history's rows.</summary>
    public long Revision { get; init; }

    /// <summary>Gets what wrote the row last: unique per checkpoint, so that a writer who got no answer can recognise its own.</summary>
    public string Stamp { get; init; } = "";

    /// <summary>Gets the epoch of the hub's owner who wrote the row last.</summary>
    public long Epoch { get; init; }

    /// <summary>Gets a value indicating whether a new owner must load the history at once: activities are pending or a turn is due.</summary>
    public bool Busy { get; init; }

    /// <summary>Gets when the instance must be woken next.</summary>
    public DateTimeOffset? WakeAt { get; init; }

    /// <summary>Gets the store's mark of this state of the row; null when it has not been stored.</summary>
    public string? ETag { get; init; }

    public bool IsOpen => Status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended;

    /// <summary>The row without its texts, as kept in memory while the instance sleeps.</summary>
    public InstanceRow Slim() => this with { Input = null, Output = null, CustomStatus = null, Failure = null, Tags = null };
}

/// <summary>One atomic write: the row and what belongs to it.</summary>
internal sealed record Checkpoint
{
    /// <summary>Gets the new row; its ETag is the one to replace, null to insert.</summary>
    public required InstanceRow Row { get; init; }

    /// <summary>Gets a value indicating whether every column is written; otherwise texts only where the next three say so.</summary>
    public bool Whole { get; init; }

    public bool InputChanged { get; init; }

    public bool CustomStatusChanged { get; init; }

    /// <summary>Gets the events appended to the generation's history.</summary>
    public List<HistoryEvent> Events { get; init; } = [];

    public List<OutgoingMessage> Outbox { get; init; } = [];

    /// <summary>Gets ids of messages from other instances that are stored with this write.</summary>
    public List<string> Received { get; init; } = [];

    /// <summary>Gets a value indicating whether earlier generations' history goes.</summary>
    public bool DropsEarlierGenerations { get; init; }
}

/// <summary>An instance with its history.</summary>
/// <param name="Row">The row, with its texts.</param>
/// <param name="History">The present generation's events.</param>
/// <param name="Received">Ids of messages from other instances that may yet be repeated.</param>
internal sealed record StoredInstance(InstanceRow Row, List<HistoryEvent> History, HashSet<string> Received);

/// <summary>Messages that wait to be stored by their receivers.</summary>
/// <param name="Sender">The sending instance.</param>
/// <param name="Revision">The checkpoint that sent them.</param>
/// <param name="Messages">The messages.</param>
internal sealed record OutboxRow(string Sender, long Revision, List<OutgoingMessage> Messages);

/// <summary>Something a new owner must know: an open instance (slim) or an outbox.</summary>
internal sealed record OpenWork(InstanceRow? Instance, OutboxRow? Outbox);

/// <summary>The hub's lease as stored.</summary>
internal sealed record LeaseRow(string Owner, long Epoch, DateTimeOffset Expires, string? ETag);

/// <summary>Which instances to list.</summary>
internal sealed record InstanceFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses = null,
    string? Prefix = null,
    string? ParentId = null,
    DateTimeOffset? CompletedFrom = null,
    DateTimeOffset? CompletedTo = null,
    bool WithTexts = false)
{
    public bool Matches(InstanceRow row) =>
        (CreatedFrom is null || row.CreatedAt >= CreatedFrom)
        && (CreatedTo is null || row.CreatedAt <= CreatedTo)
        && (CompletedFrom is null || row.CompletedAt >= CompletedFrom)
        && (CompletedTo is null || row.CompletedAt <= CompletedTo)
        && (Statuses is null or { Count: 0 } || Statuses.Contains(row.Status))
        && (Prefix is null || row.Id.StartsWith(Prefix, StringComparison.Ordinal))
        && (ParentId is null || row.Parent?.Id == ParentId);
}
