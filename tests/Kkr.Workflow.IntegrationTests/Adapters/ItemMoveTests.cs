using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class ItemMoveTests(StorageFixture storage)
{
    private const string From = "2026-5";
    private const string To = "2026-6";

    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Item_Moved_KeepsIdAndTextAndLeavesItsOldMeeting()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> item = await items.AddAsync(Samples.Item(council, From), null, default);

        Stored<Item> moved = await items.MoveAsync(item with { Value = item.Value with { Status = ItemStatus.Pooled } }, null, default);

        Assert.Equal((item.Value.Id, null, ItemStatus.Pooled), (moved.Value.Id, moved.Value.Meeting, moved.Value.Status));
        Assert.Equal(item.Value.Background, moved.Value.Background);
        Assert.Empty(await items.ListAsync(council, From, default));
        Assert.Null(await items.FindAsync(council, From, item.Value.Id, default));
        Assert.Equal(moved.ETag, Assert.Single(await items.ListAsync(council, null, default)).ETag);
        Assert.Equal(moved.ETag, (await items.LocateAsync(council, item.Value.Id, default))!.ETag);
        await items.SaveAsync(moved with { Value = moved.Value with { Title = "Rettet" } }, default);
    }

    [Fact]
    public async Task Item_WhoseRuleHasSetTheNewMeeting_IsMovedThereButNotSavedThere()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> item = await items.AddAsync(Samples.Item(council, From), null, default);
        Stored<Item> changed = item with { Value = item.Value with { Meeting = To, Status = ItemStatus.Accepted } };

        await Assert.ThrowsAsync<InvalidOperationException>(() => items.SaveAsync(changed, default));
        Stored<Item> moved = await items.MoveAsync(changed, To, default);
        Stored<Item> repeated = await items.MoveAsync(changed, To, default);

        Assert.Equal((To, ItemStatus.Accepted), (moved.Value.Meeting, moved.Value.Status));
        Assert.Equal(moved.ETag, repeated.ETag);
        Assert.Empty(await items.ListAsync(council, From, default));
        Assert.Single(await items.ListAsync(council, To, default));
        Assert.Equal("Rettet", (await items.MoveAsync(moved with { Value = moved.Value with { Title = "Rettet" } }, To, default)).Value.Title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("2026-5")]
    [InlineData("2026-5-99")]
    [InlineData("pool-99")]
    [InlineData("2026-5-01' or RowKey ne '")]
    [InlineData("a/b#c?-01")]
    public async Task Item_ThatThereIsNot_IsLocatedNowhere(string id)
    {
        await using ServiceProvider app = storage.Start();
        Assert.Null(await app.GetRequiredService<IItems>().LocateAsync(council, id, default));
        Assert.Null(await app.GetRequiredService<IItems>().LocateAsync(council, new string('9', 5000) + "-01", default));
    }

    [Fact]
    public async Task Item_Moved_ItsNumberIsNotGivenOutAgain()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> item = await items.AddAsync(Samples.Item(council, From), null, default);
        await items.MoveAsync(item, To, default);

        await using ServiceProvider restarted = storage.Start();
        IItems after = restarted.GetRequiredService<IItems>();
        Assert.Equal("2026-5-02", (await after.AddAsync(Samples.Item(council, From), null, default)).Value.Id);
        Assert.Equal("2026-6-01", (await after.AddAsync(Samples.Item(council, To), null, default)).Value.Id);
        Assert.Equal(["2026-5-01", "2026-6-01"], (await after.ListAsync(council, To, default)).Select(one => one.Value.Id));
    }

    [Fact]
    public async Task Item_MovedThereAndBack_IsInOnePlaceEachTime()
    {
        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Stored<Item> item = await items.AddAsync(Samples.Item(council, From), null, default);
        foreach (string? target in (string?[])[To, From, null, To, null, From])
        {
            item = await items.MoveAsync(item, target, default);
            Assert.Equal(target, item.Value.Meeting);
            foreach (string? place in (string?[])[From, To, null])
            {
                Assert.Equal(place == target ? 1 : 0, (await items.ListAsync(council, place, default)).Count);
            }

            Assert.Equal(target, (await items.LocateAsync(council, item.Value.Id, default))!.Value.Meeting);
        }
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, false)]
    [InlineData(1, true, true)]
    [InlineData(2, false, false)]
    [InlineData(2, false, true)]
    [InlineData(2, true, false)]
    [InlineData(2, true, true)]
    [InlineData(3, false, false)]
    [InlineData(3, false, true)]
    [InlineData(3, true, false)]
    public async Task Move_BrokenOffAtAnyWrite_LeavesTheItemFindableAndARepeatCompletesIt(int write, bool after, bool lookBeforeRepeat)
    {
        BreakingPolicy crash = new("Items");
        await using ServiceProvider dying = storage.Start(crash);
        Stored<Item> item = await dying.GetRequiredService<IItems>().AddAsync(Samples.Item(council, From), null, default);
        crash.Arm(write, after);
        await Assert.ThrowsAsync<CrashException>(() => dying.GetRequiredService<IItems>().MoveAsync(item, To, default));

        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        if (lookBeforeRepeat)
        {
            Stored<Item>? seen = await items.FindAsync(council, To, item.Value.Id, default) ?? await items.FindAsync(council, From, item.Value.Id, default);
            Assert.Equal((item.Value.Id, item.Value.Background), (seen!.Value.Id, seen.Value.Background));
        }

        Stored<Item> moved = await items.MoveAsync(item, To, default);

        Assert.Equal((item.Value.Id, To), (moved.Value.Id, moved.Value.Meeting));
        Assert.Equal(item.Value.Background, moved.Value.Background);
        Assert.Empty(await items.ListAsync(council, From, default));
        Assert.Equal(moved.ETag, Assert.Single(await items.ListAsync(council, To, default)).ETag);
        await items.SaveAsync(moved, default);
    }

    [Fact]
    public async Task Move_BrokenOff_IsCompletedByWhoeverListsTheOldMeeting()
    {
        BreakingPolicy crash = new("Items");
        await using ServiceProvider dying = storage.Start(crash);
        Stored<Item> item = await dying.GetRequiredService<IItems>().AddAsync(Samples.Item(council, From), null, default);
        crash.Arm(1, after: true);
        await Assert.ThrowsAsync<CrashException>(() => dying.GetRequiredService<IItems>().MoveAsync(item, To, default));

        await using ServiceProvider app = storage.Start();
        IItems items = app.GetRequiredService<IItems>();
        Assert.Empty(await items.ListAsync(council, From, default));
        Assert.Single(await items.ListAsync(council, To, default));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => items.SaveAsync(item, default));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => items.MoveAsync(item, "2026-7", default));
    }

    [Fact]
    public async Task Item_MovedByManyAtOnce_ArrivesOnce()
    {
        await using ServiceProvider one = storage.Start();
        await using ServiceProvider two = storage.Start();
        Stored<Item> item = await one.GetRequiredService<IItems>().AddAsync(Samples.Item(council, From), null, default);

        Task<Stored<Item>>[] moves = [.. Enumerable.Range(0, 6).Select(n => (n % 2 == 0 ? one : two).GetRequiredService<IItems>().MoveAsync(item, To, default))];
        await Task.WhenAll(moves.Select(move => move.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.All(moves.Where(move => move.IsFaulted), move => Assert.IsType<ConcurrencyConflictException>(move.Exception!.InnerException));
        Assert.Contains(moves, move => move.IsCompletedSuccessfully);
        Assert.Single(await one.GetRequiredService<IItems>().ListAsync(council, To, default));
        Assert.Empty(await one.GetRequiredService<IItems>().ListAsync(council, From, default));
    }
}
