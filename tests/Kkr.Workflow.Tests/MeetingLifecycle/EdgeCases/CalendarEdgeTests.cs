using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Clock changes, closing days, moves and meetings whose courses overlap.</summary>
public sealed class CalendarEdgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    [EdgeCase("dst-october")]
    public async Task Deadlines_AcrossTheChangeInOctober_KeepTheirTimeOfDay()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 4, 0);

        // The clocks change on 25 October: nine o'clock is 07:00 UTC before it and 08:00 after it.
        Assert.Equal([("2026-10-21 09:00", 3)], app.MailingsOf("2026-1", MailKind.SecondReminder));
        Assert.Equal([("2026-10-28 09:00", 1)], app.MailingsOf("2026-1", MailKind.NetworkDraft));
        Assert.Equal(7, app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.SecondReminder).At.Hour);
        Assert.Equal(8, app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.NetworkDraft).At.Hour);
    }

    [Fact]
    [EdgeCase("dst-march")]
    public async Task Deadlines_AcrossTheChangeInMarch_KeepTheirTimeOfDay()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2027, 1, 4, 7, 0, 0, TimeSpan.Zero));
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-07", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
        await app.UntilAsync(2027, 4, 6, 12);

        // The clocks change on 28 March, in the middle of Easter: 25, 26 and 29 March are closing days.
        Assert.Equal([("2027-03-24 10:00", 6)], app.MailingsOf("2027-1", MailKind.AgendaDispatch));
        Assert.Equal([("2027-04-06 09:00", 3)], app.MailingsOf("2027-1", MailKind.DayBefore));
        Assert.Equal(9, app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.AgendaDispatch).At.Hour);
        Assert.Equal(7, app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.DayBefore).At.Hour);
    }

    [Theory]
    [InlineData("02:00")]
    [InlineData("02:30")]
    [EdgeCase("dst-forbidden-hour")]
    public async Task Council_WithADeadlineInTheClockChange_IsRefusedAndTheOldOneHolds(string time)
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);

        using HttpResponseMessage response = await app.RawAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Council = SampleCouncil.Setup.Council with
            {
                Timeline = new TimelineSettings { Call = new DeadlineRule(-30, TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)) },
            },
        });
        await app.UntilAsync(2026, 10, 6, 12);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("time-in-clock-change", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal([("2026-10-06 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
    }

    [Fact]
    [EdgeCase("deadline-on-holiday")]
    public async Task Deadlines_AroundClosingDays_AreCountedInWorkingDays()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 4, 1, 7, 0, 0, TimeSpan.Zero));
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2026-06-17", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
        await app.UntilAsync(2026, 6, 17, 8);

        // Ascension Day 14 May, Whit Monday 25 May and Constitution Day 5 June lie in between.
        Assert.Equal([("2026-05-01 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Equal([("2026-05-13 09:00", 3)], app.MailingsOf("2026-1", MailKind.FirstReminder));
        Assert.Equal([("2026-05-19 09:00", 3)], app.MailingsOf("2026-1", MailKind.SecondReminder));
        Assert.Equal([("2026-05-27 09:00", 1)], app.MailingsOf("2026-1", MailKind.NetworkDraft));
        Assert.Equal([("2026-06-02 12:00", 2)], app.MailingsOf("2026-1", MailKind.ChairmanshipDraft));
        Assert.Equal([("2026-06-08 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
    }

    [Fact]
    [EdgeCase("moved-meeting-passed-deadline")]
    public async Task MovedMeeting_AfterItsItemDeadline_DoesNotOpenTheCallAgain()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 23, 8);

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-12-15", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 11, 2, 8);
        string late = await app.SubmitAsync("2026-1", "Efter den gamle frist");
        await app.UntilAsync(2026, 12, 8, 0);

        MeetingView meeting = await app.MeetingAsync("2026-1");
        Assert.Single(app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Single(app.MailingsOf("2026-1", MailKind.SecondReminder));
        Assert.Equal([("2026-12-04 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal(MeetingPhase.Dispatched, meeting.Meeting.Phase);
        Assert.True((await app.Items.LocateAsync("lille", late, default))!.Value is { Status: ItemStatus.Pooled, LeftOutOf: "2026-1" });
    }

    [Fact]
    [EdgeCase("overlapping-lifecycles")]
    public async Task TwoMeetings_WhoseCoursesOverlap_KeepEachItsOwnDeadlinesAndItems()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2026-12-01", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
        await app.UntilAsync(2026, 10, 21, 10);
        string first = await app.SubmitAsync("2026-1", "Til november");
        string second = await app.SubmitAsync("2026-2", "Til december");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 1, 13);

        Assert.Equal([("2026-10-06 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Equal([("2026-10-20 09:00", 3)], app.MailingsOf("2026-2", MailKind.CallForItems));
        Assert.Equal([("2026-11-06 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal([("2026-11-20 10:00", 6)], app.MailingsOf("2026-2", MailKind.AgendaDispatch));
        MeetingView december = await app.MeetingAsync("2026-2");
        Assert.Contains(december.Items, item => item.Id == second && item.Status == ItemStatus.Frozen);
        Assert.DoesNotContain(december.Items, item => item.Id == first);

        // The December agenda was frozen before the November minutes went out, and yet is where they will be approved.
        Assert.Equal(["2026-1"], december.Items.Single(item => item.Origin == ItemOrigin.ApprovalOfMinutes).ApprovesMinutesOf);
        await app.MinuteAsync("2026-2");
        await app.UntilAsync(2026, 12, 4, 0);
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
    }
}
