using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class ClockJumpTests
{
    [Fact]
    public async Task Clock_SetForwardByAYear_FiresWhatIsDueAtTheNewTime()
    {
        SettableClock clock = new(DurableHost.Start);
        await using DurableHost host = await StartAsync(clock);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Nap");

        clock.Set(DurableHost.Start.AddYears(1));
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal([DurableHost.Start.UtcDateTime, DurableHost.Start.UtcDateTime.AddYears(1)], ended.ReadOutputAs<DateTime[]>()!);
    }

    [Fact]
    public async Task Clock_SetBack_NeitherFiresEarlyNorTurnsOrchestrationTimeBack()
    {
        SettableClock clock = new(DurableHost.Start);
        await using DurableHost host = await StartAsync(clock);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Nap");
        string asked = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask");

        clock.Set(DurableHost.Start.AddDays(-10));
        await host.Client.RaiseEventAsync(asked, "answer", "");
        OrchestrationMetadata answered = await host.EndAsync(asked);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync(id))!.RuntimeStatus);
        clock.Set(DurableHost.Start.AddDays(1));
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(DurableHost.Start.UtcDateTime, answered.ReadOutputAs<DateTime>());
        Assert.Equal([DurableHost.Start.UtcDateTime, DurableHost.Start.UtcDateTime.AddDays(1)], ended.ReadOutputAs<DateTime[]>()!);
    }

    private static Task<DurableHost> StartAsync(TimeProvider clock) => DurableHost.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc("Nap", async context =>
            {
                DateTime began = context.CurrentUtcDateTime;
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return new[] { began, context.CurrentUtcDateTime };
            })
            .AddOrchestratorFunc("Ask", async context =>
            {
                await context.WaitForExternalEvent<string>("answer");
                return context.CurrentUtcDateTime;
            }),
        null,
        options => options.Store = Hosting.EmbeddedEngineStore.Memory,
        clock);

    /// <summary>A wall clock that somebody sets. As with a real one, timers measure their own time; here they all elapse when it is set.</summary>
    private sealed class SettableClock(DateTimeOffset start) : TimeProvider
    {
        private readonly List<Elapsing> _timers = [];
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Set(DateTimeOffset now)
        {
            _now = now;
            Elapsing[] timers;
            lock (_timers)
            {
                timers = [.. _timers];
            }

            foreach (Elapsing timer in timers)
            {
                timer.Elapse();
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Elapsing timer = new(callback, state);
            lock (_timers)
            {
                _timers.Add(timer);
            }

            return timer;
        }

        private sealed class Elapsing(TimerCallback callback, object? state) : ITimer
        {
            public void Elapse() => callback(state);

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
                // Elapsing once more does no harm.
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
