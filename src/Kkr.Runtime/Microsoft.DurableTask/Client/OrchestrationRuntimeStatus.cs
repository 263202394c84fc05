namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has started and is not finished.</summary>
    Running = 0,

    /// <summary>It has returned.</summary>
    Completed = 1,

    /// <summary>It is starting over; never seen as a final status.</summary>
    ContinuedAsNew = 2,

    /// <summary>It has ended with an exception.</summary>
    Failed = 3,

    /// <summary>It was cancelled; the embedded engine does not use it.</summary>
    Canceled = 4,

    /// <summary>A client has ended it.</summary>
    Terminated = 5,

    /// <summary>It was accepted and has not started.</summary>
    Pending = 6,

    /// <summary>A client has paused it; events are kept.</summary>
    Suspended = 7,
}
