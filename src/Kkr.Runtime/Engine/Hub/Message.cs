using Microsoft.DurableTask.Client;
using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>Something for an instance to do. <see cref="Done"/> completes when it is durable, or has no effect any more.</summary>
internal abstract record Message
{
    // Waiters must not run inside the instance's own loop.
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public virtual int Size => 0;
}

/// <summary>Start the instance.</summary>
/// <param name="Event">The start as stored.</param>
/// <param name="StartAt">When it starts; at once where null.</param>
/// <param name="Protected">Statuses in which an existing instance is kept and the start refused; null means those of open instances.</param>
internal sealed record StartMessage(
    HistoryEvent Event, DateTimeOffset? StartAt, IReadOnlyCollection<OrchestrationRuntimeStatus>? Protected) : Message
{
    /// <summary>Gets or sets a value indicating whether the id was made up just now, so that looking for an instance of it can be spared.</summary>
    public bool IdIsNew { get; set; }

    public override int Size => Event.Size;

    public bool Refuses(OrchestrationRuntimeStatus status) => Protected?.Contains(status) ?? status
        is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended;
}

/// <summary>An external event.</summary>
/// <param name="Event">The event as stored.</param>
/// <param name="MessageId">The id by which a repetition is told; null from a client, who does not repeat.</param>
internal sealed record RaiseMessage(HistoryEvent Event, string? MessageId) : Message
{
    public override int Size => Event.Size;
}

/// <summary>The outcome of an activity or sub-orchestration.</summary>
/// <param name="Event">The outcome as stored.</param>
/// <param name="Generation">The generation that asked for it.</param>
internal sealed record OutcomeMessage(HistoryEvent Event, int Generation) : Message
{
    public override int Size => Event.Size;
}

/// <summary>Pause or go on.</summary>
internal sealed record SuspendMessage(bool Suspend, string? Reason) : Message;

/// <summary>End the instance.</summary>
internal sealed record TerminateMessage(string? Output, bool Recursive) : Message;

/// <summary>Look what is due.</summary>
internal sealed record WakeMessage : Message;

/// <summary>Another owner wrote the row while this one took the hub over.</summary>
internal sealed record RefreshMessage(InstanceRow Row) : Message;

/// <summary>The orchestrator of a generation was continued from outside its own thread.</summary>
internal sealed record ForeignAwaitMessage(int Generation) : Message;

/// <summary>A start was refused because of an existing instance.</summary>
internal sealed class InstanceExistsException(string instanceId, OrchestrationRuntimeStatus status)
    : InvalidOperationException($"An orchestration instance with id '{instanceId}' already exists; its status is {status}.");

/// <summary>This host owns the task hub no more, or never came to.</summary>
internal sealed class HubLostException(string message) : InvalidOperationException(message);

/// <summary>The stored row is not the one this host knows.</summary>
internal sealed class StaleRowException(InstanceRow? row) : Exception("The instance was changed by another owner.")
{
    public InstanceRow? Row { get; } = row;
}
