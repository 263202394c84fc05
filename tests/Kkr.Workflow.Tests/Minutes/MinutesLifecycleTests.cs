using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Planning;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Minutes;

/// <summary>Minutes from their draft to their approval, and all that may come in between.</summary>
public sealed class MinutesLifecycleTests
{
    private const string Meeting = Acting.Meetings + "/2026-1";
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Comments_InTheWindowLateAndTooLate_AreTakenMarkedAndRefused()
    {
        (CouncilAtWork app, string _) = await MinutedAsync();
        await using CouncilAtWork running = app;
        string path = Meeting + "/minutes/comments";
        object said = new { text = "»Godkendt« bør være »tiltrådt«.", item = "3.1" };

        await app.RefusedAsync(HttpMethod.Post, path, said, HttpStatusCode.Conflict, "comments-closed", "member-0779");
        await app.UntilAsync(2026, 11, 25, 9);
        await app.SendAsync(HttpMethod.Post, path, said, "member-0779");
        await app.SendAsync(HttpMethod.Post, path, said, "member-0779");
        await app.SendAsync(HttpMethod.Put, path + "/1", new { text = "»Godkendt« skal være »tiltrådt«." }, "member-0779");
        await app.RefusedAsync(HttpMethod.Put, path + "/1", new { text = "Nej." }, HttpStatusCode.Forbidden, "comment-of-another", "member-0730");
        await app.UntilAsync(2026, 12, 2, 9);
        await app.SendAsync(HttpMethod.Post, path, new { text = "Stavefejl i 2.1." }, "director-0741");
        await app.SendAsync(HttpMethod.Put, path + "/1/answer", new { answer = "Rettet.", isTakenIn = true });
        await app.RefusedAsync(HttpMethod.Put, path + "/1", new { text = "Og mere." }, HttpStatusCode.Conflict, "comment-answered", "member-0779");
        await app.UntilAsync(2026, 12, 3, 12);
        await app.RefusedAsync(HttpMethod.Post, path, said, HttpStatusCode.Conflict, "comments-closed", "member-0730");

        IReadOnlyList<MinutesComment> comments = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Comments;
        Assert.Equal([("member-0779", false, "Rettet."), ("director-0741", true, null)], comments.Select(comment => (comment.Post, comment.IsLate, comment.Answer)));
        Assert.Equal(2, app.MailingsOf("2026-1", MailKind.MinutesComment).Sum(mailing => mailing.Count));
    }

