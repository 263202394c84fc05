using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Meetings that are moved or cancelled, and minutes that wait for a meeting nobody has planned.</summary>
public sealed class ChangedPlansTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    [EdgeCase("moved-meeting")]
    public async Task MovedMeeting_BeforeItsCall_RecomputesEveryDeadlineAndTellsEverybodyOnce()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 9, 7, 8);

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "10:00", end = "13:00" });
        await app.UntilAsync(2026, 12, 1, 0);

        Assert.Equal([("2026-09-07 08:00", 7)], app.MailingsOf("2026-1", MailKind.Rescheduled));
        Assert.Equal([("2026-10-09 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Equal([("2026-11-13 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal(new DateOnly(2026, 11, 24), app.Calendar.Events["event-lille/2026-1"][^1].Date);
        Assert.Equal(2, app.Calendar.Events.Count);
    }

    [Fact]
    [EdgeCase("cancelled-meeting-items")]
    public async Task CancelledMeeting_AfterItsCall_FallsSilentAndPassesItsItemsOn()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 10);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 12, 1, 0);

        MeetingView cancelled = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Cancelled, cancelled.Meeting.Phase);
        Assert.Equal([("2026-10-07 10:00", 7)], app.MailingsOf("2026-1", MailKind.Cancelled));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.FirstReminder));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Contains("event-lille/2026-1", app.Calendar.Cancelled.Keys);
        Item passedOn = Assert.Single((await app.MeetingAsync("2027-1")).Items, other => other.Id == item);
        Assert.Equal(ItemStatus.Accepted, passedOn.Status);
    }

    [Fact]
    [EdgeCase("no-next-meeting")]
    [EdgeCase("minutes-amended")]
    public async Task PublishedMinutes_NoNextMeetingPlanned_WaitUntilOneIsPlannedAndDecides()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 10, 8);
        Assert.Equal(MeetingPhase.Published, (await app.MeetingAsync("2026-1")).Meeting.Phase);

        await app.PlanNextAsync();
        await app.UntilAsync(2027, 1, 26, 13);
        MeetingView next = await app.MeetingAsync("2027-1");
        Item approval = Assert.Single(next.Items, item => item.Origin == ItemOrigin.ApprovalOfMinutes);
        await app.DecideAsync(approval.Id, new { outcomes = new[] { "approved" }, text = "Godkendt.", amendment = "Punkt 3.1: »drøftede« i stedet for »godkendte«." });
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        MeetingView approved = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Approved, approved.Meeting.Phase);
        Assert.Equal(3, approved.Meeting.Minutes.Editions.Count);
        Assert.All(
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.MinutesApproved),
            mail => Assert.Contains("med ændringer", mail.Mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConstituentMeeting_HasNoCallAndYetRunsToItsMinutes()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new
        {
            date = "2027-01-19",
            start = "09:30",
            end = "11:00",
            kind = "constituent",
            venue = new { name = "Rådhuset" },
        });
        await app.UntilAsync(2027, 1, 19, 14);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 2, 6, 0);

        Assert.Empty(app.MailingsOf("2027-1", MailKind.CallForItems));
        Assert.Equal([("2027-01-08 10:00", 6)], app.MailingsOf("2027-1", MailKind.AgendaDispatch));
        Assert.Equal([("2027-02-04 10:00", 6)], app.MailingsOf("2027-1", MailKind.MinutesPublished));
        Assert.Empty(app.MailingsOf("2027-1", MailKind.Bounce));
    }

    [Fact]
    public async Task MovedMeeting_WhoseOrchestrationHeardNothingOfIt_IsNotActedUponByTheOldDates()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 9, 7, 8);

        await app.MoveBehindTheBackAsync("2026-1", new DateOnly(2026, 11, 24));
        await app.UntilAsync(2026, 10, 6, 12);

        Assert.Empty(app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Single(app.MailingsOf("2026-1", MailKind.Rescheduled));
    }

    [Fact]
    public async Task CalendarOutOfReach_TheMeetingGoesOnAndTheSecretariatIsTold()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        app.Calendar.IsOutOfReach = true;
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 6, 12);

        Assert.Equal([("2026-10-06 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Single(app.MailingsOf("2026-1", MailKind.CalendarFault));
    }

    [Fact]
    public async Task CalendarOutOfReachAgain_AfterItWasReached_IsToldAgainAndOnceEachTime()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 2, 8);

        app.Calendar.IsOutOfReach = true;
        await MoveToAsync("2026-11-18", 3);
        await MoveToAsync("2026-11-19", 4);
        Assert.Single(app.MailingsOf("2026-1", MailKind.CalendarFault));

        app.Calendar.IsOutOfReach = false;
        await MoveToAsync("2026-11-23", 7);
        app.Calendar.IsOutOfReach = true;
        await MoveToAsync("2026-11-24", 8);
        await MoveToAsync("2026-11-25", 9);
        Assert.Equal(2, app.MailingsOf("2026-1", MailKind.CalendarFault).Count);

        async Task MoveToAsync(string date, int day)
        {
            await app.SendAsync(HttpMethod.Post, "councils/lille/meetings/2026-1/move", new { date, start = "09:30", end = "12:30" });
            await app.UntilAsync(2026, 9, day, 20);
        }
    }

    [Fact]
    [EdgeCase("holiday-table-changes")]
    public async Task NewClosingDay_WhileAMeetingWaits_MovesItsDeadlinesAtOnce()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 7, 8);

        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Council = SampleCouncil.Setup.Council with { Timeline = new TimelineSettings { ExtraClosingDays = [new DateOnly(2026, 11, 2)] } },
        });
        await app.UntilAsync(2026, 10, 6, 12);

        Assert.Equal([("2026-10-05 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
    }

    [Fact]
    public async Task NoItems_ToACancelledMeetingOrBesideItems_IsRefused()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SubmitAsync("2026-1", "Fælles beredskab", "0741");
        using HttpResponseMessage besides =
            await app.RawAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/replies/0741", new { answer = "noItems" }, "director-0741");
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });
        using HttpResponseMessage after =
            await app.RawAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/replies/0779", new { answer = "noItems" }, "director-0779");

        Assert.Equal(System.Net.HttpStatusCode.Conflict, besides.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Conflict, after.StatusCode);
        Assert.Empty((await app.MeetingAsync("2026-1")).Replies);
    }
}
