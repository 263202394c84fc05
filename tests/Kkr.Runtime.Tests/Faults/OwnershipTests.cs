using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Hub;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class OwnershipTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> Stores => SharedHub.Kinds;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task SecondHost_OnOneHub_WaitsAndTakesOverWhenTheFirstStops(string kind)
    {
        SharedHub hub = new(kind, azurite);
        DurableHost first = await StartAsync(hub.Open());
        string id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Ask");
        await using DurableHost second = await StartAsync(hub.Open());

        Task raised = second.Client.RaiseEventAsync(id, "answer", "yes");
        Assert.False(raised.IsCompleted);
        await first.DisposeAsync();
        await raised;
        OrchestrationMetadata ended = await second.EndAsync(id);

        Assert.Equal("yes", ended.ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task FormerOwner_WritingLate_IsFencedOutAndChangesNothing(string kind)
    {
        SharedHub hub = new(kind, azurite);
        TaskCompletionSource reached = new();
        TaskCompletionSource goOn = new();
        FaultyStore slow = new(hub.Open(), _ => Fault.None);
        await using DurableHost first = await StartAsync(slow);
        string id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Ask");
        slow.BeforeCommit = _ =>
        {
            reached.TrySetResult();
            return goOn.Task;
        };
        Task late = first.Client.RaiseEventAsync(id, "answer", "late");
        await reached.Task;

        slow.LosesRenewals = true;
        await hub.ExpireLeaseAsync();
        await using DurableHost second = await StartAsync(hub.Open());
        await second.Client.RaiseEventAsync(id, "answer", "in time");
        OrchestrationMetadata ended = await second.EndAsync(id);
        goOn.SetResult();

        await Assert.ThrowsAsync<HubLostException>(() => late);
        Assert.Equal("in time", ended.ReadOutputAs<string>());
        StoredInstance stored = (await hub.Store.LoadAsync(id, default))!;
        Assert.Equal(
            [EventKind.ExecutionStarted, EventKind.Turn, EventKind.EventRaised, EventKind.Turn, EventKind.ExecutionCompleted],
            stored.History.Select(e => e.Kind));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task WriteOfAFormerOwner_ThatSlippedIn_IsFoundByTheNewOne(string kind)
    {
        SharedHub hub = new(kind, azurite);
        TaskCompletionSource reached = new();
        TaskCompletionSource goOn = new();
        FaultyStore slow = new(hub.Open(), _ => Fault.None);
        await using DurableHost first = await StartAsync(slow);
        string id = await first.Client.ScheduleNewOrchestrationInstanceAsync("Two");
        slow.BeforeCommit = _ =>
        {
            reached.TrySetResult();
            return goOn.Task;
        };
        Task late = first.Client.RaiseEventAsync(id, "answer", "slipped in");
        await reached.Task;
        slow.LosesRenewals = true;
        await hub.ExpireLeaseAsync();
        await using DurableHost second = await StartAsync(hub.Open());
        await second.Client.RaiseEventAsync("nobody", "so that it owns the hub", "");

        // The request was under way before the new owner looked, and is done before the new owner writes.
        goOn.SetResult();
        await Task.WhenAny(late);
        await second.Client.RaiseEventAsync(id, "answer", "second");
        OrchestrationMetadata ended = await second.EndAsync(id);

        Assert.Contains(ended.ReadOutputAs<string>()!, (string[])["slipped in, second"]);
    }

    [Fact]
    public async Task ActivityResult_ArrivingAgain_IsAppliedOnce()
    {
        MemoryHistoryStore store = new();
        TaskCompletionSource<string> slow = new();
        await using DurableHost host = await StartAsync(store, slow.Task);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Work");
        HubSession session = await FaultHost.EngineOf(host).SessionAsync(default);
        HistoryEvent result = new() { Kind = EventKind.TaskCompleted, Id = 0, Data = "\"first\"" };

        await Task.WhenAll(session.SendAsync(id, new OutcomeMessage(result, 0)), session.SendAsync(id, new OutcomeMessage(result with { Data = "\"again\"" }, 0)));
        await session.SendAsync(id, new OutcomeMessage(result with { Data = "\"later\"" }, 0));
        slow.SetResult("last");
        await host.Client.RaiseEventAsync(id, "go", "");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("first", ended.ReadOutputAs<string>());
        Assert.Single((await store.LoadAsync(id, default))!.History, e => e.Kind == EventKind.TaskCompleted);
    }

    [Fact]
    public async Task Stopping_LetsARunningActivityFinishAndStoresItsResult()
    {
        MemoryHistoryStore store = new();
        TaskCompletionSource<string> slow = new();
        TaskCompletionSource running = new();
        DurableHost host = await StartAsync(store, slow.Task, running);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Work");
        await running.Task;

        Task stopped = host.StopAsync();
        Assert.False(stopped.IsCompleted);
        slow.SetResult("done");
        await stopped;
        await host.DisposeAsync();

        Assert.Contains((await store.LoadAsync(id, default))!.History, e => e.Kind == EventKind.TaskCompleted && e.Data == "\"done\"");
        Assert.Equal(DateTimeOffset.UnixEpoch, (await store.ReadLeaseAsync(default))!.Expires);
    }

    [Fact]
    public async Task Stopping_LetsARunningActivityUseTheClient_AndRefusesCallsAfterwards()
    {
        MemoryHistoryStore store = new();
        TaskCompletionSource<string> slow = new();
        TaskCompletionSource running = new();
        DurableHost host = await StartAsync(store, slow.Task, running);
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Work");
        await running.Task;

        Task stopped = host.StopAsync();
        string late = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask");
        slow.SetResult("done");
        await stopped;

        Assert.NotNull(await store.ReadAsync(late, default));
        await Assert.ThrowsAsync<HubLostException>(() => host.Client.ScheduleNewOrchestrationInstanceAsync("Ask"));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Clock_DoesNotRunToTheInstantOfATimerThatNobodyAwaits()
    {
        await using DurableHost host = await StartAsync(new MemoryHistoryStore());
        IDisposable hold = host.Clock.Hold();
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Patient");
        await host.Client.RaiseEventAsync(id, "answer", "yes");
        await host.EndAsync(id);

        hold.Dispose();
        await host.Clock.WhenIdleAsync();

        Assert.Equal(DurableHost.Start, host.Clock.GetUtcNow());
    }

    private static Task<DurableHost> StartAsync(IHistoryStore store, Task<string>? work = null, TaskCompletionSource? running = null) => FaultHost.StartAsync(
        store,
        tasks => tasks
            .AddOrchestratorFunc("Ask", context => context.WaitForExternalEvent<string>("answer"))
            .AddOrchestratorFunc("Patient", context => context.WaitForExternalEvent<string>("answer", TimeSpan.FromDays(30)))
            .AddOrchestratorFunc("Two", async context =>
            {
                string first = await context.WaitForExternalEvent<string>("answer");
                return $"{first}, {await context.WaitForExternalEvent<string>("answer")}";
            })
            .AddOrchestratorFunc("Work", async context =>
            {
                string result = await context.CallActivityAsync<string>("Slow");
                await context.WaitForExternalEvent<string>("go");
                return result;
            })
            .AddActivityFunc("Slow", _ =>
            {
                running?.TrySetResult();
                return work!;
            }),
        options =>
        {
            options.LeaseInterval = TimeSpan.FromMilliseconds(20);
            options.LeaseDuration = TimeSpan.FromMinutes(1);
        });
}
