using System.Globalization;
using System.Text.Json;
using Kkr.Runtime.FunctionsHost.Binding;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.Time;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>Invokes a timer function, again if its retry attribute says so. A failure ends here: the schedule goes on.</summary>
internal sealed class TimerRun(FunctionEntry function, FunctionInvoker invoker, TimeProvider time, StopSignals stop, ILogger logger)
{
    public async Task InvokeAsync(TimerInfo timer)
    {
        int most = function.Retry?.MaxRetryCount ?? 0;
        for (int attempt = 0; ; attempt++)
        {
            if (await TryAsync(timer, attempt, most) || (most >= 0 && attempt >= most) || stop.Stopping.IsCancellationRequested)
            {
                return;
            }

            TimeSpan delay = DelayAfter(attempt);
            HostLog.Retrying(logger, function.Name, attempt + 1, delay);
            if (!await WaitAsync(delay))
            {
                return;
            }
        }
    }

    private async Task<bool> TryAsync(TimerInfo timer, int attempt, int most)
    {
        try
        {
            TriggerInput input = new(timer, TriggerInput.NoData)
            {
                Reason = timer.IsPastDue ? "timer, past due" : "timer",
                RetryCount = attempt,
                MaxRetryCount = most,
            };
            await using FunctionInvoker.FunctionRun run = invoker.Begin(function, input, stop.GraceOver);
            run.Context.Features.Set<ITriggerValues>(new TimerValue(timer));
            await run.RunAsync();
            return true;
        }
        catch (Exception)
        {
            // The invoker has logged it.
            return false;
        }
    }

    private TimeSpan DelayAfter(int attempt) => function.Retry switch
    {
        FixedDelayRetryAttribute fixedDelay => Span(fixedDelay.DelayInterval),
        ExponentialBackoffRetryAttribute backoff => TimeSpan.FromTicks((long)Math.Min(
            Span(backoff.MinimumInterval).Ticks * Math.Pow(2, attempt), Span(backoff.MaximumInterval).Ticks)),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private async Task<bool> WaitAsync(TimeSpan delay)
    {
        try
        {
            // The clock is held here, so virtual time must be waited for in its own way.
            Task wait = time is VirtualTimeProvider clock
                ? clock.WaitUntilAsync(clock.GetUtcNow() + delay, stop.Stopping)
                : Task.Delay(delay, time, stop.Stopping);
            await wait;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class TimerValue(TimerInfo timer) : ITriggerValues
    {
        public object? Get(ParameterSource source) => source.Parameter.Type == typeof(string) ? JsonSerializer.Serialize(timer) : timer;
    }
}
