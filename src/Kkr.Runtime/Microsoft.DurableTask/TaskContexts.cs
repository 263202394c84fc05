namespace Microsoft.DurableTask;

/// <summary>What an activity knows about its run.</summary>
public abstract class TaskActivityContext
{
    /// <summary>Gets the activity's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>Gets the id of the orchestration that called the activity.</summary>
    public abstract string InstanceId { get; }

    /// <summary>Gets the activity's version; empty when unversioned.</summary>
    public virtual string Version => string.Empty;
}

/// <summary>The orchestration that called this one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="InstanceId">Its instance id.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);

/// <summary>What a retry handler decides on.</summary>
/// <param name="OrchestrationContext">The calling orchestration; a handler may await its timers and activities.</param>
/// <param name="LastAttemptNumber">The attempt that failed, counted from 1.</param>
/// <param name="LastFailure">Why it failed.</param>
/// <param name="TotalRetryTime">Orchestration time since the first attempt was made.</param>
/// <param name="CancellationToken">Never cancelled by the embedded engine.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);

/// <summary>Decides whether a failed call is made again.</summary>
/// <param name="retryContext">The failure and the attempts so far.</param>
/// <returns>True to try again at once.</returns>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Decides whether a failed call is made again, perhaps after a durable timer of its own.</summary>
/// <param name="retryContext">The failure and the attempts so far.</param>
/// <returns>True to try again.</returns>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    /// <summary>Gets or sets a value indicating whether events received but not awaited are carried over. True by default.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;

    /// <summary>Gets or sets the next generation's input.</summary>
    public object? NewInput { get; set; }

    /// <summary>Gets or sets the next generation's version; null keeps the present one.</summary>
    public string? NewVersion { get; set; }
}
