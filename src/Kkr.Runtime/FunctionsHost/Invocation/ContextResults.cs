using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Context.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>The invocation's result, read and replaced through its context.</summary>
internal sealed class ContextInvocationResult(FunctionContext context) : InvocationResult
{
    private readonly EmbeddedFunctionContext _context = EmbeddedContext.Of(context);

    public override object? Value
    {
        get => _context.Result;
        set => _context.Result = value;
    }
}

/// <summary>The invocation's result as a type.</summary>
internal sealed class ContextInvocationResult<T> : InvocationResult<T>
{
    private readonly EmbeddedFunctionContext _context;

    public ContextInvocationResult(FunctionContext context)
    {
        _context = EmbeddedContext.Of(context);
        EmbeddedContext.Check<T>(_context.Result, "The invocation's result");
    }

    public override T? Value
    {
        get => (T?)_context.Result;
        set => _context.Result = value;
    }
}

/// <summary>The outputs beside the return value.</summary>
internal static class ContextOutputs
{
    public static IEnumerable<OutputBindingData<T>> Of<T>(FunctionContext context) =>
        [.. EmbeddedContext.Of(context).Outputs.Where(o => o.Value is T || (o.Value is null && default(T) is null)).Select(o => new Output<T>(o))];

    private sealed class Output<T>(OutputSlot slot) : OutputBindingData<T>
    {
        public override T? Value
        {
            get => (T?)slot.Value;
            set => slot.Value = value;
        }

        public override string Name => slot.Name;

        public override string BindingType => slot.BindingType;
    }
}

/// <summary>The inputs, bound ahead of the function.</summary>
internal static class ContextInputs
{
    public static async ValueTask<InputBindingData<T>> BindAsync<T>(FunctionContext context, BindingMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        EmbeddedFunctionContext embedded = EmbeddedContext.Of(context);
        int index = Array.FindIndex([.. embedded.FunctionDefinition.Parameters], p => p.Name == metadata.Name);
        if (index < 0)
        {
            throw new InvalidOperationException($"Function '{embedded.FunctionDefinition.Name}' has no input '{metadata.Name}'.");
        }

        IFunctionInputBindingFeature feature = context.Features.Get<IFunctionInputBindingFeature>()
            ?? throw new InvalidOperationException("The invocation cannot bind inputs here.");
        FunctionInputBindingResult bound = await feature.BindFunctionInputAsync(context);
        EmbeddedContext.Check<T>(bound.Values[index], $"Input '{metadata.Name}'");
        return new Input<T>(metadata, bound.Values, index);
    }

    private sealed class Input<T>(BindingMetadata metadata, object?[] values, int index) : InputBindingData<T>
    {
        public override BindingMetadata BindingMetadata => metadata;

        public override T? Value
        {
            get => (T?)values[index];
            set => values[index] = value;
        }
    }
}

/// <summary>Reaches the embedded host's own context behind the public type.</summary>
internal static class EmbeddedContext
{
    public static EmbeddedFunctionContext Of(FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context as EmbeddedFunctionContext
            ?? context.Features.Get<EmbeddedFunctionContext>()
            ?? throw new InvalidOperationException("This FunctionContext was not made by the embedded host.");
    }

    public static void Check<T>(object? value, string what)
    {
        if (value is not T && !(value is null && default(T) is null))
        {
            throw new InvalidOperationException($"{what} is {(value is null ? "null" : $"a {value.GetType()}")}, not a {typeof(T)}.");
        }
    }
}
