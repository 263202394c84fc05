using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask;

/// <content>Registration of orchestrators.</content>
public sealed partial class DurableTaskRegistry
{
    /// <summary>Registers an orchestrator with a factory.</summary>
    /// <param name="name">The name.</param>
    /// <param name="factory">Makes the orchestrator for a replay.</param>
    /// <returns>The registry.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public DurableTaskRegistry AddOrchestrator(TaskName name, Func<ITaskOrchestrator> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(_orchestrators, name, _ => factory(), "orchestrator");
    }

    /// <summary>Registers a version of an orchestrator with a factory.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="factory">Makes the orchestrator for a replay.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator(TaskName name, TaskVersion version, Func<ITaskOrchestrator> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return AddVersioned(_orchestrators, _versionedOrchestrators, name, version, _ => factory(), "orchestrator");
    }

    /// <summary>Registers an orchestrator class.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The class, made per replay with constructor injection.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator(TaskName name, Type type)
    {
        EnsureImplements(type, typeof(ITaskOrchestrator));
        return Add(_orchestrators, name, Creating(type), "orchestrator");
    }

    /// <summary>Registers an orchestrator class under its own name, or that of its <see cref="DurableTaskAttribute"/>.</summary>
    /// <param name="type">The class.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator(Type type)
    {
        EnsureImplements(type, typeof(ITaskOrchestrator));
        return AddVersioned(_orchestrators, _versionedOrchestrators, NameOf(type), VersionOf(type), Creating(type), "orchestrator");
    }

    /// <summary>Registers an orchestrator class under its own name.</summary>
    /// <typeparam name="TOrchestrator">The class.</typeparam>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator<TOrchestrator>()
        where TOrchestrator : class, ITaskOrchestrator => AddOrchestrator(typeof(TOrchestrator));

    /// <summary>Registers an orchestrator class.</summary>
    /// <typeparam name="TOrchestrator">The class.</typeparam>
    /// <param name="name">The name.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator<TOrchestrator>(TaskName name)
        where TOrchestrator : class, ITaskOrchestrator => AddOrchestrator(name, typeof(TOrchestrator));

    /// <summary>Registers one orchestrator object for all replays.</summary>
    /// <param name="name">The name.</param>
    /// <param name="orchestrator">The orchestrator; it must keep no state.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator(TaskName name, ITaskOrchestrator orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return Add(_orchestrators, name, _ => orchestrator, "orchestrator");
    }

    /// <summary>Registers one orchestrator object for all replays under its class's name.</summary>
    /// <param name="orchestrator">The orchestrator; it must keep no state.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddOrchestrator(ITaskOrchestrator orchestrator)
    {
        ArgumentNullException.ThrowIfNull(orchestrator);
        return AddOrchestrator(NameOf(orchestrator.GetType()), orchestrator);
    }

    private static Func<IServiceProvider, ITaskOrchestrator> Creating(Type type) =>
        services => (ITaskOrchestrator)ActivatorUtilities.GetServiceOrCreateInstance(services, type);
}
