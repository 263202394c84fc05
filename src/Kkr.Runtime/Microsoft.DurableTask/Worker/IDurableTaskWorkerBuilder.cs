using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

/// <summary>Builds a worker from the host's services.</summary>
public interface IDurableTaskWorkerBuilder
{
    /// <summary>Gets the worker's name; empty for the default one.</summary>
    string Name { get; }

    /// <summary>Gets the host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Gets or sets the class of the worker.</summary>
    Type? BuildTarget { get; set; }

    /// <summary>Makes the worker.</summary>
    /// <param name="serviceProvider">The host's services.</param>
    /// <returns>The worker.</returns>
    /// <exception cref="InvalidOperationException">No build target was chosen.</exception>
    IHostedService Build(IServiceProvider serviceProvider);
}

/// <summary>The builder that <c>AddDurableTaskWorker</c> uses.</summary>
public class DefaultDurableTaskWorkerBuilder : IDurableTaskWorkerBuilder
{
    private Type? _buildTarget;

    /// <summary>Makes a builder.</summary>
    /// <param name="name">The worker's name; the default one where null.</param>
    /// <param name="services">The host's services.</param>
    public DefaultDurableTaskWorkerBuilder(string? name, IServiceCollection services)
    {
        Name = name ?? Options.DefaultName;
        Services = services;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }

    /// <inheritdoc/>
    public Type? BuildTarget
    {
        get => _buildTarget;
        set
        {
            if (value is not null && (value.IsAbstract || !typeof(DurableTaskWorker).IsAssignableFrom(value)))
            {
                throw new ArgumentException($"{value} is not a concrete {nameof(DurableTaskWorker)}.", nameof(value));
            }

            _buildTarget = value;
        }
    }

    /// <inheritdoc/>
    public IHostedService Build(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        if (_buildTarget is null)
        {
            throw new InvalidOperationException("No build target was chosen for the durable task worker: call a Use method on its builder.");
        }

        DurableTaskRegistry registry = serviceProvider.GetRequiredService<IOptionsMonitor<DurableTaskRegistry>>().Get(Name);
        return (IHostedService)ActivatorUtilities.CreateInstance(serviceProvider, _buildTarget, Name, new RegisteredTasks(registry));
    }

    private sealed class RegisteredTasks(DurableTaskRegistry registry) : Kkr.Runtime.Engine.IVersionedTaskFactory
    {
        public bool TryCreateActivity(TaskName name, IServiceProvider serviceProvider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITaskActivity? activity) =>
            TryCreateActivity(name, default, serviceProvider, out activity);

        public bool TryCreateOrchestrator(TaskName name, IServiceProvider serviceProvider, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITaskOrchestrator? orchestrator) =>
            TryCreateOrchestrator(name, default, serviceProvider, out orchestrator);

        public bool TryCreateActivity(TaskName name, TaskVersion version, IServiceProvider services, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITaskActivity? activity) =>
            (activity = registry.FindActivity(name, version)?.Invoke(services)) is not null;

        public bool TryCreateOrchestrator(TaskName name, TaskVersion version, IServiceProvider services, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ITaskOrchestrator? orchestrator) =>
            (orchestrator = registry.FindOrchestrator(name, version)?.Invoke(services)) is not null;
    }
}
