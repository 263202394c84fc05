using Azure;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>Storage that says no for good, until somebody mends the cause: no restart is needed then.</summary>
public class RefusingStorageTests
{
    [Fact]
    public async Task ActivityResult_RefusedByStorage_IsStoredWhenStorageAgrees()
    {
        FaultyStore store = new(new MemoryHistoryStore(), _ => Fault.None);
        TaskCompletionSource running = new();
        TaskCompletionSource gate = new();
        await using DurableHost host = await StartAsync(store, running, gate);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Work");
        await running.Task;
        Refusal refusal = new(store, id);

        gate.SetResult();
        await refusal.Repeated;
        refusal.End();
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("done", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task SubOrchestration_WhoseStartIsRefusedByStorage_StartsWhenStorageAgrees()
    {
        FaultyStore store = new(new MemoryHistoryStore(), _ => Fault.None);
        await using DurableHost host = await StartAsync(store);
        Refusal refusal = new(store, "child");

        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Parent");
        await refusal.Repeated;
        refusal.End();
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("child's", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_RefusedByStorage_FailsTheCallerAndTheInstanceHearsTheNextOne()
    {
        FaultyStore store = new(new MemoryHistoryStore(), _ => Fault.None);
        await using DurableHost host = await StartAsync(store);
        string id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask");
        Refusal refusal = new(store, id);

        await Assert.ThrowsAsync<RequestFailedException>(() => host.Client.RaiseEventAsync(id, "answer", "refused"));
        refusal.End();
        await host.Client.RaiseEventAsync(id, "answer", "heard");
        OrchestrationMetadata ended = await host.EndAsync(id);

        Assert.Equal("heard", ended.ReadOutputAs<string>());
    }

    private static Task<DurableHost> StartAsync(IHistoryStore store, TaskCompletionSource? running = null, TaskCompletionSource? gate = null) => FaultHost.StartAsync(
        store,
        tasks => tasks
            .AddOrchestratorFunc("Ask", context => context.WaitForExternalEvent<string>("answer"))
            .AddOrchestratorFunc("Work", context => context.CallActivityAsync<string>("Slow"))
            .AddOrchestratorFunc("Parent", context => context.CallSubOrchestratorAsync<string>("Child", options: new SubOrchestrationOptions(instanceId: "child")))
            .AddOrchestratorFunc("Child", _ => Task.FromResult("child's"))
            .AddActivityFunc("Slow", async _ =>
            {
                running!.TrySetResult();
                await gate!.Task;
                return "done";
            }),
        options => options.RefusedRest = TimeSpan.FromMilliseconds(10));

    /// <summary>Storage refuses every checkpoint of one instance until the end.</summary>
    private sealed class Refusal
    {
        private readonly FaultyStore _store;
        private readonly TaskCompletionSource _repeated = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _refused;

        public Refusal(FaultyStore store, string instanceId)
        {
            _store = store;
            store.BeforeCommit = checkpoint => checkpoint.Row.Id == instanceId ? Refuse() : Task.CompletedTask;
        }

        /// <summary>Completes when it was tried again and refused again.</summary>
        public Task Repeated => _repeated.Task;

        public void End() => _store.BeforeCommit = null;

        private Task Refuse()
        {
            if (Interlocked.Increment(ref _refused) >= 2)
            {
                _repeated.TrySetResult();
            }

            throw new RequestFailedException(403, "This request is not authorized to perform this operation.");
        }
    }
}
