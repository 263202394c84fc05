namespace Microsoft.DurableTask.Worker;

/// <summary>Decides whether a worker runs an orchestration.</summary>
public interface IOrchestrationFilter
{
    /// <summary>Decides on one orchestration.</summary>
    /// <param name="info">The orchestration.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>True to run it.</returns>
    ValueTask<bool> IsOrchestrationValidAsync(OrchestrationFilterParameters info, CancellationToken cancellationToken = default);
}

/// <summary>The orchestration that a filter decides on.</summary>
public struct OrchestrationFilterParameters
{
    /// <summary>Gets the orchestrator's name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the instance's tags.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>Adds values to the failure details of exceptions.</summary>
public interface IExceptionPropertiesProvider
{
    /// <summary>Gives the values to add.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The values; null for none.</returns>
    IDictionary<string, object?>? GetExceptionProperties(Exception exception);
}

/// <summary>Makes the tasks that a worker runs.</summary>
public interface IDurableTaskFactory
{
    /// <summary>Makes an activity.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="serviceProvider">The services of this run.</param>
    /// <param name="activity">The activity.</param>
    /// <returns>False if none of that name is registered.</returns>
    bool TryCreateActivity(TaskName name, IServiceProvider serviceProvider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITaskActivity? activity);

    /// <summary>Makes an orchestrator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="serviceProvider">The services of this replay.</param>
    /// <param name="orchestrator">The orchestrator.</param>
    /// <returns>False if none of that name is registered.</returns>
    bool TryCreateOrchestrator(TaskName name, IServiceProvider serviceProvider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITaskOrchestrator? orchestrator);
}
