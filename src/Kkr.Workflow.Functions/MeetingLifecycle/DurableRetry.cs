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

    /// <summary>Mail and calendar: about half a day, then the secretariat is told.</summary>
    public static TaskOptions Outside { get; } = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 20,
        firstRetryInterval: TimeSpan.FromSeconds(10),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromHours(1)));
}
