using System.Net;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>What the secretariat hears of a mail that the provider reports on, and what it can do.</summary>
public sealed class ReportedMailTests : IAsyncLifetime
{
    private const string Address = "direktoer0741@lille.example";
    private const string Resend = Acting.Meetings + "/2026-1/mailings/resend";
    private static readonly MailingKey Key = new(new MeetingKey(SampleCouncil.Id, "2026-1"), MailKind.CallForItems, 1, "director-0741");

    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await Acting.CalledAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("bounce", "bounce", "550 5.1.1 unknown", MailingStatus.Bounced, "blev afvist", "Ret adressen, og send igen.")]
    [InlineData("bounce", "blocked", "550 5.7.1 spam", MailingStatus.Blocked, "blev stoppet af modtagerens mailserver", "Adressen kan være god nok")]
    [InlineData("dropped", null, "Bounced Address", MailingStatus.Dropped, "blev holdt tilbage af mailudbyderen", "tages adressen af listen")]
    [InlineData("dropped", null, "Spam Reporting Address", MailingStatus.Dropped, "blev holdt tilbage af mailudbyderen", "send kun igen, hvis modtageren beder om det")]
    [InlineData("dropped", null, "Recipient List over Package Quota", MailingStatus.Dropped, "blev holdt tilbage af mailudbyderen", "Sig det til systemets drift")]
    [InlineData("spamreport", null, null, MailingStatus.Delivered, "har meldt e-mailen", "Ring til modtageren")]
    public async Task Report_OfEachKind_IsToldOnceWithWhatToDo(string kind, string? type, string? reason, MailingStatus expected, string what, string advice)
    {
        await ReportAsync(kind, type, reason);
        await ReportAsync(kind, type, reason);
        await app.UntilAsync(2026, 10, 6, 13);
        await ReportAsync(kind, type, reason);
        await app.UntilAsync(2026, 10, 6, 14);

        SentMail alert = Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce);
        Assert.Contains(what, alert.Mail.Text, StringComparison.Ordinal);
        Assert.Contains(advice, alert.Mail.Text, StringComparison.Ordinal);
        Assert.Equal(expected, (await RecordAsync()).Status);
    }

    [Fact]
    public async Task Delay_IsShownAndDisturbsNobody()
    {
        await ReportAsync("deferred", null, "451 come again");
        await app.UntilAsync(2026, 10, 6, 13);

        Assert.Equal(MailingStatus.Deferred, (await RecordAsync()).Status);
        Assert.DoesNotContain(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce);
    }

    [Fact]
    public async Task Report_OnACopy_SaysNothingAboutTheRecipient()
    {
        await ReportAsync("delivered", null, null, "kkr@lille.example");
        Assert.Equal(MailingStatus.Sent, (await RecordAsync()).Status);

        await ReportAsync("delivered", null, null, Address.ToUpperInvariant());
        Assert.Equal(MailingStatus.Delivered, (await RecordAsync()).Status);
    }

    [Fact]
    public async Task MailSentAgain_AfterABounce_TakesTheAddressOfTheListsFirst()
    {
        await ReportAsync("bounce", null, "550");
        await app.SendAsync(HttpMethod.Post, Resend, new { key = Key.ToString() });
        await app.UntilAsync(2026, 10, 6, 14);

        Assert.Equal([(Address, SuppressionLift.Failures)], ((MemorySuppressions)app.Services.GetRequiredService<ISuppressions>()).Lifted);
        Assert.Equal((MailingStatus.Sent, SuppressionLift.None), ((await RecordAsync()).Status, (await RecordAsync()).Lift));
    }

    [Fact]
    public async Task MailToSomebodyWhoTurnedItAway_IsSentAgainOnlyWhenTheyAsk()
    {
        await ReportAsync("dropped", null, "Unsubscribed Address");
        await app.RefusedAsync(HttpMethod.Post, Resend, new { key = Key.ToString() }, HttpStatusCode.Conflict, "mailing-turned-away");
        await app.SendAsync(HttpMethod.Post, Resend, new { key = Key.ToString(), recipientAsked = true });
        await app.UntilAsync(2026, 10, 6, 14);

        Assert.Equal([(Address, SuppressionLift.Everything)], ((MemorySuppressions)app.Services.GetRequiredService<ISuppressions>()).Lifted);
        Assert.Equal(2, app.Mail.Sent.Count(mail => mail.Mail.Key == Key));
    }

    [Fact]
    public async Task Reports_ThatMakeNoSense_AreTakenAndPassedOver()
    {
        object?[] reports = [null, 7, "x", new { }, new { @event = "bounce" }, new { @event = "bounce", mailing_key = "x" }, new { @event = 3, mailing_key = Key.ToString() },
            new { @event = "open", mailing_key = Key.ToString() }, new { @event = "delivered", mailing_key = Key.ToString(), email = Address }];
        await app.SendAsync(HttpMethod.Post, "webhooks/sendgrid", reports);

        Assert.Equal(MailingStatus.Delivered, (await RecordAsync()).Status);
    }

    private Task<System.Text.Json.JsonElement> ReportAsync(string kind, string? type, string? reason, string email = Address) => app.SendAsync(
        HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = kind, type, reason, email, mailing_key = Key.ToString(), sg_message_id = "msg-" + Key + ".filter1" } });

    private async Task<MailingRecord> RecordAsync() => (await app.Services.GetRequiredService<IMailings>().FindAsync(Key, default))!.Value;
}
