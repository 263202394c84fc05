namespace Microsoft.DurableTask;

/// <summary>An activity: one step of work, run at least once, that may do I/O.</summary>
public interface ITaskActivity
{
    /// <summary>Gets the type of the input.</summary>
    Type InputType { get; }

    /// <summary>Gets the type of the result.</summary>
    Type OutputType { get; }

    /// <summary>Runs the activity.</summary>
    /// <param name="context">What is known about this run.</param>
    /// <param name="input">The input, already of <see cref="InputType"/>.</param>
    /// <returns>The result.</returns>
    Task<object?> RunAsync(TaskActivityContext context, object? input);
}

/// <summary>An orchestrator: deterministic code that calls activities, timers and other orchestrators.</summary>
public interface ITaskOrchestrator
{
    /// <summary>Gets the type of the input.</summary>
    Type InputType { get; }

    /// <summary>Gets the type of the result.</summary>
    Type OutputType { get; }

    /// <summary>Runs the orchestrator; called again for every replay.</summary>
    /// <param name="context">What the orchestrator may use instead of the outside world.</param>
    /// <param name="input">The input, already of <see cref="InputType"/>.</param>
    /// <returns>The result.</returns>
    Task<object?> RunAsync(TaskOrchestrationContext context, object? input);
}

/// <summary>Base of activities written as classes. Instances are made per run, with constructor injection.</summary>
/// <typeparam name="TInput">The type of the input.</typeparam>
/// <typeparam name="TOutput">The type of the result.</typeparam>
public abstract class TaskActivity<TInput, TOutput> : ITaskActivity
{
    /// <inheritdoc/>
    Type ITaskActivity.InputType => typeof(TInput);

    /// <inheritdoc/>
    Type ITaskActivity.OutputType => typeof(TOutput);

    /// <inheritdoc/>
    async Task<object?> ITaskActivity.RunAsync(TaskActivityContext context, object? input) =>
        await RunAsync(context, TypedInput.Of<TInput>(input));

    /// <summary>Does the work. It may run more than once for one call, so make it idempotent.</summary>
    /// <param name="context">What is known about this run.</param>
    /// <param name="input">The input.</param>
    /// <returns>The result, which is stored in the orchestration's history.</returns>
    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);
}

/// <summary>Base of orchestrators written as classes. Instances are made per replay, with constructor injection.</summary>
/// <typeparam name="TInput">The type of the input.</typeparam>
/// <typeparam name="TOutput">The type of the result.</typeparam>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    /// <inheritdoc/>
    Type ITaskOrchestrator.InputType => typeof(TInput);

    /// <inheritdoc/>
    Type ITaskOrchestrator.OutputType => typeof(TOutput);

    /// <inheritdoc/>
    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input) =>
        await RunAsync(context, TypedInput.Of<TInput>(input));

    /// <summary>Orchestrates. The code must be deterministic: it runs from the start at every replay.</summary>
    /// <param name="context">Time, identifiers, activities, timers and events.</param>
    /// <param name="input">The input.</param>
    /// <returns>The result, which becomes the instance's output.</returns>
    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);
}

/// <summary>Makes activities from delegates.</summary>
public static class FuncTaskActivity
{
    /// <summary>Makes an activity from a delegate.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="implementation">The work.</param>
    /// <returns>The activity.</returns>
    public static TaskActivity<TInput, TOutput> Create<TInput, TOutput>(Func<TaskActivityContext, TInput, Task<TOutput>> implementation)
    {
        ArgumentNullException.ThrowIfNull(implementation);
        return new Implementation<TInput, TOutput>(implementation);
    }

    private sealed class Implementation<TInput, TOutput>(Func<TaskActivityContext, TInput, Task<TOutput>> work) : TaskActivity<TInput, TOutput>
    {
        public override Task<TOutput> RunAsync(TaskActivityContext context, TInput input) => work(context, input);
    }
}

/// <summary>Makes orchestrators from delegates.</summary>
public static class FuncTaskOrchestrator
{
    /// <summary>Makes an orchestrator from a delegate.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="implementation">The orchestration.</param>
    /// <returns>The orchestrator.</returns>
    public static TaskOrchestrator<TInput, TOutput> Create<TInput, TOutput>(
        Func<TaskOrchestrationContext, TInput, Task<TOutput>> implementation)
    {
        ArgumentNullException.ThrowIfNull(implementation);
        return new Implementation<TInput, TOutput>(implementation);
    }

    private sealed class Implementation<TInput, TOutput>(Func<TaskOrchestrationContext, TInput, Task<TOutput>> work) : TaskOrchestrator<TInput, TOutput>
    {
        public override Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input) => work(context, input);
    }
}

/// <summary>Gives a task its input with the declared type.</summary>
internal static class TypedInput
{
    internal static T Of<T>(object? input) => input switch
    {
        T typed => typed,
        null => default!,
        _ => throw new ArgumentException($"Input of type '{input.GetType()}' is not of the declared type '{typeof(T)}'.", nameof(input)),
    };
}
