using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>A mail that was handed over without our hearing the answer, as when the app dies just then.</summary>
public sealed class MailInDoubtTests
{
    private const string Address = "direktoer0741@lille.example";

    [Fact]
    public async Task Mail_WhoseAnswerWasLost_IsFoundInTheProvidersLogAndNotSentAgain()
    {
        await using CouncilAtWork app = await CalledAsync(isClosed: false);

        Assert.Single(app.Mail.Sent, IsCallToSamsoe);
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce);
    }

    [Fact]
    public async Task Mail_WhoseAnswerWasLostAndWhoseLogIsClosed_IsLeftToTheSecretariatWhoMaySendItAgain()
    {
        await using CouncilAtWork app = await CalledAsync(isClosed: true);

        SentMail call = Assert.Single(app.Mail.Sent, IsCallToSamsoe);
        SentMail alert = Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce);
        Assert.Contains("Det vides ikke, om mailen blev afsendt", alert.Mail.Text, StringComparison.Ordinal);

        await app.SendAsync(HttpMethod.Post, Acting.Meetings + "/2026-1/mailings/resend", new { key = call.Mail.Key.ToString() });
        await app.UntilAsync(2026, 10, 6, 15);

        Assert.Equal(2, app.Mail.Sent.Count(IsCallToSamsoe));
    }

    /// <summary>Plans a meeting and lets its call go out; Samsø's is taken, but nobody hears so.</summary>
    private static async Task<CouncilAtWork> CalledAsync(bool isClosed)
    {
        CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        app.Mail.Unanswered[Address] = true;
        app.Mail.IsClosed = isClosed;
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 10, 6, 12);
        return app;
    }

    private static bool IsCallToSamsoe(SentMail mail) => mail.Mail.Key.Kind == MailKind.CallForItems && mail.Mail.ToEmail == Address;
}
