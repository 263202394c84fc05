using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>Runs the app's timers from the host's start to its stop.</summary>
internal sealed class TimerHost(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    ITimerStatusStore statuses,
    IConfiguration settings,
    TimeProvider time,
    StopSignals stop,
    ILogger<TimerHost> logger) : IHostedService
{
    private Dictionary<string, TimerListener> _listeners = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _listeners = catalog.Of(TriggerKind.Timer).ToDictionary(f => f.Name, Listener, StringComparer.OrdinalIgnoreCase);
        foreach (TimerListener listener in _listeners.Values)
        {
            await listener.StartAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_listeners.Values.Select(l => l.StopAsync())).WaitAsync(cancellationToken)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Runs a timer function now, beside its schedule; false when there is no such timer.</summary>
    public bool TryRunNow(string name)
    {
        if (!_listeners.TryGetValue(name, out TimerListener? listener))
        {
            return false;
        }

        listener.RunNow();
        return true;
    }

    private TimerListener Listener(FunctionEntry function)
    {
        TimerTriggerAttribute trigger = (TimerTriggerAttribute)function.Trigger;
        return new TimerListener(function, TimerSchedule.Parse(trigger.Schedule, settings), invoker, statuses, time, stop, logger);
    }
}
