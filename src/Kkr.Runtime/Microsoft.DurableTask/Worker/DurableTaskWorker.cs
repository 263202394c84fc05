using Microsoft.Extensions.Hosting;

namespace Microsoft.DurableTask.Worker.Hosting;

/// <summary>Base of workers: hosted services that run orchestrators and activities.</summary>
public abstract class DurableTaskWorker : BackgroundService
{
    /// <summary>Makes a worker.</summary>
    /// <param name="name">Its name; empty for the default one.</param>
    /// <param name="factory">Makes the tasks.</param>
    protected DurableTaskWorker(string? name, IDurableTaskFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Name = name ?? string.Empty;
        Factory = factory;
    }

    /// <summary>Gets the worker's name; empty for the default one.</summary>
    protected virtual string Name { get; }

    /// <summary>Gets what makes the tasks.</summary>
    protected virtual IDurableTaskFactory Factory { get; }

    /// <summary>Gets or sets what adds values to failure details.</summary>
    protected IExceptionPropertiesProvider? ExceptionPropertiesProvider { get; set; }
}
