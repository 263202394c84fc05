using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>What keeps an agenda from being frozen or dispatched, and who hears of it.</summary>
public sealed class HeldAgendaTests
{
    private const string Chairmanship = Acting.Meetings + "/2026-1/chairmanship";
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Comments_UntilTheSecretariatAnswers_HoldTheFreezeAndAlarm()
    {
        await using CouncilAtWork app = await AtAsync(11, 4);
        await app.SendAsync(HttpMethod.Put, Chairmanship, new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        await app.UntilAsync(2026, 11, 6, 12);
        Assert.Equal(MeetingPhase.Preparing, await PhaseAsync(app));
        Assert.Equal([("2026-11-05 15:00", 1)], app.MailingsOf("2026-1", MailKind.AgendaHeld));

        await app.SendAsync(HttpMethod.Post, Chairmanship + "/answers", new { text = "Det er rettet.", newDraft = true });
        await app.UntilAsync(2026, 11, 6, 13);
        Assert.Equal([("2026-11-06 12:00", 2)], app.MailingsOf("2026-1", MailKind.CommentsAnswered));
        Assert.Equal(2, (await app.MeetingAsync("2026-1")).Meeting.Agendas.Count(edition => edition.Kind == AgendaEditionKind.ChairmanshipDraft));

        // Two working days to answer again, as far as the latest dispatch on 11 November allows: its freeze is the day before that.
        await app.UntilAsync(2026, 11, 10, 16);
        Assert.Equal(MeetingPhase.Frozen, await PhaseAsync(app));
        await app.UntilAsync(2026, 11, 11, 11);
        Assert.Equal([("2026-11-11 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Single(app.MailingsOf("2026-1", MailKind.AgendaHeld));
    }

    [Fact]
    public async Task Comments_FollowedByAnApproval_HoldNothing()
    {
        await using CouncilAtWork app = await AtAsync(11, 4);
        await app.SendAsync(HttpMethod.Put, Chairmanship, new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        await app.SendAsync(HttpMethod.Put, Chairmanship, new { answer = "approved" }, "vice-chair");
        await app.UntilAsync(2026, 11, 6, 12);

        Assert.Equal([("2026-11-06 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.AgendaHeld));
    }

    [Fact]
    public async Task Comments_WhereTheCouncilLetsThemHoldNothing_OnlyReachTheSecretariat()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with { Council = SampleCouncil.Setup.Council with { CommentsHoldAgenda = false } });
        await app.UntilAsync(2026, 11, 4, 8);
        await app.SendAsync(HttpMethod.Put, Chairmanship, new { answer = "comments", text = "Punkt 3.1 bør vente." }, "chair");
        await app.UntilAsync(2026, 11, 6, 12);

        Assert.Equal([("2026-11-06 10:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
    }

    [Fact]
    public async Task Silence_WhereItIsNoConsent_AlarmsTwiceAndThenNeedsANamedOverride()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with { Council = SampleCouncil.Setup.Council with { SilenceApprovesAgenda = false } });
        await app.UntilAsync(2026, 11, 12, 12);

        Assert.Equal(["2026-11-05 15:00", "2026-11-10 09:00"], app.MailingsOf("2026-1", MailKind.AgendaHeld).Select(mailing => mailing.When));
        Assert.Equal([("2026-11-12 09:00", 1)], app.MailingsOf("2026-1", MailKind.DispatchOverdue));

        // Approved too late: it is frozen, but the latest day for its dispatch has passed.
        await app.SendAsync(HttpMethod.Put, Chairmanship, new { answer = "approved" }, "chair");
        await app.UntilAsync(2026, 11, 12, 13);
        Assert.Equal(MeetingPhase.Frozen, await PhaseAsync(app));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.AgendaDispatch));

        using HttpResponseMessage nameless = await app.RawAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/dispatch/override", new { post = "secretariat", reason = " " });
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/dispatch/override", new { post = "chair", reason = "Mødet kan ikke vente." });
        await app.UntilAsync(2026, 11, 12, 14);
        Assert.Equal([("2026-11-12 13:00", 6)], app.MailingsOf("2026-1", MailKind.AgendaDispatch));
        Assert.Equal(MeetingPhase.Dispatched, await PhaseAsync(app));
    }

    [Fact]
    public async Task Dispatch_ThatDidNotReachEverybody_AlarmsAndTheMeetingIsHeldAllTheSame()
    {
        await using CouncilAtWork app = await AtAsync(11, 5);
        app.Mail.Refused["direktoer0741@lille.example"] = "550 5.1.1 unknown user";
        await app.UntilAsync(2026, 11, 9, 8);
        JsonElement dispatch = await app.SendAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/dispatch", null);
        Assert.Equal(MeetingPhase.Frozen, await PhaseAsync(app));
        Assert.Equal("director-0741", Assert.Single(dispatch.GetProperty("left").EnumerateArray()).GetString());
        JsonElement proof = dispatch.GetProperty("recipients").EnumerateArray().First(one => one.GetProperty("recipient").GetString() == "director-0730");
        Assert.Equal(["queued", "sending", "sent"], proof.GetProperty("trail").EnumerateArray().Select(step => step.GetProperty("status").GetString()));

        await app.UntilAsync(2026, 11, 17, 14);

        Assert.Equal(["2026-11-11 09:00", "2026-11-16 09:00"], app.MailingsOf("2026-1", MailKind.DispatchIncomplete).Select(mailing => mailing.When));
        Assert.Equal([("2026-11-16 09:00", 3)], app.MailingsOf("2026-1", MailKind.DayBefore));
        Assert.Equal(MeetingPhase.Held, await PhaseAsync(app));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispatch_ThatDidNotReachEverybody_IsCompleteOnceResentOrAnsweredForByName(bool resend)
    {
        await using CouncilAtWork app = await AtAsync(11, 5);
        app.Mail.Refused["direktoer0741@lille.example"] = "550 5.1.1 unknown user";
        await app.UntilAsync(2026, 11, 9, 8);
        app.Mail.Refused.Clear();

        await (resend
            ? app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/mailings/resend", new { key = "lille|2026-1|AgendaDispatch|1|director-0741" })
            : app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/dispatch/override", new { post = "secretariat", reason = "Givet på papir." }));
        await app.UntilAsync(2026, 11, 12, 8);

        Assert.Equal(MeetingPhase.Dispatched, await PhaseAsync(app));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.DispatchIncomplete));
    }

    [Fact]
    [EdgeCase("late-item-after-freeze")]
    public async Task LateItem_AfterTheFreeze_ComesOnlyAsTillaegsdagsordenWithAnAppendedNumberAndItsReason()
    {
        await using CouncilAtWork app = await AtAsync(11, 9);
        using HttpResponseMessage refused = await app.RawAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/items", new { title = "For sent", background = "B.", recommendation = "I." }, "director-0730");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/supplements", new
        {
            items = new[] { new { title = "Hasteudtalelse", background = "Baggrund.", recommendation = "Det indstilles, at den godkendes." } },
            reason = "Høringsfristen udløber før næste møde",
        });
        await app.UntilAsync(2026, 11, 9, 9);

        MeetingView view = await app.MeetingAsync("2026-1");
        Item item = Assert.Single(view.Items, item => item.Title == "Hasteudtalelse");
        AgendaEdition supplement = Assert.Single(view.Meeting.Agendas, edition => edition.Kind == AgendaEditionKind.Supplementary);
        Assert.Equal((ItemStatus.Frozen, "3.1"), (item.Status, item.Number));
        Assert.Equal([("2026-11-09 08:00", 6)], app.MailingsOf("2026-1", MailKind.SupplementaryAgenda));
        string page = await app.Http.GetStringAsync($"api/councils/lille/meetings/2026-1/documents/{supplement.Path.Split('/')[^1]}");
        Assert.Contains("Begrundelse: Høringsfristen udløber før næste møde.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(AgendaEditionKind.Frozen, AgendaRules.Current(view.Meeting)!.Kind);
        Assert.True(await MovedMeetingTests.IsIntactAsync(app, supplement.Version));
    }

    [Fact]
    public async Task Supplement_ToAFrozenAgendaThatIsNotOutYet_FollowsItsDispatch()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 5, 16);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/supplements", new
        {
            items = new[] { new { title = "Hasteudtalelse", background = "B.", recommendation = "I." } },
            reason = "Haster",
        });
        await app.UntilAsync(2026, 11, 6, 12);

        Assert.Equal([("2026-11-06 10:00", 6)], app.MailingsOf("2026-1", MailKind.SupplementaryAgenda));
    }

    [Fact]
    public async Task WithdrawnItem_AfterTheFreeze_MakesANewEditionAndTheOldStaysAsItWas()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Trækkes tilbage");
        await app.UntilAsync(2026, 11, 9, 8);
        AgendaEdition before = AgendaRules.Current((await app.MeetingAsync("2026-1")).Meeting)!;

        await app.ActAsync(item, "withdrawal", new { reason = "Sagen er løst" });
        await app.UntilAsync(2026, 11, 9, 9);

        AgendaEdition after = AgendaRules.Current((await app.MeetingAsync("2026-1")).Meeting)!;
        Assert.Equal(before.Version + 1, after.Version);
        Assert.True(after.Entries.First(entry => entry.Item == item).IsWithdrawn);
        string page = WebUtility.HtmlDecode(await app.Http.GetStringAsync("api/councils/lille/meetings/2026-1/agenda"));
        Assert.Contains("Trukket tilbage", page, StringComparison.Ordinal);
        Assert.True(await MovedMeetingTests.IsIntactAsync(app, before.Version));
        await app.UntilAsync(2026, 11, 12, 9);
        Assert.Equal(after.Version, (await app.MeetingAsync("2026-1")).Meeting.Agendas[^1].Version);
    }

    private static async Task<MeetingPhase> PhaseAsync(CouncilAtWork app) => (await app.MeetingAsync("2026-1")).Meeting.Phase;

    private static async Task<CouncilAtWork> AtAsync(int month, int day)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, month, day, 8);
        return app;
    }
}