    [Fact]
    public async Task Correction_AfterPublication_IsANewEditionThatTellsWhatChangedAndLeavesTheOldOne()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 9);
        MinutesEdition published = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        await app.RefusedAsync(HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Fejl" }, HttpStatusCode.Conflict, "nothing-corrected");

        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } }, correction = "Gengivet forkert" });
        await app.SendAsync(HttpMethod.Put, Meeting + "/attendance", new { present = new[] { "member-0730", "member-0779" }, apologies = Array.Empty<string>(), guests = new[] { "Gæst" }, correction = "En gæst manglede" });
        await app.SendAsync(HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Punkt 3.1 var gengivet forkert" });
        await app.UntilAsync(2026, 12, 4, 10);

        MinutesEdition corrected = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions[^1];
        Assert.Equal((published.Version + 1, MinutesEditionKind.Published), (corrected.Version, corrected.Kind));
        Assert.Equal(["Deltagerlisten er rettet.", "Punkt 3.1: Beslutningen er rettet.", "Punkt 3.1: Opfølgningen er rettet."], corrected.Changes);
        Assert.Equal([("2026-12-04 09:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesCorrected));
        Assert.Contains("Godkendt.", await TextAsync(app, published), StringComparison.Ordinal);
        string text = await TextAsync(app, corrected);
        Assert.Contains("Ændringer siden den forrige udgave", text, StringComparison.Ordinal);
        Assert.Contains("Tiltrådt.", text, StringComparison.Ordinal);
        JsonElement task = (await app.SendAsync(HttpMethod.Get, "councils/lille/follow-ups", null)).EnumerateArray().Single();
        Assert.Equal("Oplæg", task.GetProperty("task").GetString());
    }

    [Fact]
    public async Task Decision_ChangedInTheCommentWindow_IsActedOnWhenTheMinutesArePublished()
    {
        (CouncilAtWork app, string item) = await MinutedAsync(promises: [new { title = "Færgedrift", date = (string?)"2027-01-26" }]);
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 11, 26, 9);
        Assert.Contains((await app.MeetingAsync("2027-1")).Items, found => found is { Title: "Færgedrift", Status: not ItemStatus.Withdrawn });
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", actions = new[] { new { task = "Oplæg", ownerPost = "network", deadline = "2027-01-15" } } });
        await app.UntilAsync(2026, 12, 4, 9);

        JsonElement task = (await app.SendAsync(HttpMethod.Get, "councils/lille/follow-ups", null)).EnumerateArray().Single();
        Assert.Equal("Oplæg", task.GetProperty("task").GetString());
        Assert.DoesNotContain((await app.MeetingAsync("2027-1")).Items, found => found is { Title: "Færgedrift", Status: not ItemStatus.Withdrawn });
    }

    [Fact]
    public async Task PublishedDecision_ChangedWithoutSayingWhy_IsRefusedAndTheApprovedEditionSaysWhatWasPublished()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 9);
        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "adopted" }, text = "Tiltrådt." }, HttpStatusCode.BadRequest, "correction-unexplained");
        await app.RefusedAsync(
            HttpMethod.Put, Meeting + "/attendance", new { present = new[] { "member-0730" }, apologies = Array.Empty<string>(), guests = Array.Empty<string>() }, HttpStatusCode.BadRequest, "correction-unexplained");
        await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt." });
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        IReadOnlyList<MinutesEdition> editions = (await app.MeetingAsync("2026-1")).Meeting.Minutes.Editions;
        Assert.Equal([MinutesEditionKind.Draft, MinutesEditionKind.Published, MinutesEditionKind.Approved], editions.Select(edition => edition.Kind));
        Assert.Equal(editions[1].Parts, editions[2].Parts);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.MinutesCorrected));
    }

    [Fact]
    public async Task PublishedDecision_CorrectedWithoutAskingForAnEdition_IsOutNextWorkingDayWithTheReason()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 13);
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", correction = "Punkt 3.1 var gengivet forkert" });
        await app.SendAsync(HttpMethod.Put, Meeting + "/attendance", new { present = new[] { "member-0730" }, apologies = Array.Empty<string>(), guests = Array.Empty<string>(), correction = "Et medlem manglede" });
        await app.UntilAsync(2026, 12, 8, 9);

        Assert.Equal([("2026-12-07 10:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesCorrected));
        MinutesRecord minutes = (await app.MeetingAsync("2026-1")).Meeting.Minutes;
        Assert.Equal("Punkt 3.1 var gengivet forkert; Et medlem manglede", Assert.Single(minutes.Corrections).Reason);
        Assert.Equal(["Deltagerlisten er rettet.", "Punkt 3.1: Beslutningen er rettet."], minutes.Editions[^1].Changes);
    }

    [Fact]
    public async Task PublishedDecision_CorrectedJustBeforeTheApproval_IsACorrectedEditionBeforeTheApprovedOne()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", correction = "Punkt 3.1 var gengivet forkert" });
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        MinutesRecord minutes = (await app.MeetingAsync("2026-1")).Meeting.Minutes;
        Assert.Equal(
            [MinutesEditionKind.Draft, MinutesEditionKind.Published, MinutesEditionKind.Published, MinutesEditionKind.Approved], minutes.Editions.Select(edition => edition.Kind));
        Assert.Equal((1, minutes.Editions[3].Parts.Count), (minutes.Editions[2].Correction, minutes.Editions[2].Parts.Intersect(minutes.Editions[3].Parts).Count()));
    }

    [Fact]
    public async Task DecisionSavedWhileTheMinutesWerePublished_IsACorrectionAndNotASlip()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 3, 13);
        await app.ChangeBehindTheBackAsync(item, stored => stored with { Decision = stored.Decision! with { Text = "Tiltrådt." } });
        await app.UntilAsync(2026, 12, 7, 9);

        Assert.Equal([("2026-12-04 10:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesCorrected));
    }

    [Fact]
    public async Task MinutesApprovedWithAmendment_ThatNobodyTellsOf_AreMendedByTheDailyLook()
    {
        (CouncilAtWork app, string _) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        IMeetings meetings = app.Services.GetRequiredService<IMeetings>();
        Stored<Meeting> stored = (await meetings.FindAsync(new MeetingKey("lille", "2026-1"), CancellationToken.None))!;
        MinutesVerdict verdict = new(MinutesVerdictKind.ApprovedWithAmendment, "2027-1", new DateOnly(2027, 1, 26), "Punkt 3.1: »tiltrådt«.", app.Clock.GetUtcNow());
        await meetings.SaveAsync(stored with { Value = MeetingRules.RecordVerdict(stored.Value, verdict).Value }, CancellationToken.None);
        await app.UntilAsync(2027, 1, 27, 9);

        Meeting approved = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal(MeetingPhase.Approved, approved.Phase);
        Assert.Single(app.MailingsOf("2026-1", MailKind.MinutesApproved));
        Assert.Contains("Punkt 3.1: »tiltrådt«.", await TextAsync(app, approved.Minutes.Editions[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_WithoutAListOfAttendance_AreTakenOnlyWhenTheSecretariatSaysSo()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await using CouncilAtWork running = app;
        await app.PlanAsync();
        await app.UntilAsync(2026, 11, 17, 13);
        await app.DecideRestAsync("2026-1");

        await app.RefusedAsync(HttpMethod.Post, Meeting + "/minutes", new { }, HttpStatusCode.Conflict, "attendance-missing");
        Assert.Equal(MeetingPhase.Held, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        await app.SendAsync(HttpMethod.Post, Meeting + "/minutes", new { withoutAttendance = true });
        Assert.Equal(MeetingPhase.Minuted, (await app.MeetingAsync("2026-1")).Meeting.Phase);
    }

    [Fact]
    public async Task ApprovedMinutes_DecisionsAndAttendance_AreLocked()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 26, 14);

        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "noted" }, text = "Nej." }, HttpStatusCode.Conflict, "minutes-approved");
        await app.RefusedAsync(HttpMethod.Put, Meeting + "/attendance", new { present = Array.Empty<string>(), apologies = Array.Empty<string>(), guests = Array.Empty<string>() }, HttpStatusCode.Conflict, "attendance-closed");
        await app.RefusedAsync(HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Fejl" }, HttpStatusCode.Conflict, "nothing-to-correct");
        await app.RefusedAsync(HttpMethod.Post, Meeting + "/minutes/comments", new { text = "For sent." }, HttpStatusCode.Conflict, "comments-closed", "member-0730");
    }

    [Fact]
    public async Task SeveralMinutesAwait_InOneItem_EachHasItsOwnVerdict()
    {
        (CouncilAtWork app, string _) = await MinutedAsync(extraordinary: true);
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 16, 14);
        Item first = ApprovalOn(await app.MeetingAsync("2026-2"));
        Assert.Equal(["2026-1"], first.ApprovesMinutesOf);
        await app.DecideAsync(first.Id, new { outcomes = new[] { "postponed" }, text = "Udsat." });
        await app.MinuteAsync("2026-2");
        await app.UntilAsync(2027, 1, 26, 13);

        Item both = ApprovalOn(await app.MeetingAsync("2027-1"));
        Assert.Equal(["2026-1", "2026-2"], both.ApprovesMinutesOf);
        string path = $"councils/lille/items/{both.Id}/decision";
        await app.RefusedAsync(HttpMethod.Put, path, Verdicts("2025-9", "approved"), HttpStatusCode.BadRequest, "verdict-out-of-place");
        await app.RefusedAsync(HttpMethod.Put, path, Verdicts("2026-2", "approvedWithAmendment"), HttpStatusCode.BadRequest, "amendment-out-of-place");
        await app.SendAsync(HttpMethod.Put, path, Verdicts("2026-2", "notApproved"));
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 2, 20, 9);

        Meeting approved = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal([MinutesVerdictKind.Postponed, MinutesVerdictKind.Approved], approved.Minutes.Verdicts.Select(verdict => verdict.Kind));
        Assert.Equal(MeetingPhase.Approved, approved.Phase);
        Assert.Equal(MeetingPhase.Published, (await app.MeetingAsync("2026-2")).Meeting.Phase);
        Assert.Empty(app.MailingsOf("2026-2", MailKind.MinutesApproved));
        string deciding = await TextAsync(app, (await app.MeetingAsync("2027-1")).Meeting.Minutes.Editions[^1], "2027-1");
        Assert.Contains("Referatet fra mødet den 16. december 2026: ikke godkendt.", deciding, StringComparison.Ordinal);

        static object Verdicts(string meeting, string kind) => new { outcomes = new[] { "approved" }, text = "Se nedenfor.", verdicts = new[] { new { meeting, kind } } };
    }

    [Fact]
    public async Task MinutesNotApproved_AreCorrectedAndCarriedToTheNextMeetingsApproval()
    {
        (CouncilAtWork app, string item) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.DecideAsync(ApprovalOn(await app.MeetingAsync("2027-1")).Id, new { outcomes = new[] { "rejected" }, text = "Ikke godkendt: Punkt 3.1 er forkert." });
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 28, 9);
        Assert.Equal(MeetingPhase.Published, (await app.MeetingAsync("2026-1")).Meeting.Phase);

        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Tiltrådt.", correction = "Ikke godkendt" });
        await app.SendAsync(HttpMethod.Post, Meeting + "/minutes/corrections", new { reason = "Efter mødet den 26. januar 2027" });
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-20", start = "09:30", end = "12:30", venue = new { name = "Teams", isVirtual = true } });
        await app.UntilAsync(2027, 4, 20, 13);
        Item again = ApprovalOn(await app.MeetingAsync("2027-2"));
        Assert.Equal(["2026-1", "2027-1"], again.ApprovesMinutesOf);
        await app.MinuteAsync("2027-2");
        await app.UntilAsync(2027, 4, 20, 14);

        Meeting approved = (await app.MeetingAsync("2026-1")).Meeting;
        Assert.Equal(MeetingPhase.Approved, approved.Phase);
        Assert.Equal(
            [MinutesEditionKind.Draft, MinutesEditionKind.Published, MinutesEditionKind.Published, MinutesEditionKind.Approved],
            approved.Minutes.Editions.Select(edition => edition.Kind));
        Assert.Contains("godkendte ikke referatet", await TextAsync(app, approved.Minutes.Editions[2]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PassedOnVerdict_WhenTheDecisionIsCorrectedLater_Stands()
    {
        (CouncilAtWork app, string _) = await MinutedAsync();
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 26, 13);
        await app.MinuteAsync("2027-1");
        string approval = ApprovalOn(await app.MeetingAsync("2027-1")).Id;

        await app.RefusedAsync(HttpMethod.Put, $"councils/lille/items/{approval}/decision", new { outcomes = new[] { "rejected" }, text = "Nej." }, HttpStatusCode.Conflict, "verdicts-passed-on");
        await app.DecideAsync(approval, new { outcomes = new[] { "approved" }, text = "Referatet er godkendt." });
    }

    [Fact]
    public async Task PendingAttachment_BlocksPublishingWithAWarningUntilSomebodyDoesWithoutIt()
    {
        (CouncilAtWork app, string item) = await MinutedAsync(promisedAttachment: "Oplægget");
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 7, 9);

        Assert.Equal([("2026-12-03 10:00", 1)], app.MailingsOf("2026-1", MailKind.MinutesHeldBack));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.MinutesPublished));
        Assert.Equal(MeetingPhase.Minuted, (await app.MeetingAsync("2026-1")).Meeting.Phase);

        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/promises/1/waiver", new { reason = "Oplægget blev ikke skrevet" });
        await app.UntilAsync(2026, 12, 7, 12);

        Assert.Equal([("2026-12-07 09:00", 6)], app.MailingsOf("2026-1", MailKind.MinutesPublished));
        Assert.Single(app.MailingsOf("2026-1", MailKind.MinutesHeldBack));
    }

    [Fact]
    public async Task MinutesHeldBackForSomethingElse_AreToldOfAgain_ButNotWhileTheFirstIsAwaited()
    {
        (CouncilAtWork app, string item) = await MinutedAsync(promisedAttachment: "Oplægget");
        await using CouncilAtWork running = app;
        await app.UntilAsync(2026, 12, 4, 9);
        await app.ActAsync(item, "promises", new { what = "Notatet" });
        await app.UntilAsync(2026, 12, 7, 12);
        Assert.Equal([("2026-12-03 10:00", 1)], app.MailingsOf("2026-1", MailKind.MinutesHeldBack));

        await app.SendAsync(HttpMethod.Post, $"councils/lille/items/{item}/promises/1/waiver", new { reason = "Oplægget blev ikke skrevet" });
        await app.UntilAsync(2026, 12, 9, 12);

        Assert.Equal(["2026-12-03 10:00", "2026-12-07 12:00"], app.MailingsOf("2026-1", MailKind.MinutesHeldBack).Select(mailing => mailing.When));
        Assert.Empty(app.MailingsOf("2026-1", MailKind.MinutesPublished));
    }

    [Fact]
    public async Task PromisedItems_AreOnTheirMeetingOrInThePoolAndListedUnderComingItems()
    {
        (CouncilAtWork app, string item) = await MinutedAsync(promises: [new { title = "Færgedrift", date = (string?)"2027-01-26" }, new { title = "Havvind", date = (string?)"2027-06-01" }]);
        await using CouncilAtWork running = app;
        await app.UntilAsync(2027, 1, 20, 0);

        MeetingView next = await app.MeetingAsync("2027-1");
        Item promised = Assert.Single(next.Items, found => found.Title == "Færgedrift");
        Assert.Equal((item, ItemOrigin.CarriedOver), (promised.CarriedFrom, promised.Origin));
        Assert.Contains("3.1", promised.Background, StringComparison.Ordinal);
        Assert.Contains("Mødet den 1. juni 2027:\n- Havvind", next.Items.Single(found => found.Origin == ItemOrigin.Upcoming).Presentation, StringComparison.Ordinal);
    }

    private static Item ApprovalOn(MeetingView view) => Assert.Single(view.Items, item => item.Origin == ItemOrigin.ApprovalOfMinutes);

    private static async Task<(CouncilAtWork App, string Item)> MinutedAsync(bool extraordinary = false, string? promisedAttachment = null, object[]? promises = null)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        if (extraordinary)
        {
            await app.SendAsync(HttpMethod.Post, Acting.Meetings, new
            {
                date = "2026-12-16", start = "09:30", end = "10:30", kind = "extraordinary", venue = new { name = "Teams", isVirtual = true },
            });
        }

        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 13);
        object[] promised = promisedAttachment is null ? [] : [new { what = promisedAttachment }];
        string number = (await app.MeetingAsync("2026-1")).Items.Single(found => found.Number == "3.1").Id;
        await app.DecideAsync(number, new { outcomes = new[] { "approved" }, text = "Godkendt.", promisedAttachments = promised, promises = promises ?? [] });
        await app.MinuteAsync("2026-1");
        return (app, number == item ? item : number);
    }

    private static async Task<string> TextAsync(CouncilAtWork app, MinutesEdition edition, string meeting = "2026-1")
    {
        using HttpResponseMessage document = await app.RawAsync(HttpMethod.Get, $"councils/lille/meetings/{meeting}/documents/{Uri.EscapeDataString(edition.Path.Split('/')[^1])}", null);
        return WebUtility.HtmlDecode(await document.Content.ReadAsStringAsync());
    }
}
