using Kkr.Runtime.Time;

namespace Kkr.Runtime.Tests.Time;

public class VirtualTimeProviderTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Timers_FireByDueTimeThenCreation_AndTheClockShowsTheirInstants()
    {
        VirtualTimeProvider clock = new(Start);
        List<string> fired = [];
        IDisposable hold = clock.Hold();
        Add("c", 2);
        Add("a", 1);
        Add("b", 1);
        Assert.Equal(Start, clock.GetUtcNow());

        hold.Dispose();
        await clock.WhenIdleAsync();

        Assert.Equal(["a 1", "b 1", "c 2"], fired);
        Assert.Equal(TimeSpan.FromDays(2), clock.GetElapsedTime(Start.UtcTicks));

        void Add(string name, int days) => clock.CreateTimer(
            _ => fired.Add($"{name} {(clock.GetUtcNow() - Start).Days}"), null, TimeSpan.FromDays(days), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task Hold_TakenInACallback_KeepsTheClockThere()
    {
        VirtualTimeProvider clock = new(Start);
        using IDisposable first = clock.Hold();
        TaskCompletionSource<IDisposable> held = new();
        using ITimer one = clock.CreateTimer(_ => held.SetResult(clock.Hold()), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        using ITimer two = clock.CreateTimer(_ => { }, null, TimeSpan.FromHours(2), Timeout.InfiniteTimeSpan);

        first.Dispose();
        using IDisposable second = await held.Task;

        Assert.Equal(Start.AddHours(1), clock.GetUtcNow());
        second.Dispose();
        second.Dispose();
        await clock.WhenIdleAsync();
        Assert.Equal(Start.AddHours(2), clock.GetUtcNow());
    }

    [Fact]
    public async Task WaitUntil_ReturnsHoldingAtTheInstant_BeforeTheClockMovesOn()
    {
        VirtualTimeProvider clock = new(Start);
        using IDisposable hold = clock.Hold();
        using ITimer later = clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(9), Timeout.InfiniteTimeSpan);

        await clock.WaitUntilAsync(Start.AddDays(3));

        Assert.Equal(Start.AddDays(3), clock.GetUtcNow());
        await clock.WaitUntilAsync(Start);
        Assert.Equal(Start.AddDays(3), clock.GetUtcNow());
    }

    [Fact]
    public async Task WaitUntil_Cancelled_HoldsAgain()
    {
        VirtualTimeProvider clock = new(Start);
        using IDisposable hold = clock.Hold();
        using IDisposable other = clock.Hold();
        using CancellationTokenSource source = new();
        Task wait = clock.WaitUntilAsync(Start.AddDays(3), source.Token);

        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        other.Dispose();
        using ITimer timer = clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);

        Assert.Equal(Start, clock.GetUtcNow());
        await Assert.ThrowsAsync<InvalidOperationException>(() => new VirtualTimeProvider(Start).WaitUntilAsync(Start.AddDays(1)));
    }

    [Fact]
    public async Task DisposedAndChangedTimers_DoNotFireAtTheirOldInstants_AndPeriodicOnesRepeat()
    {
        VirtualTimeProvider clock = new(Start);
        int fired = 0;
        IDisposable hold = clock.Hold();
        clock.CreateTimer(_ => fired += 100, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).Dispose();
        ITimer? periodic = null;
        periodic = clock.CreateTimer(
            _ =>
            {
                if (++fired == 3)
                {
                    periodic!.Dispose();
                }
            },
            null,
            TimeSpan.FromHours(5),
            TimeSpan.FromHours(1));
        periodic.Change(TimeSpan.FromHours(2), TimeSpan.FromHours(1));

        hold.Dispose();
        await clock.WhenIdleAsync();

        Assert.Equal(3, fired);
        Assert.Equal(Start.AddHours(4), clock.GetUtcNow());
    }

    [Fact]
    public async Task TaskDelay_OfAYear_TakesNoTime()
    {
        VirtualTimeProvider clock = new(Start);

        await Task.Delay(TimeSpan.FromDays(30), clock);

        Assert.True(clock.GetUtcNow() >= Start.AddDays(30));
    }
}
