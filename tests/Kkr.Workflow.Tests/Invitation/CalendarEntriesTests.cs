using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Invitation;

/// <summary>Presenters' slots and deadlines in the calendar.</summary>
public sealed class CalendarEntriesTests
{
    private const string Meeting = Acting.Meetings + "/2026-1";
    private const string Deadline = "entry-lille/2026-1/deadline-itemdeadline~1";
    private const string Directors = "entry-lille/2026-1/directors-itemdeadline~1";
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task PlannedMeeting_ItsDeadlinesStandInTheSecretariatsCalendarWithAReminder()
    {
        await using CouncilAtWork app = await PlannedAsync();

        Assert.Equal(10, app.Calendar.Entries.Count);
        CalendarEvent deadline = Assert.Single(app.Calendar.Entries[Deadline]);
        Assert.Equal((new DateOnly(2026, 10, 22), new TimeOnly(12, 0)), (deadline.Date, deadline.Start));
        Assert.Equal(TimeSpan.FromDays(1), deadline.Reminder);
        Assert.Equal("Frist for punkter: KKR Lille den 17. november 2026", deadline.Subject);
        Assert.Empty(deadline.Attendees);
        Assert.False(deadline.IsOnline);
        Assert.False(deadline.IsBusy);
    }

    [Fact]
    public async Task MovedMeeting_ItsDeadlinesMoveWithItAndThoseThatAreDoneStay()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 8, 8);
        await app.SendAsync(HttpMethod.Post, Meeting + "/move", new { date = "2026-11-24", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 10, 8, 20);

        Assert.Equal(new DateOnly(2026, 10, 29), app.Calendar.Entries[Deadline][^1].Date);
        Assert.Equal(new DateOnly(2026, 10, 6), app.Calendar.Entries["entry-lille/2026-1/deadline-call~1"][^1].Date);
        Assert.Equal(10, app.Calendar.Entries.Count);
    }

    [Fact]
    public async Task Deadline_DeletedByHand_ComesBackWhenItMovesAndKeepsNoOtherFromMoving()
    {
        await using CouncilAtWork app = await PlannedAsync();
        app.Calendar.Removed[Deadline] = true;
        await app.SendAsync(HttpMethod.Post, Meeting + "/move", new { date = "2026-11-24", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 9, 2, 20);

        Assert.Equal(new DateOnly(2026, 10, 29), Assert.Single(app.Calendar.Entries["entry-lille/2026-1/deadline-itemdeadline~2"]).Date);
        Assert.All(app.Calendar.Entries.Where(entry => entry.Key != Deadline && !entry.Key.EndsWith("~2", StringComparison.Ordinal)), entry => Assert.Equal(2, entry.Value.Count));
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.CalendarNote);
    }

    [Fact]
    public async Task CancelledMeeting_ItsDeadlinesGoWithIt()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.SendAsync(HttpMethod.Post, Meeting + "/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 9, 2, 8);

        Assert.Equal(app.Calendar.Entries.Keys.Order(StringComparer.Ordinal), app.Calendar.Removed.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DirectorDeadlines_BySetting_AreSentToTheDirectorsAndCancelledWithTheMeeting()
    {
        await using CouncilAtWork app = await PlannedAsync(new CalendarSettings(SecretariatDeadlines: false, DirectorDeadlines: true));

        CalendarEvent deadline = Assert.Single(Assert.Single(app.Calendar.Entries, entry => entry.Key == Directors).Value);
        Assert.Equal(3, deadline.Attendees.Count);
        Assert.Single(app.Calendar.Entries);

        await app.SendAsync(HttpMethod.Post, Meeting + "/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 9, 2, 8);
        Assert.Contains("aflyst", app.Calendar.Cancelled[Directors], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presenter_FromOutside_IsInvitedToTheSlotAloneMovedWithItAndCancelledWithTheItem()
    {
        await using CouncilAtWork app = await PlannedAsync();
        string item = await SubmitAsync(app, "11:00");
        await app.ActAsync(item, "acceptance");
        await app.UntilAsync(2026, 10, 7, 10);
        string id = $"entry-lille/2026-1/guest-{item}-1~1";

        CalendarEvent slot = app.Calendar.Entries[id][^1];
        Assert.Equal((new TimeOnly(11, 0), new TimeOnly(11, 20)), (slot.Start, slot.End));
        Assert.Equal(["per@gaest.example"], slot.Attendees.Select(attendee => attendee.Email));
        Assert.DoesNotContain("per@gaest.example", app.Calendar.Events["event-lille/2026-1"][^1].Attendees.Select(attendee => attendee.Email));
        Assert.DoesNotContain("Hemmeligt", slot.Subject + slot.BodyHtml, StringComparison.Ordinal);

        await app.SendAsync(HttpMethod.Put, $"councils/lille/items/{item}", Body("11:30"));
        await app.UntilAsync(2026, 10, 7, 11);
        Assert.Equal(new TimeOnly(11, 30), app.Calendar.Entries[id][^1].Start);

        await app.ActAsync(item, "withdrawal", new { reason = "Udgår." });
        await app.UntilAsync(2026, 10, 7, 12);
        Assert.Contains("bortfaldet", app.Calendar.Cancelled[id], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presenter_WhoDeclines_TheSecretariatIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        string item = await SubmitAsync(app, "11:00");
        await app.ActAsync(item, "acceptance");
        await app.UntilAsync(2026, 10, 7, 10);
        app.Calendar.Answer($"entry-lille/2026-1/guest-{item}-1~1", "per@gaest.example", CalendarResponse.Declined, app.Clock.GetUtcNow());
        await app.UntilAsync(2026, 10, 9, 20);

        OutgoingMail mail = Assert.Single(app.Mail.Sent, sent => sent.Mail.Key.Kind == MailKind.CalendarNote).Mail;
        Assert.Contains("Per Gæst har afslået", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BusyCalendar_MakesTheRestLaterAndNoneTwice()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup);
        foreach (int _ in Enumerable.Range(0, 3))
        {
            app.Calendar.Faults.Enqueue(new CalendarException("Busy.") { Status = 429, RetryAfter = TimeSpan.FromSeconds(90) });
        }

        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 1, 12);

        Assert.Equal(10, app.Calendar.Entries.Count);
        Assert.All(app.Calendar.Entries.Values, versions => Assert.Single(versions));
        Assert.DoesNotContain(app.Mail.Sent, sent => sent.Mail.Key.Kind is MailKind.CalendarNote or MailKind.CalendarFault);
    }

    [Fact]
    public async Task CalendarThatWillNotBeWritten_IsToldOnce()
    {
        await using CouncilAtWork app = await PlannedAsync();
        app.Calendar.IsOutOfReach = true;
        string item = await SubmitAsync(app, "11:00");
        await app.ActAsync(item, "acceptance");
        await app.UntilAsync(2026, 9, 4, 20);

        Assert.Single(app.Mail.Sent, sent => sent.Mail.Key is { Kind: MailKind.CalendarNote, Subject: "unwritten" });
    }

    private static object Body(string from) => new
    {
        title = "Hemmeligt oplæg",
        background = "Baggrund.",
        recommendation = "Det indstilles, at punktet drøftes.",
        municipality = "0730",
        presenters = new[] { new { name = "Per Gæst", from, minutes = 20, email = "per@gaest.example" } },
    };

    private static async Task<string> SubmitAsync(CouncilAtWork app, string from) =>
        (await app.SendAsync(HttpMethod.Post, Meeting + "/items", Body(from))).GetProperty("id").GetString()!;

    private static async Task<CouncilAtWork> PlannedAsync(CalendarSettings? settings = null)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with { Council = SampleCouncil.Setup.Council with { Calendar = settings ?? new CalendarSettings() } });
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026", new
        {
            meetings = new[] { new { date = "2026-11-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset", address = "Torvet 1, 8900 Randers" } } },
        });
        await app.UntilAsync(2026, 9, 1, 10);
        return app;
    }
}
