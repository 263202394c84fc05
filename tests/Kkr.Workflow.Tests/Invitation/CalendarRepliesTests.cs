using System.Net;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;
using static Kkr.Workflow.Tests.Invitation.CalendarActs;

namespace Kkr.Workflow.Tests.Invitation;

/// <summary>Answers that people give in their calendars, and how the app comes to hear of them.</summary>
public sealed class CalendarRepliesTests
{
    [Fact]
    public async Task Notice_OfAMemberWhoDeclines_TheDeputyIsCalledAndInvitedAndCalledOffWhenTheyAcceptAgain()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Declined);
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 11, 9, 21);

        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
        Assert.Contains(Deputy, Invited(app));

        Reply(app, Mayor, CalendarResponse.Accepted);
        await NoticeAsync(app, "v2");
        await app.UntilAsync(2026, 11, 9, 22);

        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalledOff));
        Assert.DoesNotContain(Deputy, Invited(app));
    }

    [Fact]
    public async Task NoSubscription_AnswersAreLookedForFourTimesAWorkingDay()
    {
        await using CouncilAtWork app = await PlannedAsync();
        app.Subscriptions.IsClosed = true;
        app.Subscriptions.IsGone = true;
        await app.UntilAsync(2026, 11, 9, 12);
        Reply(app, Mayor, CalendarResponse.Declined);
        int reads = app.Calendar.Reads;
        await app.UntilAsync(2026, 11, 9, 20);

        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
        Assert.Equal(2, app.Calendar.Reads - reads);
    }

    [Fact]
    public async Task Subscription_IsThere_AnswersAreLookedForOnceADayAndItIsRenewedBeforeItRunsOut()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 9, 14, 22);
        int reads = app.Calendar.Reads;
        await app.UntilAsync(2026, 9, 18, 22);

        Assert.Equal(4, app.Calendar.Reads - reads);
        Assert.Equal(1, app.Subscriptions.Made);
        Assert.True(app.Subscriptions.Renewed >= 3);
        CalendarWatch watch = await WatchAsync(app);
        Assert.True(watch.Subscription!.ExpiresAt > app.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Subscription_ThatIsGoneWhenItIsRenewed_IsMadeAnew()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 9, 2, 20);
        app.Subscriptions.IsGone = true;
        await app.UntilAsync(2026, 9, 8, 20);

        Assert.Equal(2, app.Subscriptions.Made);
        Assert.Equal("sub-2", (await WatchAsync(app)).Subscription!.Id);
    }

    [Theory]
    [InlineData("reauthorizationRequired", 1, 1, 0)]
    [InlineData("subscriptionRemoved", 2, 0, 1)]
    [InlineData("missed", 1, 0, 1)]
    public async Task LifecycleNotice_IsSeenTo(string happened, int made, int renewed, int reads)
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 9, 2, 20);
        (int renewedBefore, int readsBefore) = (app.Subscriptions.Renewed, app.Calendar.Reads);
        CalendarSubscription known = (await WatchAsync(app)).Subscription!;
        await PostAsync(app, $$"""{"value":[{"lifecycleEvent":"{{happened}}","subscriptionId":"{{known.Id}}","clientState":"{{known.Secret}}"}]}""");
        await app.UntilAsync(2026, 9, 2, 21);

        Assert.Equal(made, app.Subscriptions.Made);
        Assert.Equal(renewed, app.Subscriptions.Renewed - renewedBefore);
        Assert.Equal(reads, app.Calendar.Reads - readsBefore);
    }

    [Fact]
    public async Task AddressAskedToProveItself_AnswersTheTokenAsPlainText()
    {
        await using CouncilAtWork app = await PlannedAsync();
        const string token = "Validation: æøå <b>&amp; 1";
        using HttpResponseMessage answer = await app.Http.PostAsync(new Uri($"api/webhooks/graph?validationToken={Uri.EscapeDataString(token)}", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(token, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("sub-1", "wrong")]
    [InlineData("sub-9", "secret-1")]
    [InlineData("sub-1", null)]
    public async Task StrangersNotice_IsAnsweredLikeAnyAndDoesNothing(string subscription, string? secret)
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Declined);
        int reads = app.Calendar.Reads;
        await PostAsync(app, $$"""{"value":[{"subscriptionId":"{{subscription}}","clientState":{{(secret is null ? "null" : $"\"{secret}\"")}},"changeType":"updated","resourceData":{"id":"{{Event}}","@odata.etag":"x"} }]}""");
        await app.UntilAsync(2026, 11, 9, 21);

        Assert.Equal(reads, app.Calendar.Reads);
        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalled));
    }

    [Theory]
    [InlineData("""{"value":3}""", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("""{"value":[1,null,{"resourceData":4}]}""", HttpStatusCode.Accepted)]
    public async Task Notice_ThatIsNone_IsRefusedOrPassedOver(string body, HttpStatusCode status)
    {
        await using CouncilAtWork app = await PlannedAsync();
        using HttpResponseMessage answer = await app.Http.PostAsync(new Uri("api/webhooks/graph", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Notices_TwiceAndOutOfOrder_ChangeNothingMore()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Declined);
        await NoticeAsync(app, "v2");
        await NoticeAsync(app, "v2");
        await app.UntilAsync(2026, 11, 9, 21);
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 11, 9, 22);

        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
        Assert.Single((await app.MeetingAsync("2026-1")).Meeting.Participations);
    }

    [Fact]
    public async Task SecretariatsLaterWord_StandsAgainstTheCalendarUntilSomebodyAnswersThereAgain()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Declined);
        await app.UntilAsync(2026, 11, 9, 20, 5);
        await app.SendAsync(HttpMethod.Put, Address + "/participation/member-0741", new { answer = "accepted" });
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 11, 10, 20);
        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalled));

        Reply(app, Mayor, CalendarResponse.Declined);
        await NoticeAsync(app, "v2");
        await app.UntilAsync(2026, 11, 10, 21);
        Assert.Equal(["deputy-0741"], RecipientsOf(app, MailKind.DeputyCalled));
    }

    [Fact]
    public async Task AnswerFromBeforeTheMove_IsNobodysToTheNewDate()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 10, 8);
        Reply(app, Mayor, CalendarResponse.Declined);
        await app.UntilAsync(2026, 10, 10, 9);
        await app.SendAsync(HttpMethod.Post, Address + "/move", new { date = "2026-11-24", start = "09:30", end = "12:30" });
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 10, 14, 8);

        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalled));
    }

    [Fact]
    public async Task Perhaps_AfterADecline_KeepsTheDeputy()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 11, 9, 20);
        Reply(app, Mayor, CalendarResponse.Declined);
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 11, 9, 21);
        Reply(app, Mayor, CalendarResponse.Tentative);
        await NoticeAsync(app, "v2");
        await app.UntilAsync(2026, 11, 9, 22);

        Assert.Empty(RecipientsOf(app, MailKind.DeputyCalledOff));
        Assert.Equal(ParticipationAnswer.Tentative, Assert.Single((await app.MeetingAsync("2026-1")).Meeting.Participations).Answer);
    }

    [Fact]
    public async Task NewTimeProposed_TheSecretariatIsToldOnceAndNothingMoves()
    {
        await using CouncilAtWork app = await PlannedAsync();
        await app.UntilAsync(2026, 10, 9, 20);
        ProposedTime proposed = new(new DateTimeOffset(2026, 11, 18, 8, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 18, 11, 30, 0, TimeSpan.Zero));
        app.Calendar.Answer(Event, Mayor, CalendarResponse.Tentative, app.Clock.GetUtcNow(), proposed);
        await NoticeAsync(app, "v1");
        await app.UntilAsync(2026, 10, 14, 20);

        OutgoingMail mail = Assert.Single(Sent(app, MailKind.CalendarNote));
        Assert.Equal("kkr@lille.example", mail.ToEmail);
        Assert.Contains("Borgmester 0741 foreslår", mail.Text, StringComparison.Ordinal);
        Assert.Contains("18. november 2026 kl. 9.30–12.30", mail.Text, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 17), (await app.MeetingAsync("2026-1")).Meeting.Date);
    }
}
