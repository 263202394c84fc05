using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class ItemsTests(StorageFixture storage)
{
    private const string Meeting = "2026-5";

    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Items_Added_AreNumberedWithinMeetingAndPool()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();

        Assert.Equal("2026-5-01", (await items.AddAsync(Samples.Item(council, Meeting), null, default)).Value.Id);
        Assert.Equal("2026-5-02", (await items.AddAsync(Samples.Item(council, Meeting), null, default)).Value.Id);
        Assert.Equal("pool-01", (await items.AddAsync(Samples.Item(council, null), null, default)).Value.Id);
        Assert.Equal("2026-50-01", (await items.AddAsync(Samples.Item(council, "2026-50"), null, default)).Value.Id);

        await using ServiceProvider restarted = storage.Start();
        Assert.Equal("2026-5-03", (await restarted.GetRequiredService<IItems>().AddAsync(Samples.Item(council, Meeting), null, default)).Value.Id);
    }

    [Fact]
    public async Task Item_Added_IsFoundWholeWithItsTag()
    {
        await using ServiceProvider app = storage.Start();
        Item item = Samples.Item(council, Meeting) with { Presentation = "Sagsfremstilling", Decision = Samples.Decision("Taget til efterretning."), CaseId = "SAG-2025-03032" };
        Stored<Item> added = await app.GetRequiredService<IItems>().AddAsync(item, null, default);

        await using ServiceProvider other = storage.Start();
        Stored<Item>? found = await other.GetRequiredService<IItems>().FindAsync(council, Meeting, added.Value.Id, default);

        Assert.Equal(added.ETag, found!.ETag);
        Assert.Equal(item.Background, found.Value.Background);
        Assert.Equal(item.Presentation, found.Value.Presentation);
        Assert.Equal(item.Decision.Text, found.Value.Decision!.Text);
        Assert.Equal(item.Decision.Amendment, found.Value.Decision.Amendment);
        Assert.Equal(item.Decision.Outcomes, found.Value.Decision.Outcomes);
        Assert.Equal(item.Presenters, found.Value.Presenters);
        Assert.Equal(item.ReceivedAt, found.Value.ReceivedAt);
        Assert.Null(await other.GetRequiredService<IItems>().FindAsync(council, null, added.Value.Id, default));
    }

    [Fact]
    public async Task ItemsAlike_AmongOthersAndConfidentialOnes_AreFoundByTheirTitleAlone()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> open = await items.AddAsync(Samples.Item(council, Meeting) with { Title = "Fælles indkøb, 1. del" }, null, default);
        await items.AddAsync(Samples.Item(council, Meeting) with { Title = "Noget helt andet" }, null, default);
        Stored<Item> closed = await items.AddAsync(Samples.Item(council, Meeting) with { Title = "FÆLLES INDKØB 1 DEL", Confidential = true }, null, default);
        await items.AddAsync(Samples.Item(council, Meeting) with { Title = "Også noget andet", Confidential = true }, null, default);
        await items.AddAsync(Samples.Item(council, null) with { Title = "Fælles indkøb, 1. del" }, null, default);

        IReadOnlyList<Item> alike = await items.ListAlikeAsync(council, Meeting, "fælles indkøb – 1. del!", default);

        Assert.Equal([open.Value.Id, closed.Value.Id], alike.Select(item => item.Id));
        Assert.All(alike, item => Assert.Equal("", item.Background));

        await items.SaveAsync(open with { Value = open.Value with { Title = "Omdøbt" } }, default);
        Assert.Equal([closed.Value.Id], (await items.ListAlikeAsync(council, Meeting, "Fælles indkøb 1. del", default)).Select(item => item.Id));
        Assert.Equal([open.Value.Id], (await items.ListAlikeAsync(council, Meeting, "omdøbt", default)).Select(item => item.Id));
    }

    [Fact]
    public async Task Item_ReadWithoutItsTexts_IsNotStored()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> added = await items.AddAsync(Samples.Item(council, Meeting), null, default);
        Item listed = Assert.Single(await items.ListWithoutTextsAsync(council, Meeting, default));

        await Assert.ThrowsAsync<InvalidOperationException>(() => items.SaveAsync(added with { Value = listed with { Title = "Omdøbt" } }, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => items.MoveAsync(added with { Value = listed }, "2026-6", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => items.AddAsync(listed, null, default));

        Stored<Item>? kept = await items.FindAsync(council, Meeting, added.Value.Id, default);
        Assert.Equal((added.ETag, added.Value.Background), (kept?.ETag, kept?.Value.Background));
    }

    [Fact]
    public async Task Items_TwoHundredAtOnce_GetConsecutiveIds()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();

        Stored<Item>[] added = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => items.AddAsync(Samples.Item(council, Meeting, $"Sag {n}"), $"key-{n}", default)));

        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"2026-5-{n:d2}"), added.Select(item => item.Value.Id).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal));
        IReadOnlyList<Stored<Item>> listed = await items.ListAsync(council, Meeting, default);
        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"2026-5-{n:d2}"), listed.Select(item => item.Value.Id));
        Assert.Equal(200, listed.Select(item => item.Value.Background).Distinct().Count());
    }

    [Fact]
    public async Task Items_AddedByTwoProcessesAtOnce_ShareTheNumbers()
    {
        await using ServiceProvider one = storage.Start();
        await using ServiceProvider two = storage.Start();

        Stored<Item>[] added = await Task.WhenAll(Enumerable.Range(0, 60).Select(n =>
            (n % 2 == 0 ? one : two).GetRequiredService<IItems>().AddAsync(Samples.Item(council, Meeting, $"Sag {n}"), n % 3 == 0 ? $"key-{n}" : null, default)));

        Assert.Equal(60, added.Select(item => item.Value.Id).Distinct().Count());
        Assert.Equal(60, (await one.GetRequiredService<IItems>().ListAsync(council, Meeting, default)).Count);
    }

    [Fact]
    public async Task Item_AddedAgainWithItsKey_IsTheFirstOneAndLeavesNoHole()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> first = await items.AddAsync(Samples.Item(council, Meeting), "nøgle/1 ?#", default);

        Stored<Item>[] repeats = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => items.AddAsync(Samples.Item(council, Meeting, "Andet"), "nøgle/1 ?#", default)));
        Stored<Item> next = await items.AddAsync(Samples.Item(council, Meeting), "nøgle/2", default);

        Assert.All(repeats, repeat => Assert.Equal((first.Value.Id, first.Value.Title, first.ETag), (repeat.Value.Id, repeat.Value.Title, repeat.ETag)));
        Assert.Equal("2026-5-02", next.Value.Id);
        Assert.Equal("2026-6-01", (await items.AddAsync(Samples.Item(council, "2026-6"), "nøgle/1 ?#", default)).Value.Id);
    }

    [Fact]
    public async Task Item_AddedAgainAfterItMoved_IsFoundWhereItIs()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> first = await items.AddAsync(Samples.Item(council, Meeting), "k", default);
        await items.MoveAsync(first, "2026-6", default);

        Stored<Item> repeat = await items.AddAsync(Samples.Item(council, Meeting), "k", default);

        Assert.Equal((first.Value.Id, "2026-6"), (repeat.Value.Id, repeat.Value.Meeting));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task Item_WhoseAnswerGotLost_IsNotAddedTwiceByARepeatedRequest(string? key)
    {
        RepeatingPolicy twice = new();
        await using ServiceProvider app = storage.Start(twice);
        IItems items = app.GetRequiredService<IItems>();

        Stored<Item> added = await items.AddAsync(Samples.Item(council, Meeting), key, default);

        Assert.True(twice.Repeated > 0);
        Assert.Equal("2026-5-01", added.Value.Id);
        Stored<Item> only = Assert.Single(await items.ListAsync(council, Meeting, default));
        Assert.Equal(added.ETag, only.ETag);
    }

    [Fact]
    public async Task Item_WithTextsLongerThanAProperty_IsKeptWholeOutsideTheRow()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Item item = Samples.Item(council, Meeting) with { Background = Samples.Long("baggrund"), Presentation = Samples.Long("fremstilling") };
        Stored<Item> added = await items.AddAsync(item, null, default);
        Stored<Item> decided = await items.SaveAsync(added with { Value = added.Value with { Decision = Samples.Decision(Samples.Long("besluttet")) } }, default);

        await using ServiceProvider other = storage.Start();
        Item found = (await other.GetRequiredService<IItems>().FindAsync(council, Meeting, added.Value.Id, default))!.Value;
        Assert.Equal(item.Background, found.Background);
        Assert.Equal(item.Presentation, found.Presentation);
        Assert.Equal(decided.Value.Decision!.Text, found.Decision!.Text);
        TableEntity row = await storage.Tables.GetTableClient("Items").GetEntityAsync<TableEntity>($"{council}|{Meeting}", added.Value.Id);
        Assert.DoesNotContain(row.Values(), value => value.Contains("baggrund", StringComparison.OrdinalIgnoreCase) || value.Contains("besluttet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Item_Rewritten_KeepsEveryVersionOfItsText()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> stored = await items.AddAsync(Samples.Item(council, Meeting) with { Background = "Første" }, null, default);
        stored = await items.SaveAsync(stored with { Value = stored.Value with { Background = "Anden" } }, default);
        stored = await items.SaveAsync(stored with { Value = stored.Value with { Status = ItemStatus.Accepted } }, default);
        stored = await items.SaveAsync(stored with { Value = stored.Value with { Background = "Første" } }, default);

        TableEntity row = await storage.Tables.GetTableClient("Items").GetEntityAsync<TableEntity>($"{council}|{Meeting}", stored.Value.Id);
        List<string> versions = [];
        for (string? pointer = row.GetString("Text"); pointer is not null;)
        {
            BlobClient blob = storage.Blobs.GetBlobContainerClient(pointer[..pointer.IndexOf('/', StringComparison.Ordinal)])
                .GetBlobClient(pointer[(pointer.IndexOf('/', StringComparison.Ordinal) + 1)..]);
            JsonNode version = JsonNode.Parse((await blob.DownloadContentAsync()).Value.Content)!;
            versions.Add((string)version["background"]!);
            pointer = (string?)version["previous"];
        }

        Assert.Equal(["Første", "Anden", "Første"], versions);
    }

    [Fact]
    public async Task Item_Confidential_HasItsTextInTheConfidentialContainer()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> stored = await items.AddAsync(Samples.Item(council, Meeting) with { Confidential = true }, null, default);
        TableClient table = storage.Tables.GetTableClient("Items");

        TableEntity row = await table.GetEntityAsync<TableEntity>($"{council}|{Meeting}", stored.Value.Id);
        Assert.StartsWith("confidential/", row.GetString("Text"), StringComparison.Ordinal);
        await items.SaveAsync(stored with { Value = stored.Value with { Confidential = false } }, default);
        row = await table.GetEntityAsync<TableEntity>($"{council}|{Meeting}", stored.Value.Id);
        Assert.StartsWith("items/", row.GetString("Text"), StringComparison.Ordinal);
        Assert.Equal(stored.Value.Background, (await items.FindAsync(council, Meeting, stored.Value.Id, default))!.Value.Background);
    }

    [Fact]
    public async Task Item_WhoseTextWasChangedInStorage_IsRefused()
    {
        await using ServiceProvider app = storage.Start();
        Stored<Item> stored = await app.GetRequiredService<IItems>().AddAsync(Samples.Item(council, Meeting), null, default);
        BlobContainerClient container = storage.Blobs.GetBlobContainerClient("items");
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"texts/{council}/"))
        {
            await container.GetBlobClient(blob.Name).UploadAsync(BinaryData.FromString("""{"background":"x","recommendation":"y"}"""), overwrite: true);
        }

        await using ServiceProvider other = storage.Start();
        await Assert.ThrowsAsync<StoredStateException>(() => other.GetRequiredService<IItems>().FindAsync(council, Meeting, stored.Value.Id, default));
    }

    [Fact]
    public async Task Item_SavedOnAnOldTag_IsAConflict()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> first = await items.AddAsync(Samples.Item(council, Meeting), null, default);
        await items.SaveAsync(first with { Value = first.Value with { Title = "Ny titel" } }, default);

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => items.SaveAsync(first, default));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => items.MoveAsync(first, null, default));
        Assert.Equal("Ny titel", (await items.FindAsync(council, Meeting, first.Value.Id, default))!.Value.Title);
    }

    [Fact]
    public async Task Item_Added_TakesOneTableRequest()
    {
        BreakingPolicy counting = new("Items");
        await using ServiceProvider app = storage.Start(counting);
        IItems items = app.GetRequiredService<IItems>();
        await items.AddAsync(Samples.Item(council, Meeting), null, default);
        int before = counting.Requests;

        await items.AddAsync(Samples.Item(council, Meeting, "Anden"), null, default);
        await items.AddAsync(Samples.Item(council, Meeting, "Tredje"), "key", default);

        Assert.Equal(2, counting.Requests - before);
    }
}
