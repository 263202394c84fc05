using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>Items that become confidential, or open: their texts and files move between containers, whatever a crash interrupts.</summary>
[Collection(StorageTests.Name)]
public sealed class ReclassifiedTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Texts_OfAReclassifiedItem_MoveWithEveryVersionAndLeaveNothingBehind()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> item = await VersionsAsync(items);
        Assert.Equal((3, 0), (await CountAsync("items"), await CountAsync("confidential")));

        item = await items.SaveAsync(item with { Value = item.Value with { Confidential = true } }, default);
        Assert.Equal((3, 3), (await CountAsync("items"), await CountAsync("confidential")));
        await items.TidyAsync(council, item.Value.Id, default);
        await items.TidyAsync(council, item.Value.Id, default);
        Assert.Equal((0, 3), (await CountAsync("items"), await CountAsync("confidential")));

        await using ServiceProvider other = storage.Start();
        items = other.GetRequiredService<IItems>();
        Assert.Equal(["Et", "To", "Tre"], (await items.VersionsAsync(council, item.Value.Id, default)).Select(version => version.Background));
        item = (await items.LocateAsync(council, item.Value.Id, default))!;
        item = await items.SaveAsync(item with { Value = item.Value with { Confidential = false } }, default);
        await items.TidyAsync(council, item.Value.Id, default);
        Assert.Equal((3, 0), (await CountAsync("items"), await CountAsync("confidential")));
        Assert.Equal(["Et", "To", "Tre"], (await items.VersionsAsync(council, item.Value.Id, default)).Select(version => version.Background));
    }

    [Fact]
    public async Task Texts_OfTwoItemsThatAreEqual_AreNotDeletedForEachOther()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> one = await items.AddAsync(Samples.Item(council, "2026-5"), null, default);
        Stored<Item> two = await items.AddAsync(Samples.Item(council, "2026-5"), null, default);

        await items.SaveAsync(one with { Value = one.Value with { Confidential = true } }, default);
        await items.TidyAsync(council, one.Value.Id, default);

        await using ServiceProvider restarted = storage.Start();
        Assert.Equal(two.Value.Background, (await restarted.GetRequiredService<IItems>().LocateAsync(council, two.Value.Id, default))!.Value.Background);
    }

    [Fact]
    public async Task Texts_LeftBehindByACrash_AreDeletedByTheNextTryAndReadableUntilThen()
    {
        BreakingPolicy crash = new("Items");
        await using ServiceProvider app = storage.Start(crash);
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> item = await VersionsAsync(items);

        crash.Arm(1, after: true);
        await Assert.ThrowsAnyAsync<Exception>(() => items.SaveAsync(item with { Value = item.Value with { Confidential = true } }, default));

        await using ServiceProvider restarted = storage.Start();
        items = restarted.GetRequiredService<IItems>();
        Assert.Equal("Tre", (await items.LocateAsync(council, item.Value.Id, default))!.Value.Background);
        Assert.True((await items.LocateAsync(council, item.Value.Id, default))!.Value.Confidential);
        await items.TidyAsync(council, item.Value.Id, default);
        Assert.Equal((0, 3), (await CountAsync("items"), await CountAsync("confidential")));
    }

    [Fact]
    public async Task File_CopiedAcrossAndDeleted_IsOnOneSideAlone()
    {
        await using ServiceProvider app = storage.Start();
        IDocumentArchive archive = app.GetRequiredService<IDocumentArchive>();
        string path = $"{council}/2026-5/bilag/2026-5-01/abc/Købsaftale.pdf";
        ArchivedDocument kept = await archive.KeepAsync(path, "application/pdf", Encoding.UTF8.GetBytes("æøå"), false, default);

        Assert.True(await archive.CopyAcrossAsync(path, true, default));
        Assert.True(await archive.CopyAcrossAsync(path, true, default));
        await archive.DeleteAsync(path, false, default);
        await archive.DeleteAsync(path, false, default);

        Assert.True(await archive.CopyAcrossAsync(path, true, default));
        Assert.False(await archive.CopyAcrossAsync(path + "x", true, default));
        Assert.Null(await archive.OpenAsync(path, false, default));
        (ArchivedDocument Document, Stream Content)? found = await archive.OpenAsync(path, true, default);
        await found!.Value.Content.DisposeAsync();
        Assert.Equal(kept, found.Value.Document);
    }

    private async Task<Stored<Item>> VersionsAsync(IItems items)
    {
        Item draft = Samples.Item(council, "2026-5") with { Background = "Et", Revision = new ItemRevision(1, Samples.At, "director-0730", [], "Titel") };
        Stored<Item> item = await items.AddAsync(draft, null, default);
        foreach ((string text, int number) in new[] { ("To", 2), ("Tre", 3) })
        {
            Item edited = item.Value with { Background = text, Revision = new ItemRevision(number, Samples.At.AddHours(number), "secretariat", ["background"], "Titel") };
            item = await items.SaveAsync(item with { Value = edited }, default);
        }

        return item;
    }

    private async Task<int> CountAsync(string container)
    {
        BlobContainerClient blobs = storage.Blobs.GetBlobContainerClient(container);
        if (!await blobs.ExistsAsync())
        {
            return 0;
        }

        int count = 0;
        await foreach (BlobItem _ in blobs.GetBlobsAsync(prefix: $"texts/{council}/"))
        {
            count++;
        }

        return count;
    }
}
