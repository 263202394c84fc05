using Azure.Data.Tables;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class DirectoryTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Directory_NeverSaved_IsEmptyAndCanBeSavedOnItsTag()
    {
        await using ServiceProvider app = storage.Start();
        IDirectory directory = app.GetRequiredService<IDirectory>();

        Stored<DirectoryBook> empty = await directory.LoadAsync(council, default);
        Assert.Empty(empty.Value.Posts);
        await directory.SaveAsync(council, Book(3), empty.ETag, default);

        Assert.Equal(3, (await directory.LoadAsync(council, default)).Value.People.Count);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => directory.SaveAsync(council, Book(4), empty.ETag, default));
    }

    [Fact]
    public async Task Directory_LargerThanATransaction_ComesBackInOrder()
    {
        await using ServiceProvider app = storage.Start();
        IDirectory directory = app.GetRequiredService<IDirectory>();
        await directory.SaveAsync(council, Book(150), "", default);

        DirectoryBook loaded = (await directory.LoadAsync(council, default)).Value;

        Assert.Equal(Book(150).Posts, loaded.Posts);
        Assert.Equal(Book(150).People, loaded.People);
        Assert.Equal(Book(150).Tenures, loaded.Tenures);
    }

    [Fact]
    public async Task Directory_Replaced_ForgetsThePeopleBefore()
    {
        await using ServiceProvider app = storage.Start();
        IDirectory directory = app.GetRequiredService<IDirectory>();
        await directory.SaveAsync(council, Book(120), "", default);
        await directory.SaveAsync(council, Book(2), (await directory.LoadAsync(council, default)).ETag, default);

        List<TableEntity> rows = await storage.Tables.GetTableClient("Directory")
            .QueryAsync<TableEntity>($"PartitionKey eq '{council}'").ToListAsync();
        Assert.Equal(1 + (2 * 3), rows.Count);
        Assert.DoesNotContain(rows, row => row.Values().Any(value => value.Contains("p-0119", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Directory_SaveBrokenOff_LeavesTheBookBefore(int write)
    {
        BreakingPolicy crash = new("Directory");
        await using ServiceProvider dying = storage.Start(crash);
        IDirectory directory = dying.GetRequiredService<IDirectory>();
        await directory.SaveAsync(council, Book(5), "", default);
        Stored<DirectoryBook> before = await directory.LoadAsync(council, default);
        crash.Arm(write, after: false);
        await Assert.ThrowsAsync<CrashException>(() => directory.SaveAsync(council, Book(60), before.ETag, default));

        await using ServiceProvider app = storage.Start();
        Stored<DirectoryBook> after = await app.GetRequiredService<IDirectory>().LoadAsync(council, default);
        Assert.Equal((before.ETag, 5), (after.ETag, after.Value.Posts.Count));
        await app.GetRequiredService<IDirectory>().SaveAsync(council, Book(7), after.ETag, default);
        Assert.Equal(7, (await app.GetRequiredService<IDirectory>().LoadAsync(council, default)).Value.Posts.Count);
    }

    [Fact]
    public async Task Directory_SavedByTwoAtOnce_IsOneBookOrTheOther()
    {
        await using ServiceProvider app = storage.Start();
        IDirectory directory = app.GetRequiredService<IDirectory>();
        await directory.SaveAsync(council, Book(1), "", default);
        string etag = (await directory.LoadAsync(council, default)).ETag;

        Task[] saves = [directory.SaveAsync(council, Book(110), etag, default), directory.SaveAsync(council, Book(120), etag, default)];
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => Task.WhenAll(saves));

        int count = (await directory.LoadAsync(council, default)).Value.Posts.Count;
        Assert.Equal(saves[0].IsCompletedSuccessfully ? 110 : 120, count);
    }

    private static DirectoryBook Book(int size) => new(
        [.. Enumerable.Range(0, size).Select(n => new Post($"member-{n:d4}", PostKind.Member, "0741", n % 2 == 0 ? null : $"member-{n - 1:d4}"))],
        [.. Enumerable.Range(0, size).Select(n => new Person($"p-{n:d4}", $"Åse Ømand {n}", $"p{n}@example.dk"))],
        [.. Enumerable.Range(0, size).Select(n => new Tenure($"member-{n:d4}", $"p-{n:d4}", new DateOnly(2026, 1, 1), n % 3 == 0 ? new DateOnly(2029, 12, 31) : null))]);
}
