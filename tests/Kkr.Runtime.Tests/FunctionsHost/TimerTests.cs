using Kkr.Runtime.FunctionsHost.Timers;
using Kkr.Runtime.Time;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.Tests.FunctionsHost;

/// <summary>Notes each run of a timer with the virtual instant.</summary>
public sealed class RunBook(TimeProvider time)
{
    public List<string> Runs { get; } = [];

    public Func<Task> Work { get; set; } = () => Task.CompletedTask;

    public async Task NoteAsync(TimerInfo timer, string note = "")
    {
        Runs.Add($"{time.GetUtcNow():MM-dd HH:mm:ss}{(timer.IsPastDue ? " late" : "")}{note}");
        await Work();
    }
}

public sealed class DailyFunction(RunBook book)
{
    [Function("Daily")]
    public Task Run([TimerTrigger("0 0 6 * * 1-5")] TimerInfo timer) => book.NoteAsync(timer, timer.ScheduleStatus is { } s ? $" next {s.Next:MM-dd HH:mm}" : "");
}

public sealed class HourlyFunction(RunBook book)
{
    [Function("Hourly")]
    public Task Run([TimerTrigger("%HourlySchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.CompletedTask : book.NoteAsync(timer);
}

public sealed class EagerFunction(RunBook book)
{
    [Function("Eager")]
    public Task Run([TimerTrigger("00:10:00", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        book.NoteAsync(timer, timer.ScheduleStatus is null ? "" : " monitored");
}

public sealed class FlakyFunction(RunBook book)
{
    [Function("Flaky")]
    [FixedDelayRetry(2, "00:00:10")]
    public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, FunctionContext context)
    {
        await book.NoteAsync(timer, $" attempt {context.RetryContext.RetryCount}/{context.RetryContext.MaxRetryCount}");
        throw new InvalidOperationException("again");
    }
}

public class TimerTests
{
    private static readonly DateTimeOffset Friday = new(2026, 3, 27, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Timer_OverAWeekendAndAClockChange_RunsAtItsUtcTimes()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, typeof(DailyFunction));

        await clock.WaitUntilAsync(Friday.AddDays(4));

        Assert.Equal(["03-27 06:00:00 next 03-27 06:00", "03-30 06:00:00 next 03-30 06:00"], RunsOf(host));
    }

    [Fact]
    public async Task Timer_RunningLongerThanItsInterval_DoesNotRunBesideItselfAndSkipsWhatPassed()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, typeof(HourlyFunction));
        host.Services.GetRequiredService<RunBook>().Work = () => clock.WaitUntilAsync(clock.GetUtcNow().AddMinutes(150));

        await clock.WaitUntilAsync(Friday.AddHours(6.5));

        Assert.Equal(["03-27 06:00:00", "03-27 09:00:00"], RunsOf(host));
    }

    [Fact]
    public async Task Timer_OnStartup_RunsAtOnceAndThenOnItsInterval()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, typeof(EagerFunction));

        await clock.WaitUntilAsync(Friday.AddMinutes(25));

        Assert.Equal(["03-27 05:00:00", "03-27 05:10:00", "03-27 05:20:00"], RunsOf(host));
    }

