using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Invitation;

/// <summary>Members who cannot come, and those who stand in for them.</summary>
public sealed class DeputiesTests
{
    private const string Meeting = Acting.Meetings + "/2026-1";
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task DecliningMember_TheViceMayorIsCalledAndToldOffWhenTheMayorComesAfterAll()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 8);
        await AnswerAsync(app, "member-0741", "declined", "Rejser.");
        await app.UntilAsync(2026, 11, 10, 8);

        SentMailOf(app, MailKind.DeputyCalled, "deputy-0741", "Borgmester 0741 har meldt afbud");
        Assert.Contains("vice0741@lille.example", app.Calendar.Events["event-lille/2026-1"][^1].Attendees.Select(attendee => attendee.Email));

        await AnswerAsync(app, "member-0741", "accepted");
        await app.UntilAsync(2026, 11, 16, 12);

        SentMailOf(app, MailKind.DeputyCalledOff, "deputy-0741", "ikke længere indkaldt som stedfortræder");
        Assert.DoesNotContain("vice0741@lille.example", app.Calendar.Events["event-lille/2026-1"][^1].Attendees.Select(attendee => attendee.Email));
        Assert.Equal(["chair", "member-0741", "observer-1", "vice-chair"], RecipientsOf(app, MailKind.DayBefore));
    }

    [Fact]
    public async Task LateDecliningMember_DeputyDeclinesToo_TheNextIsCalledAndThenTheSecretariatIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 16, 14);
        await AnswerAsync(app, "member-0741", "declined", "Syg.");
        await app.UntilAsync(2026, 11, 16, 15);
        await AnswerAsync(app, "deputy-0741", "declined");
        await app.UntilAsync(2026, 11, 16, 16);
        await AnswerAsync(app, "deputy-0741-2", "declined");
        await app.UntilAsync(2026, 11, 16, 17);

        Assert.Equal(["deputy-0741", "deputy-0741-2"], RecipientsOf(app, MailKind.DeputyCalled));
        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalledOff));
        SentMailOf(app, MailKind.DeputyMissing, "secretariat", "Der er ingen stedfortræder");
    }

    [Fact]
    public async Task DecliningMember_BeforeTheDayBefore_TheDeputyIsRemindedInstead()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 10, 8);
        await AnswerAsync(app, "member-0741", "declined");
        await app.UntilAsync(2026, 11, 16, 12);

        Assert.Equal(["chair", "deputy-0741", "observer-1", "vice-chair"], RecipientsOf(app, MailKind.DayBefore));
        Assert.Contains("udsendes den 6. november 2026", Sent(app, MailKind.DeputyCalled).Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("end", "13:00")]
    [InlineData("start", "10:00")]
    public async Task MeetingChangedOnTheSameDay_TheCalledDeputyIsStillExpected(string field, string time)
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 8);
        await AnswerAsync(app, "member-0741", "declined");
        await app.UntilAsync(2026, 11, 10, 8);
        await app.SendAsync(HttpMethod.Patch, Meeting, new Dictionary<string, string> { [field] = time });
        await AnswerAsync(app, "member-0779", "accepted");
        await app.UntilAsync(2026, 11, 16, 12);

        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalledOff));
        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
        Assert.Equal(["chair", "deputy-0741", "observer-1", "vice-chair"], RecipientsOf(app, MailKind.DayBefore));
        Assert.Contains("vice0741@lille.example", app.Calendar.Events["event-lille/2026-1"][^1].Attendees.Select(attendee => attendee.Email));
    }

    [Fact]
    public async Task MovedMeeting_TheCalledDeputyIsToldOfNoLongerBeingCalled()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 10, 8);
        await AnswerAsync(app, "member-0741", "declined");
        await app.UntilAsync(2026, 10, 11, 8);
        await app.SendAsync(HttpMethod.Post, Meeting + "/move", new { date = "2026-11-24", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 10, 12, 8);

        SentMailOf(app, MailKind.DeputyCalledOff, "deputy-0741", "er flyttet til den 24. november 2026");
        Assert.DoesNotContain("kan alligevel deltage", Sent(app, MailKind.DeputyCalledOff).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MovedMeeting_EverybodyAnswersAnewAndNoDeputyIsExpected()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 10, 8);
        await AnswerAsync(app, "member-0741", "declined");
        await app.UntilAsync(2026, 10, 11, 8);
        await app.SendAsync(HttpMethod.Post, Meeting + "/move", new { date = "2026-11-24", start = "09:30", end = "12:30" });
        await app.UntilAsync(2026, 11, 23, 12);

        Assert.Equal(["chair", "member-0741", "observer-1", "vice-chair"], RecipientsOf(app, MailKind.DayBefore));
        Assert.DoesNotContain("vice0741@lille.example", app.Calendar.Events["event-lille/2026-1"][^1].Attendees.Select(attendee => attendee.Email));
    }

    [Fact]
    public async Task ChairDeclines_ByTheChairsPost_TheSeatIsEmptyAndWithoutADeputyTheSecretariatIsTold()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 8);
        await AnswerAsync(app, "chair", "declined");
        await app.UntilAsync(2026, 11, 16, 12);

        SentMailOf(app, MailKind.DeputyMissing, "secretariat", "Borgmester 0730");
        Assert.Equal(["member-0741", "observer-1", "vice-chair"], RecipientsOf(app, MailKind.DayBefore));
    }

    [Fact]
    public async Task VacantDeputyPost_WhenItIsCalled_TheSecretariatIsToldThatNobodyStandsIn()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies with
        {
            Directory = SampleCouncil.WithDeputies.Directory with
            {
                Tenures = [.. SampleCouncil.WithDeputies.Directory.Tenures.Where(tenure => !tenure.Post.StartsWith("deputy", StringComparison.Ordinal))],
            },
        });
        await app.UntilAsync(2026, 11, 9, 8);
        await AnswerAsync(app, "member-0741", "declined");
        await app.UntilAsync(2026, 11, 9, 9);

        OutgoingMailTo(app, MailKind.DeputyCalled, "kkr@lille.example", "Der er ingen stedfortræder");
    }

    [Fact]
    public async Task ApologiesOnTheList_BeforeTheMeeting_CallTheDeputyToo()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 8);
        await app.SendAsync(HttpMethod.Put, Meeting + "/attendance", new { present = Array.Empty<string>(), apologies = new[] { "member-0741" }, guests = Array.Empty<string>() });
        await app.UntilAsync(2026, 11, 9, 9);

        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
    }

    [Fact]
    public async Task Answer_OfAnotherOrOfNobodyInvitedOrAfterTheMeeting_IsRefused()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 8);
        object yes = new { answer = "accepted" };

        await app.RefusedAsync(HttpMethod.Put, Meeting + "/participation/member-0741", yes, HttpStatusCode.Forbidden, "invitation-of-another", "member-0779");
        await app.RefusedAsync(HttpMethod.Put, Meeting + "/participation/deputy-0741", yes, HttpStatusCode.Conflict, "deputy-not-called", "deputy-0741");
        await app.RefusedAsync(HttpMethod.Put, Meeting + "/participation/director-0741", yes, HttpStatusCode.BadRequest, "not-invited");
        await app.RefusedAsync(HttpMethod.Put, Meeting + "/participation/member-9999", yes, HttpStatusCode.NotFound, "post-unknown");
        await app.UntilAsync(2026, 11, 17, 10);
        await app.RefusedAsync(HttpMethod.Put, Meeting + "/participation/member-0741", yes, HttpStatusCode.Conflict, "participation-closed", "member-0741");
    }

    private static async Task<CouncilAtWork> PlannedAsync()
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(Start);
        await app.PlanAsync(andNext: false);
        await app.SendAsync(HttpMethod.Put, "councils/lille", SampleCouncil.WithDeputies);
        return app;
    }

    private static Task<JsonElement> AnswerAsync(CouncilAtWork app, string post, string answer, string? reason = null) =>
        app.SendAsync(HttpMethod.Put, $"{Meeting}/participation/{post}", new { answer, reason }, post);

    private static IReadOnlyList<string> RecipientsOf(CouncilAtWork app, MailKind kind) =>
        [.. app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind).Select(mail => mail.Mail.Key.Recipient).Order(StringComparer.Ordinal)];

    private static IEnumerable<Kkr.Workflow.Domain.Ports.OutgoingMail> Sent(CouncilAtWork app, MailKind kind) =>
        app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == kind).Select(mail => mail.Mail);

    private static void SentMailOf(CouncilAtWork app, MailKind kind, string recipient, string words) =>
        Assert.Contains(words, Assert.Single(Sent(app, kind), mail => mail.Key.Recipient == recipient).Text, StringComparison.Ordinal);

    private static void OutgoingMailTo(CouncilAtWork app, MailKind kind, string address, string words) =>
        Assert.Contains(Sent(app, kind), mail => mail.ToEmail == address && mail.Text.Contains(words, StringComparison.Ordinal));
}
