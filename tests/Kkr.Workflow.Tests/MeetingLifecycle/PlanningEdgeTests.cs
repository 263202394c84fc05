using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>The edge cases of planning and of the call for items, as they happen.</summary>
public sealed class PlanningEdgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    [EdgeCase("no-next-meeting-nudge")]
    public async Task NoNextMeeting_TheSecretariatIsNudgedOnTheFirstWorkingDayOfEachMonthUntilOneIsPlanned()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 10, 8);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, Meeting("2027-03-16"));
        await app.UntilAsync(2027, 3, 8, 8);

        Assert.Equal([("2026-12-01 09:00", 1), ("2027-01-04 09:00", 1)], app.MailingsOf("2026-1", MailKind.NextMeetingMissing));
        Assert.All(
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.DraftMinutes),
            mail => Assert.Contains("dato følger", mail.Mail.Text, StringComparison.OrdinalIgnoreCase));

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2027-1/cancellation", new { reason = "For få punkter" });
        await app.UntilAsync(2027, 4, 2, 8);
        Assert.Equal("2027-04-01 09:00", app.MailingsOf("2026-1", MailKind.NextMeetingMissing)[^1].When);
    }

    [Fact]
    public async Task DirectorChangesMunicipality_InTheMiddle_TheNewHolderGetsTheRestAndTheAnswerStaysWithTheMunicipality()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SubmitAsync("2026-1", "Indsendt af den forrige");

        // From 15 October Samsø's director has Randers' post; Samsø's is vacant with somebody acting.
        DirectoryBook book = SampleCouncil.Setup.Directory;
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = book with
            {
                People = [.. book.People, new Person("act", "Fungerende", "fungerende@lille.example")],
                Tenures =
                [
                    .. book.Tenures.Where(tenure => tenure.Post is not ("director-0730" or "director-0741")),
                    new Tenure("director-0730", "d-0730", new DateOnly(2020, 1, 1), new DateOnly(2026, 10, 14)),
                    new Tenure("director-0730", "d-0741", new DateOnly(2026, 10, 15)),
                    new Tenure("director-0741", "d-0741", new DateOnly(2020, 1, 1), new DateOnly(2026, 10, 14)),
                    new Tenure("director-0741", "act", new DateOnly(2026, 10, 15), IsActing: true),
                ],
            },
        });
        await app.UntilAsync(2026, 11, 17, 8);

        Assert.Equal(["direktoer0730@lille.example", "direktoer0741@lille.example", "direktoer0779@lille.example"], To(app, MailKind.CallForItems));
        Assert.Equal(["direktoer0741@lille.example", "direktoer0779@lille.example", "fungerende@lille.example"], To(app, MailKind.FirstReminder));
        Assert.Equal(["direktoer0779@lille.example", "fungerende@lille.example"], To(app, MailKind.SecondReminder));
        Assert.Contains("direktoer0741@lille.example", To(app, MailKind.AgendaDispatch));
        Assert.DoesNotContain("direktoer0730@lille.example", To(app, MailKind.AgendaDispatch));
    }

    [Fact]
    public async Task VacantPost_WithNobodyActing_TheSecretariatGetsItsMail()
    {
        await using CouncilAtWork app = await PlannedAsync();
        DirectoryBook book = SampleCouncil.Setup.Directory;
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with
        {
            Directory = book with { Tenures = [.. book.Tenures.Where(tenure => tenure.Post != "director-0741")] },
        });
        await app.UntilAsync(2026, 10, 6, 12);

        Assert.Equal(["direktoer0730@lille.example", "direktoer0779@lille.example", "kkr@lille.example"], To(app, MailKind.CallForItems));
    }

    [Fact]
    public async Task Answers_OfMunicipalitiesTheNetworkAndTheSecretariat_AreShownAndLateOnesMarked()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/replies/network", new { answer = "noItems" }, "network");
        await app.UntilAsync(2026, 10, 23, 8);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/replies/0779", new { answer = "noItems" }, "director-0779");

        JsonElement[] answers = [.. (await app.SendAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/replies", null)).EnumerateArray()];
        Assert.Equal(
            ["0730 items False", "0741 none False", "0779 noItems True", "network noItems False", "secretariat none False"],
            answers.Select(one => $"{one.GetProperty("body").GetString()} {one.GetProperty("answer").GetString()} {one.GetProperty("isLate").GetBoolean()}"));
        Assert.Equal(["direktoer0741@lille.example", "direktoer0779@lille.example"], To(app, MailKind.SecondReminder));
    }

    [Fact]
    public async Task Dst_DeadlinesOnBothSidesOfTheClockChange_KeepTheirLocalTime()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 17, 8);

        Assert.Equal(new DateTimeOffset(2026, 10, 21, 7, 0, 0, TimeSpan.Zero), SentAt(app, MailKind.SecondReminder));
        Assert.Equal(new DateTimeOffset(2026, 10, 28, 8, 0, 0, TimeSpan.Zero), SentAt(app, MailKind.NetworkDraft));
    }

    [Fact]
    public async Task DeadlineOnHoliday_WhenTheHolidayTableChanges_IsRecomputedAndPassedOnesStayPassed()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        JsonElement changed = await app.SendAsync(
            HttpMethod.Put, "councils/lille/timeline", new TimelineSettings { ExtraClosingDays = [new DateOnly(2026, 11, 6), new DateOnly(2026, 11, 17)] });
        await app.UntilAsync(2026, 11, 17, 8);

        Assert.Equal([("2026-10-06 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
        Assert.Equal([("2026-11-05 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal("2026-1", Assert.Single(changed.GetProperty("onClosingDay").EnumerateArray()).GetString());
        Assert.Contains(changed.GetProperty("moved").EnumerateArray(), moved => moved.GetProperty("step").GetString() == "dispatch");
    }

    [Fact]
    public async Task QuietWeeks_ChangedWhileAMeetingWaits_MoveItsCall()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille/timeline", new TimelineSettings { QuietWeeks = [41, 42] });
        await app.UntilAsync(2026, 10, 6, 12);

        Assert.Equal([("2026-10-02 09:00", 3)], app.MailingsOf("2026-1", MailKind.CallForItems));
    }

    [Fact]
    public async Task OverlappingLifecycles_RunBesideEachOther()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, Meeting("2026-12-08"));
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 8, 14);
        await app.MinuteAsync("2026-2");
        await app.UntilAsync(2026, 12, 8, 15);

        Assert.Equal([("2026-11-27 10:00", 6)], app.MailingsOf("2026-2", MailKind.AgendaDispatch));
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
    }

    [Fact]
    public async Task PostponedToAnUnplannedDate_WaitsInThePoolAndIsMatchedByDate()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Netværkets fremtid");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsættes.", postponedTo = "2027-03-16" });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 10, 8);
        JsonElement waiting = Assert.Single((await app.SendAsync(HttpMethod.Get, "councils/lille/pool", null)).EnumerateArray());
        Assert.Equal("2027-03-16", waiting.GetProperty("item").GetProperty("promisedTo").GetString());

        await app.SendAsync(HttpMethod.Post, Acting.Meetings, Meeting("2027-03-16"));
        await app.UntilAsync(2026, 12, 10, 9);

        Assert.Contains((await app.MeetingAsync("2027-1")).Items, carried => carried.CarriedFrom == item);
        Assert.Empty((await app.SendAsync(HttpMethod.Get, "councils/lille/pool", null)).EnumerateArray());
    }

    [Fact]
    public async Task ConstituentMeeting_AfterJanuary_IsRefused()
    {
        await using CouncilAtWork app = await PlannedAsync();

        using HttpResponseMessage refused = await app.RawAsync(HttpMethod.Post, Acting.Meetings, new
        {
            date = "2027-02-02", start = "09:30", end = "11:00", kind = "constituent", venue = new { name = "Rådhuset" },
        });

        Assert.Equal("constituent-too-late", (await MovedMeetingTests.ProblemAsync(refused)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task ReservedSubject_NobodyFills_FallsAwayAtTheFreezeAndTheSecretariatIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 6, 12);

        Item reserved = Assert.Single((await app.MeetingAsync("2026-1")).Items, item => item.Origin == ItemOrigin.AnnualWheel);
        Assert.Equal((ItemStatus.Withdrawn, AgendaRules.UnfilledReason), (reserved.Status, reserved.Reason));
        Assert.Contains("- Klima", Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.ReservationsDropped).Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReservedSubject_FilledByASubmittedItem_GivesItsPlaceAndOneWrittenInStays()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026/wheel/rows", new { subject = "Uddannelse", content = Array.Empty<string>(), rawMeeting = "Møderne i 2026" });
        await app.SendAsync(HttpMethod.Post, "councils/lille/years/2026/wheel/rows", new { subject = "Sundhed", content = Array.Empty<string>(), rawMeeting = "mødet i november" });
        await app.UntilAsync(2026, 10, 7, 8);
        IReadOnlyList<Item> items = (await app.MeetingAsync("2026-1")).Items;
        string education = items.First(item => item.Title == "Uddannelse").Id;
        string health = items.First(item => item.Title == "Sundhed").Id;
        string climate = await app.SubmitAsync("2026-1", "  klima ");
        string school = await app.SubmitAsync("2026-1", "Elevtal på SOSU-skolerne");
        await app.SendAsync(HttpMethod.Put, $"councils/lille/items/{school}/reservation", new { reserved = education });
        await app.SendAsync(
            HttpMethod.Put, $"councils/lille/items/{health}", new { title = "Sundhed", background = "Reformen rykker.", recommendation = "Det indstilles, at KKR drøfter." });
        await app.UntilAsync(2026, 11, 6, 12);

        IReadOnlyList<Item> frozen = (await app.MeetingAsync("2026-1")).Items;
        Assert.Equal(school, frozen.First(item => item.Id == education).FilledBy);
        Assert.Equal(climate, frozen.First(item => item.Title == "Klima").FilledBy);
        Assert.Equal(ItemStatus.Frozen, frozen.First(item => item.Id == health).Status);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.ReservationsDropped));
    }

    [Fact]
    public async Task AnnualWheel_Edited_KeepsWhatWasWrittenBesideWhatItMeansAndTheMeetingsFollow()
    {
        await using CouncilAtWork app = await PlannedAsync();
        JsonElement wheel = await app.SendAsync(HttpMethod.Put, "councils/lille/years/2026/wheel", new
        {
            rows = new[]
            {
                new { subject = "Klima", content = new[] { "Nye mål" }, rawMeeting = "17. november 2026" },
                new { subject = "Beredskab", content = Array.Empty<string>(), rawMeeting = "drøftes når det er aktuelt" },
                new { subject = "Trafik", content = Array.Empty<string>(), rawMeeting = "mødet i december" },
            },
        });
        JsonElement[] rows = [.. wheel.GetProperty("rows").EnumerateArray()];
        Assert.Equal("mødet i december", rows[2].GetProperty("rawMeeting").GetString());
        Assert.True(rows[1].GetProperty("whenRelevant").GetBoolean());
        Assert.Empty(rows[2].GetProperty("dates").EnumerateArray());
        Assert.Contains("Nye mål", Assert.Single((await app.MeetingAsync("2026-1")).Items, item => item.Title == "Klima").Background, StringComparison.Ordinal);

        await app.SendAsync(HttpMethod.Post, Acting.Meetings, Meeting("2026-12-08"));
        await app.SendAsync(HttpMethod.Put, "councils/lille/years/2026/wheel/rows/1", new { subject = "Klima", content = Array.Empty<string>(), rawMeeting = "8. december" });
        await app.UntilAsync(2026, 9, 1, 9);

        Assert.Equal(["Klima", "Trafik"], (await app.MeetingAsync("2026-2")).Items.Where(item => item.Origin == ItemOrigin.AnnualWheel).Select(item => item.Title).Order());
        Assert.Equal(ItemStatus.Withdrawn, Assert.Single((await app.MeetingAsync("2026-1")).Items, item => item.Title == "Klima").Status);
        using HttpResponseMessage unknown = await app.RawAsync(HttpMethod.Delete, "councils/lille/years/2026/wheel/rows/9", null);
        Assert.Contains(unknown.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.PreconditionRequired });
    }

    private static object Meeting(string date) => new { date, start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } };

    private static DateTimeOffset SentAt(CouncilAtWork app, MailKind kind) => app.Mail.Sent.First(mail => mail.Mail.Key.Kind == kind).At;

    private static IEnumerable<string> To(CouncilAtWork app, MailKind kind) =>
        app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind).Select(mail => mail.Mail.ToEmail).Order(StringComparer.Ordinal);

    private static async Task<CouncilAtWork> PlannedAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 1, 8, 30);
        return app;
    }
}