    [Fact]
    public async Task Timer_ThatFails_IsRetriedAsAskedAndGoesOn()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, typeof(FlakyFunction));

        await clock.WaitUntilAsync(Friday.AddHours(2.5));

        Assert.Equal(
            [
                "03-27 06:00:00 attempt 0/2", "03-27 06:00:10 attempt 1/2", "03-27 06:00:20 attempt 2/2",
                "03-27 07:00:00 attempt 0/2", "03-27 07:00:10 attempt 1/2", "03-27 07:00:20 attempt 2/2",
            ],
            RunsOf(host));
    }

    [Fact]
    public async Task Timer_MissedWhileTheHostWasDown_RunsOnceLateAndThenOnTime()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        MemoryTimerStatus statuses = new();
        await using (FunctionsTestHost before = await StartAsync(clock, statuses, typeof(DailyFunction)))
        {
            await clock.WaitUntilAsync(Friday.AddHours(2));
            Assert.Single(RunsOf(before));
        }

        await clock.WaitUntilAsync(Friday.AddDays(5));
        await using FunctionsTestHost after = await StartAsync(clock, statuses, typeof(DailyFunction));
        await clock.WaitUntilAsync(Friday.AddDays(5).AddHours(2));

        Assert.Equal(["04-01 05:00:00 late next 03-30 06:00", "04-01 06:00:00 next 04-01 06:00"], RunsOf(after));
    }

    [Fact]
    public async Task Timer_RestartedBeforeItsNextRun_IsNotLate()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        MemoryTimerStatus statuses = new();
        await using (FunctionsTestHost before = await StartAsync(clock, statuses, typeof(DailyFunction)))
        {
            await clock.WaitUntilAsync(Friday.AddHours(2));
        }

        await using FunctionsTestHost after = await StartAsync(clock, statuses, typeof(DailyFunction));
        await clock.WaitUntilAsync(Friday.AddDays(3).AddHours(2));

        Assert.Equal(["03-30 06:00:00 next 03-30 06:00"], RunsOf(after));
    }

    [Fact]
    public async Task Timer_WhoseStatusCannotBeKept_RunsAllTheSame()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, new BrokenStatus(), typeof(DailyFunction));

        await clock.WaitUntilAsync(Friday.AddHours(2));

        Assert.Single(RunsOf(host));
        Assert.Contains(host.Log.Lines, l => l.Event == 2032);
    }

    [Fact]
    public async Task Stop_WithATimerRunning_WaitsForIt()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, typeof(EagerFunction));
        RunBook book = host.Services.GetRequiredService<RunBook>();
        Signals signals = host.Services.GetRequiredService<Signals>();
        book.Work = async () =>
        {
            signals.Set("entered");
            await signals.WaitAsync("go");
            book.Runs.Add("ended");
        };
        Task reached = clock.WaitUntilAsync(Friday.AddMinutes(10));
        await signals.WaitAsync("entered");

        Task stop = host.StopAsync();
        signals.Set("go");
        await stop;
        await reached;

        Assert.Contains("ended", RunsOf(host));
    }

    [Fact]
    public async Task Timer_AskedForByAnOperator_RunsNow()
    {
        VirtualTimeProvider clock = new(Friday);
        using IDisposable hold = clock.Hold();
        await using FunctionsTestHost host = await StartAsync(clock, typeof(DailyFunction));
        Signals signals = host.Services.GetRequiredService<Signals>();
        host.Services.GetRequiredService<RunBook>().Work = () =>
        {
            signals.Set("ran");
            return Task.CompletedTask;
        };

        using HttpResponseMessage accepted = await host.Client.PostAsync(new Uri("admin/functions/Daily", UriKind.Relative), null);
        using HttpResponseMessage unknown = await host.Client.PostAsync(new Uri("admin/functions/None", UriKind.Relative), null);
        await signals.WaitAsync("ran");

        Assert.Equal(202, (int)accepted.StatusCode);
        Assert.Equal(404, (int)unknown.StatusCode);
        Assert.StartsWith("03-27 05:00:00", RunsOf(host).Single(), StringComparison.Ordinal);
    }

    private static List<string> RunsOf(FunctionsTestHost host) => host.Services.GetRequiredService<RunBook>().Runs;

    private static Task<FunctionsTestHost> StartAsync(VirtualTimeProvider clock, params Type[] classes) => StartAsync(clock, new MemoryTimerStatus(), classes);

    private static Task<FunctionsTestHost> StartAsync(VirtualTimeProvider clock, ITimerStatusStore statuses, params Type[] classes) =>
        FunctionsTestHost.StartAsync(classes, new FunctionsTestHost.Setup
        {
            Arguments = ["--HourlySchedule=0 0 * * * *"],
            Configure = builder => builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(statuses).AddSingleton<RunBook>(),
        });

    private sealed class BrokenStatus : ITimerStatusStore
    {
        public Task<ScheduleStatus?> GetAsync(Kkr.Runtime.FunctionsHost.Discovery.FunctionEntry function, CancellationToken cancellationToken) =>
            Task.FromException<ScheduleStatus?>(new IOException("unreachable"));

        public Task SetAsync(Kkr.Runtime.FunctionsHost.Discovery.FunctionEntry function, ScheduleStatus status, CancellationToken cancellationToken) =>
            Task.FromException(new IOException("unreachable"));
    }
}
