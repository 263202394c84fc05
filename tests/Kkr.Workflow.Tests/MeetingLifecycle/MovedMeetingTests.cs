using System.Globalization;
using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.Fakes;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>A meeting is moved, changed or cancelled in every phase that allows it, and refused in the others.</summary>
public sealed class MovedMeetingTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    public static TheoryData<MeetingPhase, string> EveryPhaseBeforeTheMeeting() => new()
    {
        { MeetingPhase.Planned, "2026-09-07T08" },
        { MeetingPhase.Calling, "2026-10-07T08" },
        { MeetingPhase.Preparing, "2026-10-23T08" },
        { MeetingPhase.Frozen, "2026-11-05T16" },
        { MeetingPhase.Dispatched, "2026-11-09T08" },
    };

    [Theory]
    [MemberData(nameof(EveryPhaseBeforeTheMeeting))]
    public async Task MovedMeeting_InAnyPhaseBeforeIt_TellsEverybodyOnceRepeatsNothingAndIsHeldOnTheNewDay(MeetingPhase phase, string when)
    {
        await using CouncilAtWork app = await AtAsync(when);
        Assert.Equal(phase, (await app.MeetingAsync("2026-1")).Meeting.Phase);

        await MoveAsync(app, "2026-11-24");
        await app.UntilAsync(2026, 11, 24, 14);

        MeetingView held = await app.MeetingAsync("2026-1");
        Assert.Equal((MeetingPhase.Held, 2), (held.Meeting.Phase, held.Meeting.ScheduleVersion));
        Assert.Equal(7, Assert.Single(app.MailingsOf("2026-1", MailKind.Rescheduled)).Count);
        Assert.Equal(3, Assert.Single(app.MailingsOf("2026-1", MailKind.CallForItems)).Count);
        Assert.Equal(6, Assert.Single(app.MailingsOf("2026-1", MailKind.AgendaDispatch)).Count);
        Assert.Equal("2026-11-23 09:00", app.MailingsOf("2026-1", MailKind.DayBefore)[^1].When);
        Assert.Equal(new DateOnly(2026, 11, 24), app.Calendar.Events["event-lille/2026-1"][^1].Date);
        AgendaEdition agenda = AgendaRules.Current(held.Meeting)!;
        Assert.Contains("2026-11-24", agenda.Path, StringComparison.Ordinal);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.DispatchOverdue));
    }

    [Theory]
    [MemberData(nameof(EveryPhaseBeforeTheMeeting))]
    public async Task CancelledMeeting_InAnyPhaseBeforeIt_TellsEverybodyOnceAndFallsSilent(MeetingPhase phase, string when)
    {
        await using CouncilAtWork app = await AtAsync(when);
        Assert.Equal(phase, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        int before = app.Mail.Sent.Count;

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2026, 12, 15, 8);

        Assert.All(app.Mail.Sent.Skip(before), mail => Assert.Equal(MailKind.Cancelled, mail.Mail.Key.Kind));
        Assert.Equal(before + 7, app.Mail.Sent.Count);
        Assert.DoesNotContain((await app.MeetingAsync("2026-1")).Items, item => item.Status is ItemStatus.Frozen or ItemStatus.Proposed);
    }

    [Fact]
    public async Task HeldMeeting_CanNeitherBeMovedNorCancelled()
    {
        await using CouncilAtWork app = await AtAsync("2026-11-17T14");

        using HttpResponseMessage moved = await app.RawAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-24", start = "10:00", end = "13:00" });
        using HttpResponseMessage cancelled = await app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/cancellation", new { reason = "x" });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (moved.StatusCode, cancelled.StatusCode));
    }

    [Fact]
    public async Task MovedMeeting_AfterDispatch_TheLinkLeadsToAnEditionWithTheNewDateAndTheOldOneIsKept()
    {
        await using CouncilAtWork app = await AtAsync("2026-11-09T08");
        AgendaEdition before = AgendaRules.Current((await app.MeetingAsync("2026-1")).Meeting)!;

        await MoveAsync(app, "2026-11-24");
        await app.UntilAsync(2026, 11, 9, 9);

        AgendaEdition after = AgendaRules.Current((await app.MeetingAsync("2026-1")).Meeting)!;
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.Entries, after.Entries);
        Assert.Equal(before.ContentSha256, after.ContentSha256);
        Assert.Contains(before.Path, app.Archive.Paths);
        SentMail told = app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.Rescheduled);
        Assert.Contains("/meetings/2026-1/agenda", told.Mail.Text, StringComparison.Ordinal);
        string page = await app.Http.GetStringAsync("api/councils/lille/meetings/2026-1/agenda");
        Assert.Contains("24. november 2026", page, StringComparison.Ordinal);
        Assert.True(await IsIntactAsync(app, before.Version));
        Assert.True(await IsIntactAsync(app, after.Version));
    }

    [Fact]
    public async Task MovedMeeting_ToADayForWhichTheDispatchedAgendaCameTooLate_IsRefused()
    {
        await using CouncilAtWork app = await AtAsync("2026-11-09T08");

        using HttpResponseMessage refused = await app.RawAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-11-11", start = "09:30", end = "12:30" });

        Assert.Equal("meeting-too-soon", (await ProblemAsync(refused)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task MovedMeeting_PassedDeadlinesNeverReopenUnlessAsked()
    {
        await using CouncilAtWork app = await AtAsync("2026-10-23T08");
        await MoveAsync(app, "2026-12-08");
        string late = await app.SubmitAsync("2026-1", "Stadig for sent");
        Assert.True((await app.MeetingAsync("2026-1")).Items.First(item => item.Id == late).IsLate);
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Rescheduled && mail.Mail.Text.Contains("Ny frist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MovedMeeting_ReopenedAfterDispatch_TakesItemsAgainAndIsFrozenAndDispatchedAnewWithItsNumbersKept()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string first = await app.SubmitAsync("2026-1", "Var på den første dagsorden");
        await app.UntilAsync(2026, 11, 9, 8);

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date = "2026-12-15", start = "09:30", end = "12:30", reopen = true });
        await app.UntilAsync(2026, 11, 9, 9);
        MeetingView open = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Calling, open.Meeting.Phase);
        string second = await app.SubmitAsync("2026-1", "Kom til bagefter", "0741");
        await app.UntilAsync(2026, 12, 15, 14);

        MeetingView held = await app.MeetingAsync("2026-1");
        Assert.Equal(MeetingPhase.Held, held.Meeting.Phase);
        Assert.Equal(("3.1", "3.2"), (held.Items.First(item => item.Id == first).Number, held.Items.First(item => item.Id == second).Number));
        Assert.Equal(["2026-11-06 10:00", "2026-12-04 10:00"], app.MailingsOf("2026-1", MailKind.AgendaDispatch).Select(mailing => mailing.When));
        Assert.Single(app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Contains("Ny frist for punkter: den 19. november 2026", app.Mail.Sent.First(mail => mail.Mail.Key.Kind == MailKind.Rescheduled).Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedPlace_OnTheSameDay_IsAnnouncedAndAChangedEndIsPutInTheCalendarAlone()
    {
        await using CouncilAtWork app = await AtAsync("2026-10-07T08");

        await app.SendAsync(HttpMethod.Patch, Acting.Meetings + "/2026-1", new { end = "13:00" });
        await app.UntilAsync(2026, 10, 7, 9);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.Rescheduled));
        Assert.Equal(new TimeOnly(13, 0), app.Calendar.Events["event-lille/2026-1"][^1].End);

        await app.SendAsync(HttpMethod.Patch, Acting.Meetings + "/2026-1", new { venue = new { name = "Teams", isVirtual = true } });
        await app.UntilAsync(2026, 10, 7, 10);
        Assert.Equal([("2026-10-07 09:00", 7)], app.MailingsOf("2026-1", MailKind.Rescheduled));
        Assert.Equal("Teams", app.Calendar.Events["event-lille/2026-1"][^1].Location);

        await app.UntilAsync(2026, 11, 17, 14);
        Assert.Equal([("2026-10-19 09:00", 3)], app.MailingsOf("2026-1", MailKind.FirstReminder));
        Assert.Equal([("2026-11-06 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
    }

    internal static async Task<bool> IsIntactAsync(CouncilAtWork app, int version) =>
        (await app.SendAsync(HttpMethod.Get, $"{Acting.Meetings}/2026-1/agendas/{version}/verification", null)).GetProperty("isIntact").GetBoolean();

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private static Task<JsonElement> MoveAsync(CouncilAtWork app, string date) =>
        app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/move", new { date, start = "10:00", end = "13:00" });

    private static async Task<CouncilAtWork> AtAsync(string when)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        DateTime local = DateTime.ParseExact(when, "yyyy-MM-ddTHH", CultureInfo.InvariantCulture);
        await app.UntilAsync(local.Year, local.Month, local.Day, local.Hour);
        return app;
    }
}
