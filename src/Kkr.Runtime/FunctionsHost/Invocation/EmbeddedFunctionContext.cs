using System.Collections;
using System.Diagnostics;
using Kkr.Runtime.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>The context of one invocation in the embedded host.</summary>
internal sealed class EmbeddedFunctionContext(FunctionEntry function, TriggerInput input, IServiceProvider services, CancellationToken cancellationToken)
    : FunctionContext
{
    public FunctionEntry Function => function;

    public TriggerInput Input => input;

    /// <summary>What the function returned, or what middleware put in its place.</summary>
    public object? Result { get; set; }

    /// <summary>The outputs beside the return value, by name.</summary>
    public List<OutputSlot> Outputs { get; } = [];

    /// <summary>The arguments, once bound.</summary>
    public object?[]? Arguments { get; set; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override TraceContext TraceContext { get; } = new CurrentTrace(Activity.Current);

    public override BindingContext BindingContext { get; } = new TriggerData(input.BindingData);

    public override RetryContext RetryContext { get; } = new Attempt(input.RetryCount, input.MaxRetryCount);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new FeatureSet();

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class TriggerData(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Attempt(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }

    private sealed class CurrentTrace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }

    private sealed class FeatureSet : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _features = [];

        public T? Get<T>() => _features.TryGetValue(typeof(T), out object? found) ? (T)found : default;

        public void Set<T>(T instance)
        {
            if (instance is null)
            {
                _features.Remove(typeof(T));
            }
            else
            {
                _features[typeof(T)] = instance;
            }
        }

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>What a trigger hands to an invocation.</summary>
/// <param name="Value">What the trigger parameter is bound from.</param>
/// <param name="BindingData">Values by name.</param>
internal sealed record TriggerInput(object? Value, IReadOnlyDictionary<string, object?> BindingData)
{
    public static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    /// <summary>Why it runs, for the log.</summary>
    public string Reason { get; init; } = "";

    public int RetryCount { get; init; }

    public int MaxRetryCount { get; init; }
}

/// <summary>One output beside the return value.</summary>
internal sealed class OutputSlot(string name, string bindingType, object? value)
{
    public string Name => name;

    public string BindingType => bindingType;

    public object? Value { get; set; } = value;
}
