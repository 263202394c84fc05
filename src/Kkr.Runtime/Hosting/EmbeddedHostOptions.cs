using System.Reflection;

namespace Kkr.Runtime.Hosting;

/// <summary>How the embedded functions host finds functions, listens and stops.</summary>
public sealed class EmbeddedHostOptions
{
    /// <summary>The assemblies searched for functions. The entry assembly when empty.</summary>
    public IList<Assembly> FunctionAssemblies { get; } = [];

    /// <summary>
    /// The loopback port: 0 takes any free one. When null, the first of <c>--port</c>, the setting <c>FUNCTIONS_PORT</c>,
    /// <c>Host.LocalHttpPort</c> of <c>local.settings.json</c> and 7071.
    /// </summary>
    public int? Port { get; set; }

    /// <summary>The address to listen on instead of <see cref="Port"/>; it must be a loopback <c>http</c> address.</summary>
    public Uri? ListenOn { get; set; }

    /// <summary>The folder of <c>host.json</c>. The app's content root when null, then the folder of its binaries.</summary>
    public string? AppDirectory { get; set; }

    /// <summary>How long a stop may take in all before running work is abandoned. Thirty seconds unless set.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long running work is left alone after a stop is asked for, before its CancellationToken is signalled. Five seconds unless set.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Which classes are searched; all when null. For tests, whose assembly holds functions that do not belong together.</summary>
    internal Predicate<Type>? OnlyClasses { get; set; }

    /// <summary>Where the progress of monitored timers is kept. With <see cref="TimerStatusStore.Memory"/> it ends with the process.</summary>
    public TimerStatusStore TimerStatus { get; set; } = TimerStatusStore.Storage;
}

/// <summary>Where the progress of monitored timers is kept.</summary>
public enum TimerStatusStore
{
    /// <summary>In the storage account named by <c>AzureWebJobsStorage</c>; in memory when that setting is missing.</summary>
    Storage,

    /// <summary>In the process.</summary>
    Memory,
}

/// <summary>Where the embedded functions host listens, known once it has started.</summary>
public sealed class EmbeddedHostAddress
{
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The root of the host, such as <c>http://127.0.0.1:7071/</c>; the route prefix comes after it.</summary>
    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public Uri BaseAddress => _address.Task.IsCompletedSuccessfully
        ? _address.Task.Result
        : throw new InvalidOperationException("The functions host has not started, so its address is not known.");

    /// <summary>Waits until the host listens.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The root of the host.</returns>
    public Task<Uri> WaitAsync(CancellationToken cancellationToken = default) => _address.Task.WaitAsync(cancellationToken);

    internal void Set(Uri address) => _address.TrySetResult(address);
}
