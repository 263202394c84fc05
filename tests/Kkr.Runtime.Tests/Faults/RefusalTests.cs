using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>Storage that says no for good, and a death between the two storages that one checkpoint is written to.</summary>
public class RefusalTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(413)]
    public async Task Checkpoint_RefusedForGood_FailsTheCallAndLeavesTheInstanceAsItWas(int status)
    {
        FaultyStore store = new(new MemoryHistoryStore(), _ => Fault.None);
        await using DurableHost host = await StartAsync(store);
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("ask"));
        store.BeforeCommit = _ => throw new RequestFailedException(status, "No.");

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => host.Client.RaiseEventAsync("ask", "answer", "refused"));
        store.BeforeCommit = null;
        await host.Client.RaiseEventAsync("ask", "answer", "taken");

        Assert.Equal(status, refused.Status);
        Assert.Equal("taken", (await host.EndAsync("ask")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ActivityResult_RefusedForGood_StaysPendingUntilTheNextHostRunsItAgain()
    {
        MemoryHistoryStore inner = new();
        FaultyStore store = new(inner, _ => Fault.None);
        TaskCompletionSource refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (DurableHost host = await StartAsync(store))
        {
            store.BeforeCommit = checkpoint =>
            {
                if (checkpoint.Events.Exists(e => e.Kind == EventKind.TaskCompleted))
                {
                    refused.TrySetResult();
                    throw new RequestFailedException(413, "Too large.");
                }

                return Task.CompletedTask;
            };
            await host.Client.ScheduleNewOrchestrationInstanceAsync("Work", new StartOrchestrationOptions("work"));
            await refused.Task;
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Client.GetInstanceAsync("work"))!.RuntimeStatus);
        }

        await using DurableHost next = await StartAsync(inner);

        Assert.Equal("worked", (await next.EndAsync("work")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Death_BetweenALargePayloadsBlobAndItsRow_LeavesNoInstanceAndNoBlobForever()
    {
        string text = new('æ', 100_000);
        SharedHub hub = new(StoreKinds.Tables, azurite);
        BlobContainerClient blobs = new(azurite.ConnectionString, hub.ContainerName);
        TableClientOptions options = new();
        DyingPolicy death = new();
        options.AddPolicy(death, HttpPipelinePosition.PerCall);
        await using DurableHost first = await StartAsync(hub.Open(options));
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("so that it owns the hub"));
        death.IsNear = true;
        Task<string> unanswered = first.Client.ScheduleNewOrchestrationInstanceAsync("Ask", text, new StartOrchestrationOptions("large"));
        await death.Came.Task;
        FaultHost.EngineOf(first).Abandon();
        await Assert.ThrowsAnyAsync<Exception>(() => unanswered);
        await hub.ExpireLeaseAsync();
        List<string> left = await NamesAsync(blobs);
        Assert.Null(await hub.Store.ReadAsync("large", default));

        await using DurableHost second = await StartAsync(hub.Open());
        await second.Client.ScheduleNewOrchestrationInstanceAsync("Ask", text, new StartOrchestrationOptions("large"));
        await second.Client.RaiseEventAsync("large", "answer", "yes");
        OrchestrationMetadata ended = await second.EndAsync("large");
        List<string> used = await NamesAsync(blobs);
        await second.Client.PurgeInstanceAsync("large");

        Assert.NotEmpty(left);
        Assert.Equal(text, ended.ReadInputAs<string>());
        Assert.True(used.Count > left.Count, "The blob of the dead host must not have been taken for one of its own.");
        Assert.Empty(await NamesAsync(blobs));
    }

    [Fact]
    public async Task ContinueAsNew_AfterAHundredAndTwentyRows_LeavesNoneOfThem()
    {
        SharedHub hub = new(StoreKinds.Tables, azurite);
        await using DurableHost host = await StartAsync(hub.Open());
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Gather", 0, new StartOrchestrationOptions("gather"));
        for (int n = 1; n < 120; n++)
        {
            await host.Client.RaiseEventAsync("gather", "add", n);
        }

        Assert.Equal(120, await RowsAsync(hub, 0));
        await host.Client.RaiseEventAsync("gather", "add", 120);
        await host.Client.RaiseEventAsync("gather", "add", 0);
        OrchestrationMetadata ended = await host.EndAsync("gather");

        Assert.Equal(7260, ended.ReadOutputAs<int>());
        Assert.Equal(0, await RowsAsync(hub, 0));
        Assert.NotEqual(0, await RowsAsync(hub, 1));
    }

    private async Task<int> RowsAsync(SharedHub hub, int generation)
    {
        TableClient table = new(azurite.ConnectionString, hub.TableName);
        string filter = $"PartitionKey eq '{Engine.Tables.HubKeys.Partition("gather")}' and RowKey ge '{Engine.Tables.HubKeys.HistoryOf(generation)}' and RowKey lt '{Engine.Tables.HubKeys.HistoryOf(generation + 1)}'";
        int count = 0;
        await foreach (TableEntity _ in table.QueryAsync<TableEntity>(filter))
        {
            count++;
        }

        return count;
    }

    private static async Task<List<string>> NamesAsync(BlobContainerClient blobs)
    {
        List<string> names = [];
        await foreach (BlobItem blob in blobs.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private static Task<DurableHost> StartAsync(IHistoryStore store) => FaultHost.StartAsync(
        store,
        tasks => tasks
            .AddOrchestratorFunc("Ask", context => context.WaitForExternalEvent<string>("answer"))
            .AddOrchestratorFunc("Work", context => context.CallActivityAsync<string>("Step"))
            .AddOrchestratorFunc<int, int>("Gather", async (context, before) =>
            {
                int sum = before;
                for (int n = 0; n < (before == 0 ? 120 : 1); n++)
                {
                    sum += await context.WaitForExternalEvent<int>("add");
                }

                if (before == 0)
                {
                    context.ContinueAsNew(sum);
                }

                return sum;
            })
            .AddActivityFunc("Step", _ => "worked"),
        options =>
        {
            options.LeaseInterval = TimeSpan.FromMilliseconds(50);
            options.LeaseDuration = TimeSpan.FromMinutes(1);
        });

    /// <summary>Lets nothing through to the tables from the first transaction on that is sent when death is near.</summary>
    private sealed class DyingPolicy : HttpPipelinePolicy
    {
        public bool IsNear { get; set; }

        public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (IsNear && message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
            {
                Came.TrySetResult();
            }

            return Came.Task.IsCompleted ? throw new IOException("The process is dead.") : ProcessNextAsync(message, pipeline);
        }
    }
}
