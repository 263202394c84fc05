using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>Makes a call again while its retry options say so. Everything it waits for is durable.</summary>
internal static class Retries
{
    public static async Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions retry, Func<Task<T>> call)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failure)
            {
                bool again = retry.Policy is { } policy
                    ? await WaitAsync(context, policy, failure, attempt, first)
                    : await retry.Handler!(new RetryContext(
                        context, attempt, failure.FailureDetails, context.CurrentUtcDateTime - first, CancellationToken.None));
                if (!again)
                {
                    throw;
                }
            }
        }
    }

    private static async Task<bool> WaitAsync(
        TaskOrchestrationContext context, RetryPolicy policy, TaskFailedException failure, int attempt, DateTime first)
    {
        // The real engine looks at when the attempt failed, not at when the next would be made.
        TimeSpan spent = context.CurrentUtcDateTime - first;
        if (attempt >= policy.MaxNumberOfAttempts
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan && spent >= policy.RetryTimeout)
            || !await policy.AcceptsAsync(failure))
        {
            return false;
        }

        await context.CreateTimer(policy.DelayAfter(attempt), CancellationToken.None);
        return true;
    }
}
