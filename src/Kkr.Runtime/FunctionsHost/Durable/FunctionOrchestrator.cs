using System.Runtime.CompilerServices;
using Kkr.Runtime.FunctionsHost.Binding;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>
/// An orchestrator function as the engine sees it. The middleware runs outside the engine's synchronization context, as in the real
/// worker, and only the function itself runs inside. The engine is handed the function's own task, so that whatever middleware does
/// after the function cannot hold up the orchestration.
/// </summary>
internal sealed class FunctionOrchestrator(FunctionEntry function, FunctionInvoker invoker) : ITaskOrchestrator
{
    private static readonly ConditionalWeakTable<TaskOrchestrationContext, FunctionContext> Contexts = [];

    public Type InputType { get; } = function.Sources.FirstOrDefault(s => s.Kind == SourceKind.OrchestrationInput)?.Parameter.Type ?? typeof(object);

    public Type OutputType { get; } = function.Returns.ValueType ?? typeof(object);

    /// <summary>The invocation that runs an orchestration, for GetFunctionContext.</summary>
    public static FunctionContext? ContextOf(TaskOrchestrationContext context) => Contexts.TryGetValue(context, out FunctionContext? found) ? found : null;

    public Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId };
        TriggerInput trigger = new(context, data) { Reason = $"orchestration instance {context.InstanceId}" };
        FunctionInvoker.FunctionRun run = invoker.Begin(function, trigger, CancellationToken.None);
        run.Context.Features.Set<ITriggerValues>(new OrchestrationValue(context, input));
        Contexts.AddOrUpdate(context, run.Context);
        return Start(run);
    }

    private Task<object?> Start(FunctionInvoker.FunctionRun run)
    {
        SynchronizationContext? engine = SynchronizationContext.Current;
        int thread = Environment.CurrentManagedThreadId;
        bool starting = true;
        Task<object?>? called = null;
        Task around;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            around = FinishAsync(run, () =>
            {
                if (!Volatile.Read(ref starting) || Environment.CurrentManagedThreadId != thread)
                {
                    // Too late: the engine has been told that there is no orchestrator to run.
                    return Task.FromException(AwaitedBefore());
                }

                SynchronizationContext.SetSynchronizationContext(engine);
                try
                {
                    return called = run.CallAsync();
                }
                finally
                {
                    SynchronizationContext.SetSynchronizationContext(null);
                }
            });
        }
        finally
        {
            Volatile.Write(ref starting, false);
            SynchronizationContext.SetSynchronizationContext(engine);
        }

        if (called is not null)
        {
            // The engine sees the function's failure in the function's own task; what middleware makes of it is logged and ends there.
            Observe(around);
            return called;
        }

        if (around.IsCompleted)
        {
            return AnswerAsync(around, run);
        }

        Observe(around);
        return Task.FromException<object?>(AwaitedBefore());
    }

    private InvalidOperationException AwaitedBefore() => new(
        $"Middleware awaited something before orchestrator '{function.Name}'. The embedded engine starts an orchestrator at once: "
        + "leave orchestrations out with UseWhen, or await after the function only.");

    private static void Observe(Task task) =>
        _ = task.ContinueWith(t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <summary>Middleware answered or failed without calling the function.</summary>
    private static async Task<object?> AnswerAsync(Task around, FunctionInvoker.FunctionRun run)
    {
        await around;
        return run.Context.Result;
    }

    private static async Task FinishAsync(FunctionInvoker.FunctionRun run, Func<Task> call)
    {
        await using (run)
        {
            await run.RunAroundAsync(call);
        }
    }

    private sealed class OrchestrationValue(TaskOrchestrationContext context, object? input) : ITriggerValues
    {
        public object? Get(ParameterSource source) => source.Kind == SourceKind.Trigger ? context : DurableInput.For(source, input);
    }
}
