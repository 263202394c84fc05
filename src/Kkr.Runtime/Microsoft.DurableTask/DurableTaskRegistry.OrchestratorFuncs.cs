namespace Microsoft.DurableTask;

/// <content>Registration of orchestrator functions.</content>
public sealed partial class DurableTaskRegistry
{
    /// <summary>Registers an orchestrator as a function.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The function.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TInput, TOutput>(TaskName name, Func<TaskOrchestrationContext, TInput, Task<TOutput>> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<TInput, TOutput>(orchestrator));
    }

    /// <summary>Registers an orchestrator as a function.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="orchestrator">The function.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TInput, TOutput>(TaskName name, TaskVersion version, Func<TaskOrchestrationContext, TInput, Task<TOutput>> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, version, () => FuncTaskOrchestrator.Create<TInput, TOutput>(orchestrator));
    }

    /// <summary>Registers an orchestrator as a synchronous function.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The synchronous function.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TInput, TOutput>(TaskName name, Func<TaskOrchestrationContext, TInput, TOutput> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<TInput, TOutput>((context, input) => Task.FromResult(orchestrator(context, input))));
    }

    /// <summary>Registers an orchestrator as a function without result.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The function without result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TInput>(TaskName name, Func<TaskOrchestrationContext, TInput, Task> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<TInput, object?>(async (context, input) =>
        {
            await orchestrator(context, input);
            return null;
        }));
    }

    /// <summary>Registers an orchestrator as a synchronous function without result.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The synchronous function without result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TInput>(TaskName name, Action<TaskOrchestrationContext, TInput> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<TInput, object?>((context, input) =>
        {
            orchestrator(context, input);
            return Task.FromResult<object?>(null);
        }));
    }

    /// <summary>Registers an orchestrator as a function without input.</summary>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The function without input.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TOutput>(TaskName name, Func<TaskOrchestrationContext, Task<TOutput>> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<object?, TOutput>((context, _) => orchestrator(context)));
    }

    /// <summary>Registers an orchestrator as a synchronous function without input.</summary>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The synchronous function without input.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc<TOutput>(TaskName name, Func<TaskOrchestrationContext, TOutput> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<object?, TOutput>((context, _) => Task.FromResult(orchestrator(context))));
    }

    /// <summary>Registers an orchestrator as a function without input or result.</summary>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The function without input or result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc(TaskName name, Func<TaskOrchestrationContext, Task> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<object?, object?>(async (context, _) =>
        {
            await orchestrator(context);
            return null;
        }));
    }

    /// <summary>Registers an orchestrator as a synchronous function without input or result.</summary>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The synchronous function without input or result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestratorFunc(TaskName name, Action<TaskOrchestrationContext> orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(name, FuncTaskOrchestrator.Create<object?, object?>((context, _) =>
        {
            orchestrator(context);
            return Task.FromResult<object?>(null);
        }));
    }
}
