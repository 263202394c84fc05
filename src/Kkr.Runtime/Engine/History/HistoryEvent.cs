using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.History;

/// <summary>What a history event says. Stored by number: never renumber.</summary>
internal enum EventKind
{
    ExecutionStarted = 1,
    Turn = 2,
    TaskScheduled = 3,
    TaskCompleted = 4,
    TaskFailed = 5,
    TimerCreated = 6,
    TimerFired = 7,
    SubOrchestrationScheduled = 8,
    SubOrchestrationCompleted = 9,
    SubOrchestrationFailed = 10,
    EventRaised = 11,
    EventSent = 12,
    Suspended = 13,
    Resumed = 14,
    ExecutionCompleted = 15,
    ExecutionFailed = 16,
    ExecutionTerminated = 17,
}

/// <summary>
/// One event. Received events (started, completed, fired, raised …) wait until the next <see cref="EventKind.Turn"/>,
/// at whose time the orchestrator sees them; what it then decides follows the turn.
/// </summary>
internal sealed record HistoryEvent
{
    public const int CurrentSchema = 1;

    [JsonPropertyName("v")]
    public int Schema { get; init; } = CurrentSchema;

    [JsonPropertyName("k")]
    public required EventKind Kind { get; init; }

    /// <summary>Gets the number of the decision within its generation: the task that was scheduled, or that this is the result of.</summary>
    [JsonPropertyName("i")]
    public int? Id { get; init; }

    [JsonPropertyName("n")]
    public string? Name { get; init; }

    [JsonPropertyName("r")]
    public string? Version { get; init; }

    /// <summary>Gets the input, result, payload or reason.</summary>
    [JsonPropertyName("d")]
    public string? Data { get; init; }

    /// <summary>Gets the time of a turn, or when a timer fires.</summary>
    [JsonPropertyName("t")]
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the other instance: a sub-orchestration's id, or an event's receiver.</summary>
    [JsonPropertyName("o")]
    public string? Other { get; init; }

    [JsonPropertyName("f")]
    public TaskFailureDetails? Failure { get; init; }

    [JsonPropertyName("p")]
    public ParentRef? Parent { get; init; }

    [JsonPropertyName("g")]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    [JsonIgnore]
    public bool IsDecision => Kind is EventKind.TaskScheduled or EventKind.TimerCreated or EventKind.SubOrchestrationScheduled or EventKind.EventSent;

    [JsonIgnore]
    public bool IsEnd => Kind is EventKind.ExecutionCompleted or EventKind.ExecutionFailed or EventKind.ExecutionTerminated;

    /// <summary>Gets a value indicating whether this is the outcome of a scheduled task, as opposed to an event or an order.</summary>
    [JsonIgnore]
    public bool IsOutcome => Kind is EventKind.TaskCompleted or EventKind.TaskFailed or EventKind.TimerFired
        or EventKind.SubOrchestrationCompleted or EventKind.SubOrchestrationFailed;

    [JsonIgnore]
    public int Size => 64 + (Data?.Length ?? 0) + (Failure?.StackTrace?.Length ?? 0);
}

/// <summary>The task of a calling orchestration that a sub-orchestration answers to.</summary>
internal sealed record ParentRef(string Id, string Name, int Generation, int TaskId);

/// <summary>A message from one instance to another, kept in the sender's outbox until the receiver has stored it.</summary>
/// <param name="Kind">ExecutionStarted starts To; EventRaised is an event; an outcome goes to a parent; ExecutionTerminated ends To.</param>
/// <param name="To">The receiver.</param>
/// <param name="MessageId">Unique over all time, so that the receiver can tell a repetition.</param>
/// <param name="Event">What the receiver stores.</param>
/// <param name="Generation">The receiver's generation an outcome belongs to.</param>
internal sealed record OutgoingMessage(EventKind Kind, string To, string MessageId, HistoryEvent Event, int Generation);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<HistoryEvent>))]
[JsonSerializable(typeof(List<OutgoingMessage>))]
[JsonSerializable(typeof(TaskFailureDetails))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
}
