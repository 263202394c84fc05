using Azure.Data.Tables;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>Parts of the log, its beginning taken away, and several processes at once.</summary>
[Collection(StorageTests.Name)]
public sealed class AuditRangeTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();

    private TableClient Rows => storage.Tables.GetTableClient("Audit");

    [Fact]
    public async Task Range_ByNumberInstantAndColumns_HoldsThoseEntriesOnly()
    {
        await using ServiceProvider app = storage.Start();
        IAuditLog log = await LogAsync(app, 30);

        Assert.Equal([11, 12, 13], await NumbersAsync(log, new AuditRange { After = 10, Through = 13 }));
        Assert.Equal([29, 30], await NumbersAsync(log, new AuditRange { From = Samples.At.AddHours(29) }));
        Assert.Equal([1, 2], await NumbersAsync(log, new AuditRange { Before = Samples.At.AddHours(3) }));
        Assert.Equal([3, 6, 9], await NumbersAsync(log, new AuditRange { Actor = "chair", Through = 11 }));
        Assert.Equal([7], await NumbersAsync(log, new AuditRange { Subject = "o'7" }));
    }

    [Fact]
    public async Task Pruned_TheRestVerifiesFromItsCheckpoint_AndARepeatGoesOn()
    {
        await using ServiceProvider app = storage.Start();
        IAuditLog log = await LogAsync(app, 250);
        AuditRow last = (await log.RowsAsync(council, new AuditRange { After = 219, Through = 220 }, default).ToListAsync()).Single();
        AuditPoint through = new(last.Number, last.Hash);
        await log.AppendAsync(Entry(251) with { Action = AuditChain.Pruned, After = through.ToString() }, "pruned", default);

        BreakingPolicy crash = new("Audit");
        await using ServiceProvider dying = storage.Start(crash);
        await dying.GetRequiredService<IAuditLog>().HeadAsync(council, default);
        crash.Arm(5, after: true);
        await Assert.ThrowsAsync<CrashException>(() => dying.GetRequiredService<IAuditLog>().PruneAsync(council, through, default));
        Assert.True((await log.VerifyAsync(council, null, default)).IsIntact);
        await log.PruneAsync(council, through, default);

        AuditVerification found = await log.VerifyAsync(council, through, default);
        Assert.Equal((31, true), (found.Entries, found.IsIntact));
        Assert.Equal(through, await log.CheckpointAsync(council, default));
        Assert.Equal([221, 222], (await NumbersAsync(log, new AuditRange())).Take(2));
        Assert.Equal(31, await Rows.QueryAsync<TableEntity>($"PartitionKey eq '{council}' and RowKey ge 'entry|' and RowKey lt 'entry}}'").CountAsync());
    }

    [Fact]
    public async Task Pruned_WithAPointThatIsNotTheLogs_TakesNothing()
    {
        await using ServiceProvider app = storage.Start();
        IAuditLog log = await LogAsync(app, 5);

        await Assert.ThrowsAnyAsync<Exception>(() => log.PruneAsync(council, new AuditPoint(3, AuditChain.Start), default));

        Assert.Equal(5, (await log.VerifyAsync(council, null, default)).Entries);
    }

    [Theory]
    [InlineData("inserted", 4, AuditFault.Inserted)]
    [InlineData("reordered", 2, AuditFault.Changed)]
    [InlineData("cut off with its head", 5, AuditFault.Missing)]
    public async Task Log_TamperedWith_NamesTheRow(string how, long row, AuditFault fault)
    {
        await using ServiceProvider app = storage.Start();
        IAuditLog log = await LogAsync(app, 5);
        AuditPoint anchor = await log.HeadAsync(council, default);
        TableEntity second = await Rows.GetEntityAsync<TableEntity>(council, "entry|000000000002");
        TableEntity third = await Rows.GetEntityAsync<TableEntity>(council, "entry|000000000003");
        TableEntity fifth = await Rows.GetEntityAsync<TableEntity>(council, "entry|000000000005");
        switch (how)
        {
            case "inserted":
                await Rows.AddEntityAsync(new TableEntity(third.ToDictionary()) { PartitionKey = council, RowKey = "entry|000000000003a" });
                break;
            case "reordered":
                await Rows.UpsertEntityAsync(new TableEntity(third.ToDictionary()) { PartitionKey = council, RowKey = second.RowKey }, TableUpdateMode.Replace);
                await Rows.UpsertEntityAsync(new TableEntity(second.ToDictionary()) { PartitionKey = council, RowKey = third.RowKey }, TableUpdateMode.Replace);
                break;
            default:
                TableEntity head = await Rows.GetEntityAsync<TableEntity>(council, "head");
                head["Count"] = 4L;
                head["Hash"] = fifth["Previous"];
                await Rows.DeleteEntityAsync(council, fifth.RowKey);
                await Rows.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace);
                Assert.True((await log.VerifyAsync(council, null, default)).IsIntact);
                break;
        }

        AuditVerification found = await log.VerifyAsync(council, anchor, default);

        Assert.Equal((row, (AuditFault?)fault), (found.FirstBroken, found.Fault));
    }

    [Fact]
    public async Task Log_AppendedByFourProcessesAtOnce_LosesNothingAndIsOneChain()
    {
        ServiceProvider[] processes = [.. Enumerable.Range(0, 4).Select(_ => storage.Start())];
        await Task.WhenAll(Enumerable.Range(1, 200).Select(n => processes[n % 4].GetRequiredService<IAuditLog>().AppendAsync(Entry(n), $"{n}", default)));

        IAuditLog log = processes[0].GetRequiredService<IAuditLog>();
        Assert.Equal(200, (await log.ReadAsync(council, default).Select(entry => entry.Subject).ToListAsync()).Distinct().Count());
        AuditVerification found = await log.VerifyAsync(council, null, default);
        Assert.Equal((200, true), (found.Entries, found.IsIntact));
        foreach (ServiceProvider process in processes)
        {
            await process.DisposeAsync();
        }
    }

    private AuditEntry Entry(int n) => new(council, Samples.At.AddHours(n), n % 3 == 0 ? "chair" : "secretariat", "item-submitted", $"o'{n}");

    private async Task<List<long>> NumbersAsync(IAuditLog log, AuditRange range) =>
        await log.RowsAsync(council, range, default).Select(row => row.Number).ToListAsync();

    private async Task<IAuditLog> LogAsync(ServiceProvider app, int entries)
    {
        IAuditLog log = app.GetRequiredService<IAuditLog>();
        for (int n = 1; n <= entries; n++)
        {
            await log.AppendAsync(Entry(n), $"{n}", default);
        }

        return log;
    }
}
