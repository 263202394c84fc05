using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>What every execution of a worker shares.</summary>
internal sealed record ExecutionEnvironment(
    IDurableTaskFactory Tasks,
    IServiceProvider Services,
    ILoggerFactory LoggerFactory,
    DurableTaskWorkerOptions Options,
    IExceptionPropertiesProvider? ExceptionProperties)
{
    public DataConverter Converter => Options.DataConverter;

    /// <summary>Gets the version of sub-orchestrations that are called without one; null leaves the caller's.</summary>
    public string? DefaultVersion => Options.Versioning?.DefaultVersion is { Length: > 0 } version ? version : null;

    public ITaskOrchestrator? CreateOrchestrator(string name, string? version) => Tasks is IVersionedTaskFactory versioned
        ? versioned.TryCreateOrchestrator(name, version!, Services, out ITaskOrchestrator? orchestrator) ? orchestrator : null
        : Tasks.TryCreateOrchestrator(name, Services, out orchestrator) ? orchestrator : null;

    public ITaskActivity? CreateActivity(string name, string? version, IServiceProvider services) => Tasks is IVersionedTaskFactory versioned
        ? versioned.TryCreateActivity(name, version!, services, out ITaskActivity? activity) ? activity : null
        : Tasks.TryCreateActivity(name, services, out activity) ? activity : null;

    /// <summary>Says why an orchestration of a version may not run here; null if it may.</summary>
    public string? VersionProblem(string? version)
    {
        if (Options.Versioning is not { MatchStrategy: not DurableTaskWorkerOptions.VersionMatchStrategy.None } versioning)
        {
            return null;
        }

        int order = Microsoft.DurableTask.Abstractions.TaskOrchestrationVersioningUtils.CompareVersions(version ?? "", versioning.Version);
        bool fits = versioning.MatchStrategy == DurableTaskWorkerOptions.VersionMatchStrategy.Strict ? order == 0 : order <= 0;
        return fits ? null : $"The orchestration's version '{version}' does not match the worker's version '{versioning.Version}' ({versioning.MatchStrategy}).";
    }

    public TaskFailureDetails Describe(Exception exception)
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(exception);
        return ExceptionProperties?.GetExceptionProperties(exception) is { } properties ? details with { Properties = properties } : details;
    }
}
