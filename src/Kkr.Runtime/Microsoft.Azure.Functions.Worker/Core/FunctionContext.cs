namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Initialises the context.</summary>
    protected FunctionContext()
    {
    }

    /// <summary>The invocation's own id.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The id of the function, the same in every invocation.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The caller's trace.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger delivered.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt this is.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation; scoped ones live as long as it does.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What the function is.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values that middleware and function share during this invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>What the host and extensions offer this invocation.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Signalled when the caller leaves or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
