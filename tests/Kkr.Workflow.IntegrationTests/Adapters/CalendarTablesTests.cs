using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class CalendarTablesTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();
    private readonly string other = StorageFixture.NewCouncil();

    [Fact]
    public async Task Ledger_Saved_IsReadBackWhole_AndEachCouncilHasItsOwn()
    {
        CalendarLedger kept = Ledger(council);
        await using (ServiceProvider app = storage.Start())
        {
            ICalendarLedgers ledgers = app.GetRequiredService<ICalendarLedgers>();
            Assert.Null(await ledgers.FindAsync(kept.Meeting, default));
            await ledgers.SaveAsync(kept, etag: null, default);
            await ledgers.SaveAsync(Ledger(other) with { Entries = [] }, etag: null, default);
        }

        // Another process finds them too.
        await using ServiceProvider next = storage.Start();
        ICalendarLedgers found = next.GetRequiredService<ICalendarLedgers>();
        CalendarLedger read = (await found.FindAsync(kept.Meeting, default))!.Value;

        Assert.Equal(kept.Meeting, read.Meeting);
        Assert.Equal(kept.Entries, read.Entries);
        Assert.Equal(kept.Notes, read.Notes);
        Assert.Empty((await found.FindAsync(new MeetingKey(other, "2026-1"), default))!.Value.Entries);
        Assert.Null(await found.FindAsync(new MeetingKey(council, "2026-2"), default));
    }

    [Fact]
    public async Task Ledger_SavedByTwo_IsKeptAsTheFirstLeftIt()
    {
        await using ServiceProvider app = storage.Start();
        ICalendarLedgers ledgers = app.GetRequiredService<ICalendarLedgers>();
        Stored<CalendarLedger> first = await ledgers.SaveAsync(Ledger(council), etag: null, default);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => ledgers.SaveAsync(Ledger(council), etag: null, default));

        CalendarLedger told = first.Value.Told([1], Samples.At);
        Stored<CalendarLedger> second = await ledgers.SaveAsync(told, first.ETag, default);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => ledgers.SaveAsync(Ledger(council), first.ETag, default));

        Stored<CalendarLedger> now = (await ledgers.FindAsync(told.Meeting, default))!;
        Assert.Equal(second.ETag, now.ETag);
        Assert.Equal(Samples.At, now.Value.Notes[0].ToldAt);
    }

    [Fact]
    public async Task Ledger_LongerThanARowHolds_IsKeptAndRemovedWhole()
    {
        await using ServiceProvider app = storage.Start();
        ICalendarLedgers ledgers = app.GetRequiredService<ICalendarLedgers>();
        CalendarEntry[] many = [.. Enumerable.Range(1, 600).Select(number => new CalendarEntry($"deadline-{number:d4}", 1, Samples.Long("æ")[..100], "print"))];
        await ledgers.SaveAsync(Ledger(council) with { Entries = many }, etag: null, default);
        await ledgers.SaveAsync(Ledger(other), etag: null, default);
        MeetingKey key = new(council, "2026-1");
        Assert.Equal(many, (await ledgers.FindAsync(key, default))!.Value.Entries);

        await ledgers.RemoveAsync(key, default);
        await ledgers.RemoveAsync(key, default);

        Assert.Null(await ledgers.FindAsync(key, default));
        Assert.NotNull(await ledgers.FindAsync(new MeetingKey(other, "2026-1"), default));
        await ledgers.SaveAsync(Ledger(council), etag: null, default);
    }

    [Fact]
    public async Task Watch_Saved_IsFoundAndListed_AndEachCouncilHasItsOwn()
    {
        await using (ServiceProvider app = storage.Start())
        {
            ICalendarWatches watches = app.GetRequiredService<ICalendarWatches>();
            Assert.Null(await watches.FindAsync(council, default));
            await watches.SaveAsync(Watch(council), etag: null, default);
            await watches.SaveAsync(new CalendarWatch { Council = other, Mailbox = "kkr@andet.example" }, etag: null, default);
        }

        await using ServiceProvider next = storage.Start();
        ICalendarWatches found = next.GetRequiredService<ICalendarWatches>();

        Assert.Equal(Watch(council), (await found.FindAsync(council, default))!.Value);
        Assert.Equal((other, "kkr@andet.example", null), (await found.FindAsync(other, default))!.Value is { } second ? (second.Council, second.Mailbox, second.Subscription) : default);
        Assert.Equal([council, other], (await found.AllAsync(default)).Select(watch => watch.Council).Where(id => id == council || id == other).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Watch_SavedByTwo_IsKeptAsTheFirstLeftIt()
    {
        await using ServiceProvider app = storage.Start();
        ICalendarWatches watches = app.GetRequiredService<ICalendarWatches>();
        Stored<CalendarWatch> first = await watches.SaveAsync(Watch(council), etag: null, default);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => watches.SaveAsync(Watch(council), etag: null, default));
        CalendarWatch looked = first.Value with { LookedAt = Samples.At };
        await watches.SaveAsync(looked, first.ETag, default);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => watches.SaveAsync(Watch(council), first.ETag, default));

        Assert.Equal(looked, (await watches.FindAsync(council, default))!.Value);
    }

    private static CalendarLedger Ledger(string council) => new()
    {
        Meeting = new MeetingKey(council, "2026-1"),
        Entries =
        [
            new CalendarEntry("guest-2026-1-003-1", 1, "AAMkAG-1", "9f2c"),
            new CalendarEntry("deadline-itemDeadline", 2, "AAMkAG-2", "77aa") { EndedAt = Samples.At },
        ],
        Notes =
        [
            new CalendarNote(1, CalendarNoteKind.NewTime, "member-0741", Samples.At) { Proposed = new ProposedTime(Samples.At.AddDays(1), Samples.At.AddDays(1).AddHours(3)) },
            new CalendarNote(2, CalendarNoteKind.RoomDeclined, CalendarLedger.Room, Samples.At) { ToldAt = Samples.At.AddMinutes(1) },
        ],
    };

    private static CalendarWatch Watch(string council) => new()
    {
        Council = council,
        Mailbox = "kkr@lille.example",
        Subscription = new CalendarSubscription("sub-æ", "hemmelighed", Samples.At.AddDays(7)),
    };
}
