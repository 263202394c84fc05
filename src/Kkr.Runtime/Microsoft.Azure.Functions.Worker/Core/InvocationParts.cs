namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a trigger delivered to an invocation.</summary>
public abstract class BindingContext
{
    /// <summary>Initialises the context.</summary>
    protected BindingContext()
    {
    }

    /// <summary>Values by name, without regard to case: route and query values for HTTP, the instance id for durable work.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>The W3C trace an invocation belongs to.</summary>
public abstract class TraceContext
{
    /// <summary>Initialises the context.</summary>
    protected TraceContext()
    {
    }

    /// <summary>The <c>traceparent</c> value.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c> value.</summary>
    public abstract string TraceState { get; }

    /// <summary>Further attributes.</summary>
    public virtual IReadOnlyDictionary<string, string> Attributes { get; } = new Dictionary<string, string>();

    /// <summary>The baggage.</summary>
    public virtual IReadOnlyDictionary<string, string> Baggage { get; } = new Dictionary<string, string>();
}

/// <summary>Which attempt an invocation is.</summary>
public abstract class RetryContext
{
    /// <summary>Initialises the context.</summary>
    protected RetryContext()
    {
    }

    /// <summary>The attempts made before this one.</summary>
    public abstract int RetryCount { get; }

    /// <summary>The most attempts after the first.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>An invocation as it came from the host.</summary>
public abstract class FunctionInvocation
{
    /// <summary>Initialises the invocation.</summary>
    protected FunctionInvocation()
    {
    }

    /// <summary>Its id.</summary>
    public abstract string Id { get; }

    /// <summary>The function's id.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The caller's trace.</summary>
    public abstract TraceContext TraceContext { get; }
}

/// <summary>Objects of an invocation, one per type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the object of a type, or removes it when null.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="instance">The object.</param>
    void Set<T>(T instance);

    /// <summary>Gets the object of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The object, or null.</returns>
    T? Get<T>();
}

/// <summary>What a function returned; middleware may replace it.</summary>
/// <typeparam name="T">The type it is seen as.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>Initialises the result.</summary>
    protected InvocationResult()
    {
    }

    /// <summary>The value.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>What a function returned; middleware may replace it.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
    /// <summary>Initialises the result.</summary>
    protected InvocationResult()
    {
    }
}

/// <summary>One value that a function sends out beside its return value.</summary>
/// <typeparam name="T">The type it is seen as.</typeparam>
public abstract class OutputBindingData<T>
{
    /// <summary>Initialises the value.</summary>
    protected OutputBindingData()
    {
    }

    /// <summary>The value.</summary>
    public abstract T? Value { get; set; }

    /// <summary>The binding's name.</summary>
    public abstract string Name { get; }

    /// <summary>The binding's kind, such as <c>http</c>.</summary>
    public abstract string BindingType { get; }
}

/// <summary>One bound input value; middleware may replace it before the function runs.</summary>
/// <typeparam name="T">The type it is seen as.</typeparam>
public abstract class InputBindingData<T>
{
    /// <summary>Initialises the value.</summary>
    protected InputBindingData()
    {
    }

    /// <summary>What is bound.</summary>
    public abstract BindingMetadata BindingMetadata { get; }

    /// <summary>The value.</summary>
    public abstract T? Value { get; set; }
}
