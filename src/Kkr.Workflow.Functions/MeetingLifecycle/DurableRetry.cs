using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>How often a faulting activity is tried again. Refusals are values and are never retried.</summary>
public static class DurableRetry
{
    /// <summary>Storage and documents: about a day, so that an outage over night needs nobody.</summary>
    public static TaskOptions Storage { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 40,
        firstRetryInterval: TimeSpan.FromSeconds(5),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromHours(1)));

    /// <summary>Mail and calendar while a meeting waits for them: about ten minutes. What takes longer is handed on, so that the meeting hears its signals.</summary>
    public static TaskOptions Brief { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 6,
        firstRetryInterval: TimeSpan.FromSeconds(20),
        backoffCoefficient: 2)
    {
        HandleFailure = IsPassing,
    });

    /// <summary>Mail that was handed on: about half a day, then the secretariat is told.</summary>
    public static TaskOptions Patient { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20,
        firstRetryInterval: TimeSpan.FromMinutes(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromHours(1))
    {
        HandleFailure = IsPassing,
    });

    // What the code itself finds impossible does not become possible by waiting.
    private static bool IsPassing(TaskFailureDetails failure) =>
        !failure.IsCausedBy<KeyNotFoundException>() && !failure.IsCausedBy<NotSupportedException>() && !failure.IsCausedBy<ArgumentException>();
}
