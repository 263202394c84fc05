using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Tables;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class AuditTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();

    private TableClient Rows => storage.Tables.GetTableClient("Audit");

    [Fact]
    public async Task Audit_Appended_ReadsBackOldestFirstAndVerifies()
    {
        await using ServiceProvider app = storage.Start();
        IAuditLog log = app.GetRequiredService<IAuditLog>();
        for (int n = 1; n <= 12; n++)
        {
            await log.AppendAsync(Entry(n), null, default);
        }

        List<AuditEntry> entries = await log.ReadAsync(council, default).ToListAsync();

        Assert.Equal(Enumerable.Range(1, 12).Select(Entry), entries);
        AuditVerification found = await log.VerifyAsync(council, null, default);
        Assert.Equal((12, true), (found.Entries, found.IsIntact));
        Assert.Equal(await log.HeadAsync(council, default), found.Last);
    }

    [Fact]
    public async Task Audit_AppendedAgainWithItsKey_IsThereOnce()
    {
        await using ServiceProvider one = storage.Start();
        await using ServiceProvider two = storage.Start();
        await one.GetRequiredService<IAuditLog>().AppendAsync(Entry(1), "step/1", default);
        await one.GetRequiredService<IAuditLog>().AppendAsync(Entry(1), "step/1", default);
        await two.GetRequiredService<IAuditLog>().AppendAsync(Entry(1), "step/1", default);
        await one.GetRequiredService<IAuditLog>().AppendAsync(Entry(2), "step/2", default);

        Assert.Equal([Entry(1), Entry(2)], await two.GetRequiredService<IAuditLog>().ReadAsync(council, default).ToListAsync());
    }

    [Fact]
    public async Task Audit_AppendedByTwoProcessesAtOnce_IsOneChain()
    {
        await using ServiceProvider one = storage.Start();
        await using ServiceProvider two = storage.Start();

        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => (n % 2 == 0 ? one : two).GetRequiredService<IAuditLog>().AppendAsync(Entry(n), null, default)));

        Assert.Equal(40, (await one.GetRequiredService<IAuditLog>().ReadAsync(council, default).ToListAsync()).Distinct().Count());
        AuditVerification found = await one.GetRequiredService<AuditTable>().VerifyAsync(council, null, default);
        Assert.Equal((40, true), (found.Entries, found.IsIntact));
    }

    [Fact]
    public async Task Audit_ManyAtOnce_ShareTransactionsAndRepeatsAmongThemAreLeftOut()
    {
        BreakingPolicy counting = new("Audit");
        await using ServiceProvider app = storage.Start(counting);
        IAuditLog log = app.GetRequiredService<IAuditLog>();
        await log.AppendAsync(Entry(1), "1", default);
        int before = counting.Requests;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => log.AppendAsync(Entry(1 + (n / 2)), $"{1 + (n / 2)}", default)));

        List<AuditEntry> entries = await log.ReadAsync(council, default).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 50).Select(Entry), entries.OrderBy(entry => entry.At));
        Assert.True((await app.GetRequiredService<AuditTable>().VerifyAsync(council, null, default)).IsIntact);

        await Task.WhenAll(Enumerable.Range(101, 100).Select(n => log.AppendAsync(Entry(n), null, default)));
        Assert.True(counting.Requests - before < 200, $"{counting.Requests - before} requests");
        Assert.Equal(150, (await app.GetRequiredService<AuditTable>().VerifyAsync(council, null, default)).Entries);
    }

    [Fact]
    public async Task Audit_CancelledWhileWaiting_DoesNotStopTheOthers()
    {
        await using ServiceProvider app = storage.Start();
        IAuditLog log = app.GetRequiredService<IAuditLog>();
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();

        Task[] appends = [.. Enumerable.Range(1, 20).Select(n => log.AppendAsync(Entry(n), null, n % 4 == 0 ? stop.Token : default))];
        await Task.WhenAll(appends.Select(append => append.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(15, appends.Count(append => append.IsCompletedSuccessfully));
        List<AuditEntry> entries = await log.ReadAsync(council, default).ToListAsync();
        Assert.Superset(Enumerable.Range(1, 20).Where(n => n % 4 != 0).Select(Entry).ToHashSet(), entries.ToHashSet());
        Assert.True((await app.GetRequiredService<AuditTable>().VerifyAsync(council, null, default)).IsIntact);
    }

    [Fact]
    public async Task Audit_WhoseAnswerGotLost_IsNotAppendedTwice()
    {
        RepeatingPolicy twice = new();
        await using ServiceProvider app = storage.Start(twice);
        IAuditLog log = app.GetRequiredService<IAuditLog>();
        await log.AppendAsync(Entry(1), null, default);
        await log.AppendAsync(Entry(2), "k", default);

        Assert.True(twice.Repeated >= 2);
        Assert.Equal([Entry(1), Entry(2)], await log.ReadAsync(council, default).ToListAsync());
    }

    [Theory]
    [InlineData("changed", 3)]
    [InlineData("relabelled", 3)]
    [InlineData("removed", 3)]
    [InlineData("removed with its link mended", 3)]
    [InlineData("cut off", 5)]
    [InlineData("cut off with its head", 5)]
    [InlineData("head turned back", 5)]
    public async Task Audit_TamperedWith_IsFound(string how, int entry)
    {
        await using ServiceProvider app = storage.Start();
        for (int n = 1; n <= 5; n++)
        {
            await app.GetRequiredService<IAuditLog>().AppendAsync(Entry(n), null, default);
        }

        TableEntity row = await Rows.GetEntityAsync<TableEntity>(council, $"entry|{entry:d12}");
        TableEntity head = await Rows.GetEntityAsync<TableEntity>(council, "head");
        switch (how)
        {
            case "changed":
                row["Json"] = row.GetString("Json")!.Replace("secretariat", "chair", StringComparison.Ordinal);
                await Rows.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
                break;
            case "relabelled":
                row["Action"] = "nothing-happened";
                await Rows.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
                break;
            case "removed":
            case "cut off":
                await Rows.DeleteEntityAsync(council, row.RowKey);
                break;
            case "removed with its link mended":
                TableEntity next = await Rows.GetEntityAsync<TableEntity>(council, $"entry|{entry + 1:d12}");
                await Rows.DeleteEntityAsync(council, next.RowKey);
                TableEntity shifted = new(next.ToDictionary()) { PartitionKey = council, RowKey = row.RowKey };
                shifted["Previous"] = row["Previous"];
                await Rows.UpdateEntityAsync(shifted, row.ETag, TableUpdateMode.Replace);
                break;
            case "head turned back":
                head["Count"] = (long)entry - 1;
                head["Hash"] = row["Previous"];
                await Rows.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace);
                break;
            default:
                await Rows.DeleteEntityAsync(council, row.RowKey);
                head["Count"] = (long)entry - 1;
                await Rows.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace);
                break;
        }

        AuditVerification found = await app.GetRequiredService<AuditTable>().VerifyAsync(council, null, default);
        Assert.Equal((entry, false), (found.FirstBroken, found.IsIntact));
        Assert.NotNull(found.Fault);
        Assert.Contains($"post {entry}", found.InDanish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_BrokenOff_HasTheEntryWholeOrNotAtAll()
    {
        BreakingPolicy crash = new("Audit");
        await using ServiceProvider dying = storage.Start(crash);
        await dying.GetRequiredService<IAuditLog>().AppendAsync(Entry(1), "1", default);
        crash.Arm(1, after: true);
        await Assert.ThrowsAsync<CrashException>(() => dying.GetRequiredService<IAuditLog>().AppendAsync(Entry(2), "2", default));

        await using ServiceProvider app = storage.Start();
        await app.GetRequiredService<IAuditLog>().AppendAsync(Entry(2), "2", default);
        await app.GetRequiredService<IAuditLog>().AppendAsync(Entry(3) with { Details = Samples.Long("detalje") }, "3", default);

        AuditVerification found = await app.GetRequiredService<AuditTable>().VerifyAsync(council, null, default);
        Assert.Equal((3, true), (found.Entries, found.IsIntact));
    }

    private AuditEntry Entry(int n) => new(council, Samples.At.AddMinutes(n), "secretariat", "item-submitted", $"2026-5-{n:d2}", n % 2 == 0 ? "Bemærkning æøå" : null) { Schema = AuditEntry.CurrentSchema };
}
