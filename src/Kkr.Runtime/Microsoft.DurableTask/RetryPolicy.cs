namespace Microsoft.DurableTask;

/// <summary>Says how often and at what intervals a failed activity or sub-orchestration is tried again.</summary>
public class RetryPolicy
{
    // Without a limit a doubling wait would soon pass what a date can hold.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(3650);

    private readonly Func<TaskFailureDetails, bool>? _handleFailure;

    /// <summary>Makes a policy. The wait before attempt n+1 is first × coefficientⁿ⁻¹, at most the longest interval.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">The wait before the second attempt; above zero.</param>
    /// <param name="backoffCoefficient">What each wait is multiplied with for the next; at least 1.</param>
    /// <param name="maxRetryInterval">The longest wait; 1 hour where none is given, <see cref="Timeout.InfiniteTimeSpan"/> for no limit; not below the first.</param>
    /// <param name="retryTimeout">An attempt that fails later than this after the first began is the last; no limit where none is given; not below the first wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        if (maxRetryInterval is { } longest && longest != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(longest, firstRetryInterval, nameof(maxRetryInterval));
        }

        if (retryTimeout is { } timeout && timeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, firstRetryInterval, nameof(retryTimeout));
        }

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Gets the number of attempts, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Gets the wait before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Gets what each wait is multiplied with for the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Gets the longest wait, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>Gets the time after the first attempt when a failure is final, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Gets the filter on exceptions; accepts everything unless <see cref="HandleAsync"/> is set.</summary>
    public Func<Exception, bool> Handle { get; private init; } = _ => true;

    /// <summary>Gets or sets a filter on the exception that the caller would see: true to try again. Must be deterministic.</summary>
    public Func<Exception, Task<bool>>? HandleAsync { get; set; }

    /// <summary>Sets a filter on the stored failure: true to try again. Must be deterministic.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => _handleFailure = value;
    }

    /// <summary>Asks every filter that was set.</summary>
    internal async Task<bool> AcceptsAsync(TaskFailedException failure) =>
        Handle(failure)
        && (_handleFailure is null || _handleFailure(failure.FailureDetails))
        && (HandleAsync is null || await HandleAsync(failure));

    /// <summary>The wait after a failed attempt, counted from 1.</summary>
    internal TimeSpan DelayAfter(int attempt)
    {
        double milliseconds = FirstRetryInterval.TotalMilliseconds * Math.Pow(BackoffCoefficient, attempt - 1);
        TimeSpan longest = MaxRetryInterval == Timeout.InfiniteTimeSpan ? LongestDelay : MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }
}
