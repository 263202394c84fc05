using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.Time;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>
/// Runs one timer function on its schedule, never beside itself. The next run is armed when one has ended, before the clock is let go,
/// so that virtual time cannot pass an occurrence by.
/// </summary>
internal sealed class TimerListener
{
    /// <summary>System timers end at 49 days; a longer wait is made of shorter ones.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);

    private readonly Lock _lock = new();
    private readonly FunctionEntry _function;
    private readonly TimerSchedule _schedule;
    private readonly ITimerStatusStore _statuses;
    private readonly TimeProvider _time;
    private readonly IClockHold _clock;
    private readonly ILogger _logger;
    private readonly TimerRun _run;
    private readonly bool _runOnStartup;
    private readonly bool _monitored;
    private readonly ITimer _timer;
    private ScheduleStatus? _status;
    private DateTime _due;
    private Task _running = Task.CompletedTask;

    // Not asked of the task: a virtual clock may reach the next occurrence before a run that has armed it counts as completed, and it would be skipped for good.
    private bool _isBusy;
    private bool _stopped;

    public TimerListener(
        FunctionEntry function,
        TimerSchedule schedule,
        FunctionInvoker invoker,
        ITimerStatusStore statuses,
        TimeProvider time,
        StopSignals stop,
        ILogger logger)
    {
        TimerTriggerAttribute trigger = (TimerTriggerAttribute)function.Trigger;
        _function = function;
        _schedule = schedule;
        _statuses = statuses;
        _time = time;
        _clock = ClockHold.For(time);
        _logger = logger;
        _run = new TimerRun(function, invoker, time, stop, logger);
        _runOnStartup = trigger.RunOnStartup;
        _monitored = trigger.UseMonitor && schedule.CanBeMonitored(Now);
        _timer = time.CreateTimer(_ => Elapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _clock.Acquire();
        try
        {
            DateTime? missed = _monitored ? await ReadStatusAsync(cancellationToken) : null;
            if (missed is { } due)
            {
                HostLog.PastDue(_logger, _function.Name, due);
                Begin(Now, isPastDue: true);
            }
            else if (_runOnStartup)
            {
                Begin(Now, isPastDue: false);
            }
            else
            {
                Arm();
            }
        }
        finally
        {
            _clock.Release();
        }
    }

    public async Task StopAsync()
    {
        Task running;
        lock (_lock)
        {
            _stopped = true;
            running = _running;
        }

        await _timer.DisposeAsync();
        await running;
    }

    public void RunNow()
    {
        lock (_lock)
        {
            if (!_stopped && !_isBusy)
            {
                Begin(Now, isPastDue: false);
            }
        }
    }

    /// <summary>Reads the recorded progress and tells which occurrence was missed, if any.</summary>
    private async Task<DateTime?> ReadStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            _status = await _statuses.GetAsync(_function, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            HostLog.StatusFailed(_logger, e, _function.Name, "read");
        }

        if (_status is null)
        {
            await WriteStatusAsync(default, Now);
            return null;
        }

        // The schedule may have changed since, so the recorded Next is not asked: what the schedule now says of that time is.
        return _schedule.Next(_status.LastUpdated) is { } next && next <= Now ? next : null;
    }

    private async Task WriteStatusAsync(DateTime last, DateTime now)
    {
        if (!_monitored)
        {
            return;
        }

        _status = new ScheduleStatus { Last = last, Next = _schedule.Next(now) ?? DateTime.MaxValue, LastUpdated = now };
        try
        {
            await _statuses.SetAsync(_function, _status, CancellationToken.None);
        }
        catch (Exception e)
        {
            HostLog.StatusFailed(_logger, e, _function.Name, "written");
        }
    }

    private void Arm()
    {
        DateTime now = Now;
        if (_schedule.Next(now) is not { } next)
        {
            HostLog.NoNextRun(_logger, _function.Name);
            return;
        }

        HostLog.NextRun(_logger, _function.Name, next);
        _due = next;
        Wait(next - now);
    }

    private void Wait(TimeSpan wait)
    {
        if (!_stopped)
        {
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    private void Elapsed()
    {
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            if (_due - Now is { } left && left > TimeSpan.Zero)
            {
                // A long wait in parts, or a timer that fired a moment early.
                Wait(left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left);
                return;
            }

            if (!_isBusy)
            {
                Begin(_due, isPastDue: false);
            }
        }
    }

    private void Begin(DateTime due, bool isPastDue)
    {
        _clock.Acquire();
        _isBusy = true;
        _running = Task.Run(() => RunAsync(due, isPastDue));
    }

    private async Task RunAsync(DateTime due, bool isPastDue)
    {
        try
        {
            await _run.InvokeAsync(new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = _status });
            await WriteStatusAsync(due, Now);
        }
        finally
        {
            // Whatever happened, the schedule goes on.
            lock (_lock)
            {
                _isBusy = false;
                Arm();
            }

            _clock.Release();
        }
    }
}
