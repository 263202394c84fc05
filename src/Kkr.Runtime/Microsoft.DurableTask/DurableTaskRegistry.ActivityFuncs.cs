namespace Microsoft.DurableTask;

/// <content>Registration of activity functions.</content>
public sealed partial class DurableTaskRegistry
{
    /// <summary>Registers an activity as a function.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="activity">The function.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TInput, TOutput>(TaskName name, Func<TaskActivityContext, TInput, Task<TOutput>> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<TInput, TOutput>(activity));
    }

    /// <summary>Registers an activity as a function.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="activity">The function.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TInput, TOutput>(TaskName name, TaskVersion version, Func<TaskActivityContext, TInput, Task<TOutput>> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, version, () => FuncTaskActivity.Create<TInput, TOutput>(activity));
    }

    /// <summary>Registers an activity as a synchronous function.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="activity">The synchronous function.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TInput, TOutput>(TaskName name, Func<TaskActivityContext, TInput, TOutput> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<TInput, TOutput>((context, input) => Task.FromResult(activity(context, input))));
    }

    /// <summary>Registers an activity as a function without result.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="activity">The function without result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TInput>(TaskName name, Func<TaskActivityContext, TInput, Task> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<TInput, object?>(async (context, input) =>
        {
            await activity(context, input);
            return null;
        }));
    }

    /// <summary>Registers an activity as a synchronous function without result.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="activity">The synchronous function without result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TInput>(TaskName name, Action<TaskActivityContext, TInput> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<TInput, object?>((context, input) =>
        {
            activity(context, input);
            return Task.FromResult<object?>(null);
        }));
    }

    /// <summary>Registers an activity as a function without input.</summary>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="activity">The function without input.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TOutput>(TaskName name, Func<TaskActivityContext, Task<TOutput>> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<object?, TOutput>((context, _) => activity(context)));
    }

    /// <summary>Registers an activity as a synchronous function without input.</summary>
    /// <typeparam name="TOutput">The type of the result.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="activity">The synchronous function without input.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc<TOutput>(TaskName name, Func<TaskActivityContext, TOutput> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<object?, TOutput>((context, _) => Task.FromResult(activity(context))));
    }

    /// <summary>Registers an activity as a function without input or result.</summary>
    /// <param name="name">The name.</param>
    /// <param name="activity">The function without input or result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc(TaskName name, Func<TaskActivityContext, Task> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<object?, object?>(async (context, _) =>
        {
            await activity(context);
            return null;
        }));
    }

    /// <summary>Registers an activity as a synchronous function without input or result.</summary>
    /// <param name="name">The name.</param>
    /// <param name="activity">The synchronous function without input or result.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivityFunc(TaskName name, Action<TaskActivityContext> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, FuncTaskActivity.Create<object?, object?>((context, _) =>
        {
            activity(context);
            return Task.FromResult<object?>(null);
        }));
    }
}
