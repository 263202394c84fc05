using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>What a former owner wrote after the new one had looked: found by the second look, one lease later, without any other call.</summary>
public class TakeoverTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> Stores => SharedHub.Kinds;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LateStart_OfAFormerOwner_IsFoundAndRun(string kind)
    {
        await using Takeover takeover = await Takeover.StartAsync(new SharedHub(kind, azurite), _ => Task.CompletedTask);
        await takeover.WriteLateAsync(client => client.ScheduleNewOrchestrationInstanceAsync("Work", new StartOrchestrationOptions("work")));

        Assert.Equal("worked", (await takeover.Second.EndAsync("work")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LateEvent_OfAFormerOwner_IsFoundAndGoneOnFrom(string kind)
    {
        await using Takeover takeover = await Takeover.StartAsync(
            new SharedHub(kind, azurite), client => client.ScheduleNewOrchestrationInstanceAsync("AskAndWork", new StartOrchestrationOptions("ask")));
        await takeover.WriteLateAsync(client => client.RaiseEventAsync("ask", "answer", "late"));

        Assert.Equal("late worked", (await takeover.Second.EndAsync("ask")).ReadOutputAs<string>());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task LateEnd_OfAFormerOwner_IsToldToThoseWhoWait(string kind)
    {
        await using Takeover takeover = await Takeover.StartAsync(
            new SharedHub(kind, azurite), client => client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("ask")));
        Task<OrchestrationMetadata> waiting = takeover.Second.EndAsync("ask");
        await takeover.WriteLateAsync(client => client.RaiseEventAsync("ask", "answer", "late"));

        Assert.Equal("late", (await waiting).ReadOutputAs<string>());
    }

    /// <summary>A first host whose last write is held up, and a second that owns the hub meanwhile.</summary>
    private sealed class Takeover(DurableHost first, FaultyStore store, SharedHub hub) : IAsyncDisposable
    {
        private readonly TaskCompletionSource _reached = new();
        private readonly TaskCompletionSource _goOn = new();

        public DurableHost Second { get; private set; } = null!;

        public static async Task<Takeover> StartAsync(SharedHub hub, Func<DurableTaskClient, Task> prepare)
        {
            FaultyStore slow = new(hub.Open(), _ => Fault.None);
            DurableHost first = await BootAsync(slow, TimeSpan.FromMinutes(1));
            await first.Client.RaiseEventAsync("nobody", "so that it owns the hub", "");
            await prepare(first.Client);
            Takeover takeover = new(first, slow, hub);
            slow.BeforeCommit = _ =>
            {
                takeover._reached.TrySetResult();
                return takeover._goOn.Task;
            };
            slow.LosesRenewals = true;
            await hub.ExpireLeaseAsync();
            takeover.Second = await BootAsync(hub.Open(), TimeSpan.FromSeconds(2));
            return takeover;
        }

        public async Task WriteLateAsync(Func<DurableTaskClient, Task> write)
        {
            Task late = write(first.Client);
            await _reached.Task;

            // Once this returns, the second host has looked at what is open.
            await Second.Client.RaiseEventAsync("nobody", "so that it owns the hub", "");
            FaultHost.EngineOf(first).Abandon();
            _goOn.SetResult();
            await Task.WhenAny(late);
            Assert.True((await hub.Store.ReadLeaseAsync(default))!.Epoch > 1);
        }

        public async ValueTask DisposeAsync()
        {
            await Second.DisposeAsync();
            await first.DisposeAsync();
            Assert.False(store.Died.IsCompleted);
        }

        private static Task<DurableHost> BootAsync(IHistoryStore store, TimeSpan lease) => FaultHost.StartAsync(
            store,
            tasks => tasks
                .AddOrchestratorFunc("Work", context => context.CallActivityAsync<string>("Step"))
                .AddOrchestratorFunc("Ask", context => context.WaitForExternalEvent<string>("answer"))
                .AddOrchestratorFunc("AskAndWork", async context =>
                {
                    string answer = await context.WaitForExternalEvent<string>("answer");
                    return $"{answer} {await context.CallActivityAsync<string>("Step")}";
                })
                .AddActivityFunc("Step", _ => "worked"),
            options =>
            {
                options.LeaseInterval = TimeSpan.FromMilliseconds(50);
                options.LeaseDuration = lease;
            });
    }
}
