using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

[Collection(StorageTests.Name)]
public sealed class RecordTablesTests(StorageFixture storage)
{
    private readonly string council = StorageFixture.NewCouncil();

    [Fact]
    public async Task Council_Saved_IsFoundWholeAndListed()
    {
        await using ServiceProvider app = storage.Start();
        ICouncils councils = app.GetRequiredService<ICouncils>();
        Council saved = Samples.Council(council) with { Timeline = new TimelineSettings { QuietWeeks = [7, 42], ClosedOnFridayAfterAscension = true } };

        Stored<Council> added = await councils.SaveAsync(saved, null, default);
        Stored<Council>? found = await councils.FindAsync(council, default);

        Assert.Equal(added.ETag, found!.ETag);
        Assert.Equal("Samsø", found.Value.Municipalities[0].Name);
        Assert.Equal([7, 42], found.Value.Timeline.QuietWeeks);
        Assert.Equal(saved.Timeline.Freeze, found.Value.Timeline.Freeze);
        Assert.Contains(await councils.AllAsync(default), one => one.Id == council);
        Assert.Null(await councils.FindAsync(council + "x", default));
    }

    [Fact]
    public async Task Council_SavedTwiceOnOneTag_SecondIsAConflict()
    {
        await using ServiceProvider app = storage.Start();
        ICouncils councils = app.GetRequiredService<ICouncils>();
        Stored<Council> first = await councils.SaveAsync(Samples.Council(council), null, default);
        Stored<Council> second = await councils.SaveAsync(first.Value with { Name = "KKR Syddanmark" }, first.ETag, default);

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => councils.SaveAsync(first.Value, first.ETag, default));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => councils.SaveAsync(first.Value, null, default));
        await councils.SaveAsync(second.Value with { Name = "KKR Nordjylland" }, second.ETag, default);
        Assert.Equal("KKR Nordjylland", (await councils.FindAsync(council, default))!.Value.Name);
    }

    [Fact]
    public async Task AnnualWheel_SavedAgain_Replaces()
    {
        await using ServiceProvider app = storage.Start();
        ICouncils councils = app.GetRequiredService<ICouncils>();
        AnnualWheelRow row = new("Klima", ["Klima Midt", "National klimaalliance"], "1. september 2026") { Dates = [new DateOnly(2026, 9, 1)] };
        await councils.SaveWheelAsync(council, new AnnualWheel(2026, [row]), default);
        await councils.SaveWheelAsync(council, new AnnualWheel(2026, [row, row with { Subject = "Øvrige emner", WhenRelevant = true }]), default);

        AnnualWheel? wheel = await councils.FindWheelAsync(council, 2026, default);

        Assert.Equal(["Klima", "Øvrige emner"], wheel!.Rows.Select(one => one.Subject));
        Assert.Equal([new DateOnly(2026, 9, 1)], wheel.Rows[0].Dates);
        Assert.Null(await councils.FindWheelAsync(council, 2027, default));
    }

    [Fact]
    public async Task AnnualWheel_SavedWithAnOutdatedTag_IsAConflict()
    {
        await using ServiceProvider app = storage.Start();
        ICouncils councils = app.GetRequiredService<ICouncils>();
        AnnualWheel wheel = new(2028, [new("Klima", [], "1. september 2028")]);
        Stored<AnnualWheel> first = await councils.SaveWheelAsync(council, wheel, null, default);
        Stored<AnnualWheel> second = await councils.SaveWheelAsync(council, wheel with { Rows = [] }, first.ETag, default);

        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => councils.SaveWheelAsync(council, wheel, first.ETag, default));
        Assert.Equal(second.ETag, (await councils.OpenWheelAsync(council, 2028, default))!.ETag);
    }

    [Fact]
    public async Task Meetings_Listed_ComeInOrderOfDate()
    {
        await using ServiceProvider app = storage.Start();
        IMeetings meetings = app.GetRequiredService<IMeetings>();
        await meetings.AddAsync(Samples.Meeting(council, "2026-1", new DateOnly(2026, 11, 17)), default);
        await meetings.AddAsync(Samples.Meeting(council, "2026-2", new DateOnly(2026, 6, 17)), default);
        await meetings.AddAsync(Samples.Meeting(council, "2026-3", new DateOnly(2026, 9, 1)), default);

        Assert.Equal(["2026-2", "2026-3", "2026-1"], (await meetings.ListAsync(council, default)).Select(meeting => meeting.Key.Meeting));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(
            () => meetings.AddAsync(Samples.Meeting(council, "2026-1", new DateOnly(2026, 12, 1)), default));
    }

    [Fact]
    public async Task Meeting_SavedByTwo_OneIsAConflictAndRevisionCountsSaves()
    {
        await using ServiceProvider app = storage.Start();
        IMeetings meetings = app.GetRequiredService<IMeetings>();
        MeetingKey key = new(council, "2026-5");
        await meetings.AddAsync(Samples.Meeting(council, "2026-5", new DateOnly(2026, 11, 17)), default);
        Stored<Meeting> read = (await meetings.FindAsync(key, default))!;

        Task<Stored<Meeting>>[] both = [meetings.SaveAsync(read, default), meetings.SaveAsync(read, default)];
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => Task.WhenAll(both));

        Stored<Meeting> winner = (await Assert.Single(both, task => task.IsCompletedSuccessfully));
        Assert.Equal(1, winner.Value.Revision);
        Stored<Meeting> again = await meetings.SaveAsync(winner, default);
        Assert.Equal(2, (await meetings.FindAsync(key, default))!.Value.Revision);
        Assert.Equal(again.ETag, (await meetings.FindAsync(key, default))!.ETag);
    }

    [Fact]
    public async Task Meeting_LongerThanAProperty_IsKeptWhole()
    {
        await using ServiceProvider app = storage.Start();
        IMeetings meetings = app.GetRequiredService<IMeetings>();
        string reason = Samples.Long("storm");
        await meetings.AddAsync(Samples.Meeting(council, "2026-6", new DateOnly(2026, 11, 17)) with { CancelledBecause = reason }, default);

        await using ServiceProvider other = storage.Start();
        Assert.Equal(reason, (await other.GetRequiredService<IMeetings>().FindAsync(new MeetingKey(council, "2026-6"), default))!.Value.CancelledBecause);
    }

    [Fact]
    public async Task Meeting_WrittenByANewerVersion_IsRefusedByName()
    {
        await using ServiceProvider app = storage.Start();
        IMeetings meetings = app.GetRequiredService<IMeetings>();
        await meetings.AddAsync(Samples.Meeting(council, "2026-7", new DateOnly(2026, 11, 17)), default);
        TableClient table = storage.Tables.GetTableClient("Meetings");
        TableEntity row = await table.GetEntityAsync<TableEntity>(council, "2026-7");
        row["Schema"] = 99;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        StoredStateException refused = await Assert.ThrowsAsync<StoredStateException>(() => meetings.FindAsync(new MeetingKey(council, "2026-7"), default));
        Assert.Contains("schema 99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Meetings", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_SavedAtOnce_KeepOneAMunicipality()
    {
        await using ServiceProvider app = storage.Start();
        IMeetings meetings = app.GetRequiredService<IMeetings>();
        MeetingKey key = new(council, "2026-5");
        await meetings.SaveReplyAsync(key, new Reply("0741", false, Samples.At, 0), default);
        await Task.WhenAll(Enumerable.Range(1, 4).Select(count => meetings.SaveReplyAsync(key, new Reply("0730", true, Samples.At, count), default)));

        IReadOnlyList<Reply> replies = await meetings.RepliesAsync(key, default);

        Assert.Equal(["0730", "0741"], replies.Select(reply => reply.Municipality));
        Assert.False(replies[1].HasItems);
        Assert.Empty(await meetings.RepliesAsync(new MeetingKey(council, "2026-50"), default));
    }

    [Fact]
    public async Task Mailing_WithOddRecipient_IsFoundUnderItsKeyOnly()
    {
        await using ServiceProvider app = storage.Start();
        IMailings mailings = app.GetRequiredService<IMailings>();
        MailingKey odd = new(new MeetingKey(council, "2026-5"), MailKind.DayBefore, 1, "guest-Åse/Ø #1?'", "2026-5-07");
        MailingRecord record = new() { Key = odd, Status = MailingStatus.Queued, At = Samples.At };
        Stored<MailingRecord> queued = await mailings.SaveAsync(record, null, default);
        await mailings.SaveAsync(record with { Key = odd with { Subject = "" } }, null, default);

        await mailings.SaveAsync(queued.Value with { Status = MailingStatus.Sent, ProviderId = "abc" }, queued.ETag, default);

        Assert.Equal(MailingStatus.Sent, (await mailings.FindAsync(odd, default))!.Value.Status);
        Assert.Equal(MailingStatus.Queued, (await mailings.FindAsync(odd with { Subject = "" }, default))!.Value.Status);
        Assert.Null(await mailings.FindAsync(odd with { Version = 2 }, default));
        Assert.Equal(2, (await mailings.ListAsync(odd.Meeting, default)).Count);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => mailings.SaveAsync(record, null, default));
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => mailings.SaveAsync(record, queued.ETag, default));
    }

    [Fact]
    public async Task FollowUp_Reported_IsSavedOnItsTag()
    {
        await using ServiceProvider app = storage.Start();
        IFollowUps followUps = app.GetRequiredService<IFollowUps>();
        FollowUpTask task = new() { Id = "2026-3-02-a1", Meeting = new MeetingKey(council, "2026-3"), ItemId = "2026-3-02", Task = "Oplæg", OwnerPost = "network" };
        Stored<FollowUpTask> added = await followUps.SaveAsync(task, null, default);
        await followUps.SaveAsync(task with { Status = "I gang", IsDone = true }, added.ETag, default);

        Assert.True((await followUps.FindAsync(council, task.Id, default))!.Value.IsDone);
        Assert.Equal("I gang", Assert.Single(await followUps.ListAsync(council, default)).Status);
        await Assert.ThrowsAsync<ConcurrencyConflictException>(() => followUps.SaveAsync(task, added.ETag, default));
    }
}
