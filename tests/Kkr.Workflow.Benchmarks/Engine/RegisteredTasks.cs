using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>The registered orchestrators, for an execution without a worker around it.</summary>
internal sealed class RegisteredTasks : IDurableTaskFactory
{
    private readonly Dictionary<string, Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = new(StringComparer.OrdinalIgnoreCase);

    public RegisteredTasks(Action<DurableTaskRegistry> register)
    {
        DurableTaskRegistry registry = new();
        register(registry);
        foreach ((TaskName name, Func<IServiceProvider, ITaskOrchestrator> make) in registry.GetOrchestrators())
        {
            _orchestrators[name.Name] = make;
        }
    }

    public bool TryCreateActivity(TaskName name, IServiceProvider serviceProvider, [NotNullWhen(true)] out ITaskActivity? activity)
    {
        activity = null;
        return false;
    }

    public bool TryCreateOrchestrator(TaskName name, IServiceProvider serviceProvider, [NotNullWhen(true)] out ITaskOrchestrator? orchestrator)
    {
        orchestrator = _orchestrators.TryGetValue(name.Name, out Func<IServiceProvider, ITaskOrchestrator>? make) ? make(serviceProvider) : null;
        return orchestrator is not null;
    }
}
