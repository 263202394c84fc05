using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>A meeting from its planning to the approval of its minutes by the next one.</summary>
public sealed class WholeMeetingTests
{
    [Fact]
    public async Task Meeting_PlannedToApproved_EveryDeadlineActsOnItsDay()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();

        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.SendAsync(HttpMethod.Put, "councils/lille/meetings/2026-1/replies/0741", new { answer = "noItems" }, "director-0741");

        await app.UntilAsync(2026, 11, 4, 9);
        await app.SendAsync(HttpMethod.Put, "councils/lille/meetings/2026-1/chairmanship", new { answer = "approved" }, "chair");
        await app.UntilAsync(2026, 11, 17, 13);
        MeetingView held = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Held, held.Meeting.Phase);
        await app.MinuteAsync("2026-1");

        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        Assert.All(app.Archive.Paths.Where(path => path.Contains("udkast", StringComparison.Ordinal)), path => Assert.Matches("-udkast-v[0-9]+-[0-9a-f]{16}[.]", path));
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.Equal("2026-1-04", item);
        Assert.Equal([("2026-10-06 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Equal([("2026-10-07 10:00", 1)], app.MailingsOf("2026-1", MailKind.Acknowledgement));
        Assert.Equal([("2026-10-19 09:00", 3)], app.MailingsOf("2026-1", MailKind.FirstReminder));
        Assert.Equal([("2026-10-21 09:00", 1)], app.MailingsOf("2026-1", MailKind.SecondReminder));
        Assert.Equal([("2026-10-28 09:00", 1)], app.MailingsOf("2026-1", MailKind.NetworkDraft));
        Assert.Equal([("2026-11-03 12:00", 2)], app.MailingsOf("2026-1", MailKind.ChairmanshipDraft));
        Assert.Equal([("2026-11-06 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal([("2026-11-16 09:00", 3)], app.MailingsOf("2026-1", MailKind.DayBefore));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.MinutesDue));
        Assert.Equal([("2026-11-24 09:00", 6)], app.MailingsOf("2026-1", MailKind.DraftMinutes));
        Assert.Equal([("2026-12-03 10:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesPublished));
        Assert.Equal([("2027-01-26 13:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesApproved));
        Assert.Equal(app.Mail.Sent.Count, app.Mail.Sent.Select(mail => mail.Mail.Key).Distinct().Count());
    }
}
