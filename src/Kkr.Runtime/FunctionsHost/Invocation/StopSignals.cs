using Kkr.Runtime.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>Tells running work that the host stops, after the grace in which it may end by itself.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _graceOver = new();
    private readonly CancellationTokenRegistration _registration;

    public StopSignals(IHostApplicationLifetime lifetime, IOptions<EmbeddedHostOptions> options)
    {
        Stopping = lifetime.ApplicationStopping;
        _registration = lifetime.ApplicationStopping.Register(() => _graceOver.CancelAfter(options.Value.StopGrace));
    }

    /// <summary>Signalled when a stop is asked for.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Signalled when the grace after that is over. It runs on the real clock: a stop is a matter of the machine.</summary>
    public CancellationToken GraceOver => _graceOver.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _graceOver.Dispose();
    }
}
