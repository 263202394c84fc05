#pragma warning disable MA0017 // the real abstract attribute has a public constructor

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method as a function that the host may invoke.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute : Attribute
{
    /// <summary>Names the function.</summary>
    /// <param name="name">The name, unique in the app without regard to case.</param>
    public FunctionAttribute(string name) => Name = name;

    /// <summary>The function's name, which is also its default HTTP route.</summary>
    public string Name { get; }
}

/// <summary>Base of the attributes that say how often a failed invocation is tried again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>Initialises the attribute.</summary>
    public RetryAttribute()
    {
    }

    /// <summary>The number of further attempts after the first; -1 means without end.</summary>
    public int MaxRetryCount { get; set; }
}

/// <summary>Retries a failed invocation after the same pause every time.</summary>
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    /// <summary>Sets the policy.</summary>
    /// <param name="maxRetryCount">The number of further attempts.</param>
    /// <param name="delayInterval">The pause, as <c>hh:mm:ss</c>.</param>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The pause between attempts, as <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}

/// <summary>Retries a failed invocation after pauses that double from a minimum to a maximum.</summary>
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <summary>Sets the policy.</summary>
    /// <param name="maxRetryCount">The number of further attempts.</param>
    /// <param name="minimumInterval">The first pause, as <c>hh:mm:ss</c>.</param>
    /// <param name="maximumInterval">The longest pause, as <c>hh:mm:ss</c>.</param>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>The first pause, as <c>hh:mm:ss</c>.</summary>
    public string MinimumInterval { get; }

    /// <summary>The longest pause, as <c>hh:mm:ss</c>.</summary>
    public string MaximumInterval { get; }
}
