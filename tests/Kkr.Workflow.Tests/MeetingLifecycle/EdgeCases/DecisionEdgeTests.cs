using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Quorum, minutes that are not approved at once, and items that a meeting puts off.</summary>
public sealed class DecisionEdgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    [EdgeCase("quorum-lacking")]
    public async Task Decision_WithoutAQuorum_IsRefusedUnlessTheItemIsDiscussedOnly()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 14);
        await AttendAsync(app, "member-0730");

        using HttpResponseMessage refused = await app.RawAsync(
            HttpMethod.Put, $"councils/lille/items/{item}/decision", new { outcomes = new[] { "approved" }, text = "Godkendt." });
        await app.DecideAsync(item, new { outcomes = new[] { "discussed" }, text = "Drøftet, ikke besluttet." });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("no-quorum", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ItemStatus.Decided, (await app.MeetingAsync("2026-1")).Items.Single(other => other.Id == item).Status);
    }

    [Fact]
    [EdgeCase("quorum-threshold")]
    public async Task Decision_ByACouncilWithALowerThreshold_NeedsFewerMembers()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.Setup with { Council = SampleCouncil.Setup.Council with { QuorumShare = 0.3 } });
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Fælles beredskab");
        await app.UntilAsync(2026, 11, 17, 14);
        await AttendAsync(app, "member-0730");

        await app.DecideAsync(item, new { outcomes = new[] { "approved" }, text = "Godkendt." });

        Assert.Equal(ItemStatus.Decided, (await app.MeetingAsync("2026-1")).Items.Single(other => other.Id == item).Status);
    }

    [Fact]
    [EdgeCase("minutes-not-approved")]
    [EdgeCase("several-minutes-await")]
    public async Task Minutes_NotApprovedAtTheNextMeeting_AwaitTheOneAfterItTogetherWithThatMeetingsOwn()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 26, 13);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-20", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
        await DecideApprovalAsync(app, "2027-1", new { outcomes = new[] { "postponed" }, text = "Referatet rettes og forelægges igen." });
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 4, 20, 13);

        MeetingView waiting = await app.MeetingAsync("2026-1");
        Item approval = (await app.MeetingAsync("2027-2")).Items.Single(item => item.Origin == ItemOrigin.ApprovalOfMinutes);
        Assert.Equal(MeetingPhase.Published, waiting.Meeting.Phase);
        Assert.Equal(MinutesVerdictKind.Postponed, waiting.Meeting.Minutes.Verdicts[^1].Kind);
        Assert.Empty(app.MailingsOf("2026-1", MailKind.MinutesApproved));
        Assert.Equal(["2026-1", "2027-1"], approval.ApprovesMinutesOf);

        await app.MinuteAsync("2027-2");
        await app.UntilAsync(2027, 4, 21, 0);
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2027-1")).Meeting.Phase);
    }

    [Fact]
    [EdgeCase("changeover-old-minutes")]
    [EdgeCase("constituent-meeting")]
    public async Task ConstituentMeeting_AfterTheLastOneOfTheTerm_HasItsOwnAgendaAndApprovesTheOldMinutes()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-01-20", start = "09:30", end = "12:30", kind = "constituent", venue = new { name = "Rådhuset" } });
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2027, 1, 20, 13);
        MeetingView constituent = await app.MeetingAsync("2027-1");
        await app.MinuteAsync("2027-1");
        await app.UntilAsync(2027, 1, 21, 0);

        Assert.Empty(app.MailingsOf("2027-1", MailKind.CallForItems));
        Assert.Contains(constituent.Items, item => item.Origin == ItemOrigin.Constitution && item.Title == "Valg af formand og næstformand");
        Assert.Equal(["2026-1"], constituent.Items.Single(item => item.Origin == ItemOrigin.ApprovalOfMinutes).ApprovesMinutesOf);
        Assert.Equal(MeetingPhase.Approved, (await app.MeetingAsync("2026-1")).Meeting.Phase);
    }

    [Fact]
    [EdgeCase("no-next-meeting-text")]
    public async Task DraftMinutes_WithNoNextMeeting_SayThatTheDateFollows()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 11, 17, 14);
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 11, 24, 12);

        Assert.All(
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.DraftMinutes),
            mail => Assert.Contains("dato følger", mail.Mail.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal([("2026-11-24 09:00", 6)], app.MailingsOf("2026-1", MailKind.DraftMinutes));
    }

    [Fact]
    [EdgeCase("postponed-to-unplanned-date")]
    public async Task Item_PostponedToADateWithoutAMeeting_WaitsInThePoolUntilOneIsPlannedThere()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync();
        await app.UntilAsync(2026, 10, 7, 8);
        string item = await app.SubmitAsync("2026-1", "Netværkets fremtid");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.DecideAsync(item, new { outcomes = new[] { "postponed" }, text = "Udsættes.", postponedTo = "2027-04-20" });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 20, 8);
        Item waiting = Assert.Single(await app.Items.ListAsync("lille", null, default), pooled => pooled.Value.CarriedFrom == item).Value;

        await app.SendAsync(HttpMethod.Post, Acting.Meetings, new { date = "2027-04-20", start = "09:30", end = "12:30", venue = new { name = "Rådhuset" } });
        await app.UntilAsync(2027, 3, 1, 8);

        Assert.Equal((ItemStatus.Pooled, new DateOnly(2027, 4, 20)), (waiting.Status, waiting.PromisedTo));
        Assert.Contains((await app.MeetingAsync("2027-2")).Items, other => other.Id == waiting.Id && other.Status == ItemStatus.Accepted);
        Assert.Equal(ItemStatus.Decided, (await app.MeetingAsync("2026-1")).Items.Single(other => other.Id == item).Status);
    }

    private static async Task AttendAsync(CouncilAtWork app, params string[] present) => await app.SendAsync(
        HttpMethod.Put, Acting.Meetings + "/2026-1/attendance", new { present, apologies = Array.Empty<string>(), guests = Array.Empty<string>() });

    private static async Task DecideApprovalAsync(CouncilAtWork app, string meeting, object decision)
    {
        Item approval = (await app.MeetingAsync(meeting)).Items.Single(item => item.Origin == ItemOrigin.ApprovalOfMinutes);
        await app.DecideAsync(approval.Id, decision);
    }
}
