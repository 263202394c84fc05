using Microsoft.Extensions.Hosting;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>Runs the app's timers.</summary>
internal sealed class TimerHost : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
