using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>Virtual time and a hub that its owner loses and gets back, as a machine that stalls for longer than the lease does.</summary>
public class LostHubClockTests
{
    [Fact]
    public async Task HubLostAndFoundAgain_LetsNoTimePassOverTheWorkThatWasUnderWay()
    {
        FaultyStore store = new(new MemoryHistoryStore(), _ => Fault.None);
        TaskCompletionSource running = new();
        TaskCompletionSource gate = new();
        await using DurableHost host = await FaultHost.StartAsync(
            store,
            tasks => tasks
                .AddOrchestratorFunc("Work", async context =>
                {
                    await context.CallActivityAsync("Slow");
                    return context.CurrentUtcDateTime;
                })
                .AddActivityFunc("Slow", async _ =>
                {
                    running.TrySetResult();
                    await gate.Task;
                }),
            options =>
            {
                options.LeaseInterval = TimeSpan.FromMilliseconds(20);
                options.LeaseDuration = TimeSpan.FromMinutes(1);
            });
        using ITimer tomorrow = host.Clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Work");
        await running.Task;
        hold.Dispose();

        store.LosesRenewals = true;
        FaultHost.EngineOf(host).Abandon();
        gate.SetResult();
        store.LosesRenewals = false;
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal(DurableHost.Start.UtcDateTime, ended.ReadOutputAs<DateTime>());
    }
}
