using Kkr.Runtime.Engine;
using Kkr.Runtime.FunctionsHost.Binding;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.DurableTask;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>An activity function as the engine sees it.</summary>
internal sealed class FunctionActivity(FunctionEntry function, FunctionInvoker invoker, StopSignals stop) : ITaskActivity
{
    public Type InputType { get; } = function.TriggerParameter.ParameterType == typeof(TaskActivityContext) ? typeof(object) : function.TriggerParameter.ParameterType;

    public Type OutputType { get; } = function.Returns.ValueType ?? typeof(object);

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId };
        TriggerInput trigger = new(input, data) { Reason = $"activity of instance {context.InstanceId}" };
        await using FunctionInvoker.FunctionRun run = invoker.Begin(function, trigger, stop.GraceOver);
        run.Context.Features.Set<ITriggerValues>(new ActivityValue(context, input));
        try
        {
            await run.RunAsync();
        }
        catch (OperationCanceledException e) when (stop.GraceOver.IsCancellationRequested)
        {
            throw new ActivityAbandonedException(e);
        }

        return run.Context.Result;
    }

    private sealed class ActivityValue(TaskActivityContext context, object? input) : ITriggerValues
    {
        public object? Get(ParameterSource source) => source.Parameter.Type == typeof(TaskActivityContext) ? context : DurableInput.For(source, input);
    }
}

/// <summary>What a parameter gets when an instance or activity was started without input.</summary>
internal static class DurableInput
{
    public static object? For(ParameterSource source, object? input) => input
        ?? (source.Parameter.HasDefaultValue ? source.Parameter.DefaultValue
        : source.Parameter.IsReferenceOrNullableType ? null
        : Activator.CreateInstance(source.Parameter.Type));
}
