using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators and activities that a worker runs, by name. Names differ without regard to case.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskActivity>> _activities = [];
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskOrchestrator>> _orchestrators = [];
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskActivity>> _versionedActivities = [];
    private readonly Dictionary<(TaskName Name, TaskVersion Version), Func<IServiceProvider, ITaskOrchestrator>> _versionedOrchestrators = [];

    /// <summary>Registers an activity with a factory.</summary>
    /// <param name="name">The name.</param>
    /// <param name="factory">Makes the activity for a run.</param>
    /// <returns>The registry.</returns>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public DurableTaskRegistry AddActivity(TaskName name, Func<IServiceProvider, ITaskActivity> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Add(_activities, name, factory, "activity");
    }

    /// <summary>Registers a version of an activity with a factory.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="factory">Makes the activity for a run.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity(TaskName name, TaskVersion version, Func<ITaskActivity> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return AddVersioned(_activities, _versionedActivities, name, version, _ => factory(), "activity");
    }

    /// <summary>Registers an activity class.</summary>
    /// <param name="name">The name.</param>
    /// <param name="type">The class, made per run with constructor injection.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity(TaskName name, Type type)
    {
        EnsureImplements(type, typeof(ITaskActivity));
        return AddActivity(name, services => (ITaskActivity)ActivatorUtilities.GetServiceOrCreateInstance(services, type));
    }

    /// <summary>Registers an activity class under its own name, or that of its <see cref="DurableTaskAttribute"/>.</summary>
    /// <param name="type">The class.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity(Type type)
    {
        EnsureImplements(type, typeof(ITaskActivity));
        return AddVersioned(_activities, _versionedActivities, NameOf(type), VersionOf(type), services => (ITaskActivity)ActivatorUtilities.GetServiceOrCreateInstance(services, type), "activity");
    }

    /// <summary>Registers an activity class under its own name.</summary>
    /// <typeparam name="TActivity">The class.</typeparam>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity<TActivity>()
        where TActivity : class, ITaskActivity => AddActivity(typeof(TActivity));

    /// <summary>Registers an activity class.</summary>
    /// <typeparam name="TActivity">The class.</typeparam>
    /// <param name="name">The name.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity<TActivity>(TaskName name)
        where TActivity : class, ITaskActivity => AddActivity(name, typeof(TActivity));

    /// <summary>Registers one activity object for all runs.</summary>
    /// <param name="name">The name.</param>
    /// <param name="activity">The activity.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity(TaskName name, ITaskActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(name, _ => activity);
    }

    /// <summary>Registers one activity object for all runs under its class's name.</summary>
    /// <param name="activity">The activity.</param>
    /// <returns>The registry.</returns>
    public DurableTaskRegistry AddActivity(ITaskActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return AddActivity(NameOf(activity.GetType()), activity);
    }

    /// <summary>Lists the activities.</summary>
    /// <returns>Names and factories.</returns>
    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities() => _activities;

    /// <summary>Lists the orchestrators.</summary>
    /// <returns>Names and factories.</returns>
    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators() => _orchestrators;

    /// <summary>Finds an activity: the version asked for if it was registered, else the plain registration.</summary>
    internal Func<IServiceProvider, ITaskActivity>? FindActivity(TaskName name, TaskVersion version) =>
        _versionedActivities.GetValueOrDefault((name, version)) ?? _activities.GetValueOrDefault(name);

    /// <summary>Finds an orchestrator: the version asked for if it was registered, else the plain registration.</summary>
    internal Func<IServiceProvider, ITaskOrchestrator>? FindOrchestrator(TaskName name, TaskVersion version) =>
        _versionedOrchestrators.GetValueOrDefault((name, version)) ?? _orchestrators.GetValueOrDefault(name);

    private static TaskName NameOf(Type type) =>
        type.GetCustomAttribute<DurableTaskAttribute>() is { Name.Name: { Length: > 0 } name } ? name : type.Name;

    private static TaskVersion VersionOf(Type type) => type.GetCustomAttribute<DurableTaskAttribute>()?.Version ?? string.Empty;

    private static void EnsureImplements(Type type, Type contract)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!contract.IsAssignableFrom(type) || type.IsAbstract)
        {
            throw new ArgumentException($"{type} is not a concrete class that implements {contract.Name}.", nameof(type));
        }
    }

    private DurableTaskRegistry Add<T>(Dictionary<TaskName, T> tasks, TaskName name, T factory, string kind)
    {
        if (string.IsNullOrWhiteSpace(name.Name))
        {
            throw new ArgumentException($"An {kind} needs a name.", nameof(name));
        }

        if (!tasks.TryAdd(name, factory))
        {
            throw new ArgumentException($"An {kind} named '{name}' is already registered.", nameof(name));
        }

        return this;
    }

    private DurableTaskRegistry AddVersioned<T>(
        Dictionary<TaskName, T> plain, Dictionary<(TaskName Name, TaskVersion Version), T> versioned, TaskName name, TaskVersion version, T factory, string kind)
    {
        if (version == TaskVersion.Unversioned)
        {
            return Add(plain, name, factory, kind);
        }

        if (!versioned.TryAdd((name, version), factory))
        {
            throw new ArgumentException($"An {kind} named '{name}' is already registered in version '{version.Version}'.", nameof(name));
        }

        return this;
    }
}
