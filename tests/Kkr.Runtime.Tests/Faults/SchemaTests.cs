using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Tables;
using Kkr.Runtime.Tests.Azurite;
using Kkr.Runtime.Tests.Conformance;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Tests.Faults;

public class SchemaTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> Stores => SharedHub.Kinds;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task History_OfANewerSchema_IsRefusedClearlyAndLeavesOthersAlone(string kind)
    {
        SharedHub hub = new(kind, azurite);
        await hub.Store.PrepareAsync(default);
        HistoryEvent started = new() { Schema = HistoryEvent.CurrentSchema + 1, Kind = EventKind.ExecutionStarted, Name = "Ask" };
        InstanceRow row = new()
        {
            Id = "newer", Name = "Ask", Status = OrchestrationRuntimeStatus.Running, CreatedAt = DurableHost.Start, UpdatedAt = DurableHost.Start, Revision = 1, Stamp = "0.1",
        };
        string? before = await hub.Store.CommitAsync(new Checkpoint { Row = row, Whole = true, Events = [started] }, default);
        await using DurableHost host = await StartAsync(hub.Open());

        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(() => host.Client.RaiseEventAsync("newer", "answer", "yes"));
        await host.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("other"));
        await host.Client.RaiseEventAsync("other", "answer", "yes");

        Assert.Equal("A history event has schema version 2; this program knows versions up to 1. Run the newer program.", refused.Message);
        Assert.Equal("yes", (await host.EndAsync("other")).ReadOutputAs<string>());
        Assert.Equal(before, (await hub.Store.ReadAsync("newer", default))!.ETag);
    }

    [Fact]
    public async Task Row_OfANewerSchema_StopsTheHostAndFailsItsCallsWithTheReason()
    {
        SharedHub hub = new(StoreKinds.Tables, azurite);
        await using (DurableHost before = await StartAsync(hub.Open()))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Ask", new StartOrchestrationOptions("ask"));
        }

        TableClient table = new(azurite.ConnectionString, hub.TableName);
        TableEntity row = new(HubKeys.Partition("ask"), HubKeys.InstanceRow) { ["Schema"] = InstanceRow.CurrentSchema + 1 };
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge);
        DurableHost host = await StartAsync(hub.Open());

        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(() => host.Client.RaiseEventAsync("ask", "answer", "yes"));

        Assert.Equal("Instance 'ask' has schema version 2; this program knows versions up to 1. Run the newer program.", refused.Message);
        await host.DisposeAsync();
    }

    private static Task<DurableHost> StartAsync(IHistoryStore store) => FaultHost.StartAsync(
        store,
        tasks => tasks.AddOrchestratorFunc("Ask", context => context.WaitForExternalEvent<string>("answer")),
        options => options.LeaseInterval = TimeSpan.FromMilliseconds(50));
}
