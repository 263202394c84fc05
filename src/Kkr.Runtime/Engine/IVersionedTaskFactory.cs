using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;

namespace Kkr.Runtime.Engine;

/// <summary>Makes tasks of a version, where one was registered; the public factory knows names only.</summary>
internal interface IVersionedTaskFactory : IDurableTaskFactory
{
    bool TryCreateActivity(TaskName name, TaskVersion version, IServiceProvider services, [NotNullWhen(true)] out ITaskActivity? activity);

    bool TryCreateOrchestrator(TaskName name, TaskVersion version, IServiceProvider services, [NotNullWhen(true)] out ITaskOrchestrator? orchestrator);
}
