using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Hub;
using Kkr.Runtime.Engine.Orchestration;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Time;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.Engine;

/// <summary>The engine of this host: waits for the hub, runs it, and waits again if it is lost.</summary>
internal sealed class DurableEngine(
    IOptions<EmbeddedEngineOptions> options, IHistoryStore store, IServiceProvider services, ILoggerFactory loggers)
{
    private readonly EmbeddedEngineOptions _options = Checked(options.Value);
    private readonly ILogger _logger = loggers.CreateLogger("Kkr.Runtime.DurableTask");
    private readonly string _owner = $"{System.Environment.MachineName}-{System.Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly IClockHold _clock = ClockHold.For(services.GetService<TimeProvider>() ?? TimeProvider.System);
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<ExecutionEnvironment> _environment = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<HubSession> _session = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _holdsClock;

    public IHistoryStore Store { get; } = store;

    public TimeProvider Time { get; } = services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>Gets what the worker's executions share, once the worker runs.</summary>
    public Task<ExecutionEnvironment> Environment => _environment.Task;

    /// <summary>Makes a client's call to the store again where storage did not answer.</summary>
    public Task<T> CallStoreAsync<T>(Func<IHistoryStore, Task<T>> call, CancellationToken cancellation) =>
        StorageRetry.ClientCallAsync(() => call(Store), _logger, cancellation);

    /// <summary>Waits until this host owns the hub.</summary>
    public Task<HubSession> SessionAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _session.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Drops the hub at once, as if the process had died: nothing is finished or released.</summary>
    public void Abandon()
    {
        Task<HubSession> session;
        lock (_lock)
        {
            session = _session.Task;
        }

        if (session.IsCompletedSuccessfully)
        {
            session.Result.Abandon();
        }
    }

    /// <summary>Runs until stopped. Ends when the work under way is finished and the hub given up.</summary>
    public async Task RunAsync(IDurableTaskFactory tasks, DurableTaskWorkerOptions worker, CancellationToken stop)
    {
        worker.OrchestrationFilter ??= services.GetService<IOrchestrationFilter>();
        ExecutionEnvironment environment = new(tasks, services, loggers, worker, services.GetService<IExceptionPropertiesProvider>());
        _environment.TrySetResult(environment);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                (HubLease lease, bool clean) = await AcquireAsync(stop);
                HubSession session = new(_options, Store, lease, environment, Time, _logger);
                await ServeAsync(session, lease, clean, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception) when (exception is HubLostException or OperationCanceledException)
            {
                EngineLog.HubUnreachable(_logger, _options.TaskHub, exception.GetType().Name);
            }
            catch (Exception exception)
            {
                // The worker ends with this, and the host with the worker: a hub that cannot be read must not be served in part.
                Refuse(exception);
                LetClockGo();
                throw;
            }
        }

        Refuse(new HubLostException("This host has stopped."));
        LetClockGo();
    }

    /// <summary>
    /// Between losing the hub and having it again, or finding that somebody else has, a virtual clock must stand still: nothing is under way
    /// then that would hold it, and it would pass by what is due.
    /// </summary>
    private void HoldClock()
    {
        lock (_lock)
        {
            if (!_holdsClock)
            {
                _holdsClock = true;
                _clock.Acquire();
            }
        }
    }

    private void LetClockGo()
    {
        lock (_lock)
        {
            if (_holdsClock)
            {
                _holdsClock = false;
                _clock.Release();
            }
        }
    }

    private void Refuse(Exception reason)
    {
        lock (_lock)
        {
            _session.TrySetException(reason);

            // Nobody may be waiting.
            _ = _session.Task.Exception;
        }
    }

    private static EmbeddedEngineOptions Checked(EmbeddedEngineOptions options)
    {
        if (options.TaskHub is not { Length: >= 3 and <= 45 } hub || !char.IsAsciiLetter(hub[0]) || !hub.All(char.IsAsciiLetterOrDigit))
        {
            throw new InvalidOperationException($"'{options.TaskHub}' cannot be a task hub's name: 3 to 45 letters and digits, a letter first.");
        }

        return options.LeaseInterval > TimeSpan.Zero && options.LeaseInterval * 2 <= options.LeaseDuration
            ? options
            : throw new InvalidOperationException("The lease must last at least twice as long as the interval of its renewal.");
    }

    private async Task ServeAsync(HubSession session, HubLease lease, bool clean, CancellationToken stop)
    {
        Task kept = lease.KeepAsync(_options.LeaseInterval, stop);
        try
        {
            await session.RecoverAsync();
        }
        catch (NotSupportedException)
        {
            // A newer program can read the hub: it must not wait for this one's lease.
            await lease.ReleaseAsync();
            lease.Lose();
            throw;
        }

        Task again = clean ? Task.CompletedTask : session.LookAgainAsync();
        lock (_lock)
        {
            _session.TrySetResult(session);
        }

        LetClockGo();
        await kept;
        if (stop.IsCancellationRequested)
        {
            // Activities that are still running may use the client: the session stays theirs until they have finished.
            using CancellationTokenSource renewing = new();
            Task renewal = lease.KeepAsync(_options.LeaseInterval, renewing.Token);
            await session.StopAsync(CancellationToken.None);
            await renewing.CancelAsync();
            await renewal;
        }
        else
        {
            EngineLog.HubLost(_logger, _options.TaskHub, session.Epoch);
        }

        lock (_lock)
        {
            _session = new TaskCompletionSource<HubSession>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await again;
    }

    private async Task<(HubLease Lease, bool Clean)> AcquireAsync(CancellationToken stop)
    {
        bool prepared = false;
        bool told = false;
        while (true)
        {
            try
            {
                if (!prepared)
                {
                    await Store.PrepareAsync(stop);
                    prepared = true;
                }

                (HubLease? lease, bool clean, bool isTheirs) = await HubLease.TryAcquireAsync(Store, _owner, _options.LeaseDuration, HoldClock, _logger, stop);
                if (lease is not null)
                {
                    return (lease, clean);
                }

                if (isTheirs)
                {
                    LetClockGo();
                }

                if (!told)
                {
                    told = true;
                    EngineLog.HubWaiting(_logger, _options.TaskHub);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                EngineLog.HubUnreachable(_logger, _options.TaskHub, exception.GetType().Name);
            }

            await Task.Delay(_options.LeaseInterval, TimeProvider.System, stop);
        }
    }
}
