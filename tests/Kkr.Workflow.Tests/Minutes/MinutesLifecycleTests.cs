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
using static Kkr.Workflow.Tests.Minutes.MinutedCouncil;

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
}
