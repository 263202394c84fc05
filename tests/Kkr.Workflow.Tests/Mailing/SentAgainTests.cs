using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>A mail that is sent again: what was told about the former one no longer counts, and what is told about the new one does.</summary>
public sealed class SentAgainTests : IAsyncLifetime
{
    private const string Address = "direktoer0741@lille.example";
    private const string Mailings = Acting.Meetings + "/2026-1/mailings";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync() => app = await Acting.CalledAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task MailSentAgain_BouncesAgain_IsToldAgain()
    {
        string key = KeyOf(MailKind.CallForItems);
        await BounceAsync(key, "msg-" + key + ".filter1");
        await app.UntilAsync(2026, 10, 6, 13);
        await ResendAsync(key);
        await app.UntilAsync(2026, 10, 6, 14);
        await BounceAsync(key, "msg-" + key + "-2.filter7");
        await BounceAsync(key, "msg-" + key + "-2.filter7");
        await app.UntilAsync(2026, 10, 6, 15);

        Assert.Equal(
            ["CallForItems.director-0741", "CallForItems.director-0741~2"],
            app.Mail.Sent.Where(mail => mail.Mail.Key.Kind == MailKind.Bounce).Select(mail => mail.Mail.Key.Subject));
    }

    [Fact]
    public async Task MailSentAgain_IsRefusedAgain_IsToldAgain()
    {
        app.Mail.Refused["direktoer0779@lille.example"] = "550 ukendt";
        await app.UntilAsync(2026, 10, 19, 12);
        string key = new MailingKey(new(SampleCouncil.Id, "2026-1"), MailKind.FirstReminder, 1, "director-0779").ToString();
        await ResendAsync(key);
        await app.UntilAsync(2026, 10, 19, 15);

        Assert.Equal(2, app.Mail.Sent.Count(mail => mail.Mail.Key.Kind == MailKind.Bounce));
    }

    [Fact]
    public async Task ReportOnTheFormerMail_AfterItWasSentAgain_ChangesNothing()
    {
        string key = KeyOf(MailKind.CallForItems);
        await BounceAsync(key, "msg-" + key + ".filter1");
        await ResendAsync(key);
        await BounceAsync(key, "msg-" + key + ".filter1");
        await app.UntilAsync(2026, 10, 6, 14);
        await BounceAsync(key, "msg-" + key + ".filter1");
        await app.UntilAsync(2026, 10, 6, 15);

        Assert.Equal(2, app.Mail.Sent.Count(mail => mail.Mail.Key.ToString() == key));
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Kind == MailKind.Bounce);
        Assert.Equal(MailingStatus.Sent, await StatusAsync(key));
    }

    [Fact]
    public async Task MailSentAgain_WhoseAnswerWasLost_IsNotTakenForTheFormerOne()
    {
        string key = KeyOf(MailKind.CallForItems);
        await BounceAsync(key, "msg-" + key);
        app.Mail.FaultsLeft = 1;
        await ResendAsync(key);
        await app.UntilAsync(2026, 10, 6, 18);

        Assert.Equal(2, app.Mail.Sent.Count(mail => mail.Mail.Key.ToString() == key));
    }

    [Fact]
    public async Task ReminderSentAgain_TellsHowManyItemsHaveComeIn()
    {
        await app.SubmitAsync("2026-1", "Klima", "0741");
        await app.UntilAsync(2026, 10, 19, 12);
        string key = KeyOf(MailKind.FirstReminder);
        await BounceAsync(key, "msg-" + key);
        await app.SubmitAsync("2026-1", "Havne", "0741");
        await ResendAsync(key);
        await app.UntilAsync(2026, 10, 19, 14);

        SentMail[] sent = [.. app.Mail.Sent.Where(mail => mail.Mail.Key.ToString() == key)];
        Assert.Contains("1 punkt", sent[0].Mail.Text, StringComparison.Ordinal);
        Assert.Contains("2 punkter", sent[1].Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_SentAgain_IsRefused()
    {
        string key = KeyOf(MailKind.CallForItems);
        app.Mail.Refused["kkr@lille.example"] = "550 fuld";
        await BounceAsync(key, "msg-" + key);
        await app.UntilAsync(2026, 10, 6, 13);
        string alert = new MailingKey(new(SampleCouncil.Id, "2026-1"), MailKind.Bounce, 1, "secretariat", "CallForItems.director-0741").ToString();

        await app.RefusedAsync(HttpMethod.Post, Mailings + "/resend", new { key = alert }, HttpStatusCode.Conflict, "mailing-is-alert");
    }

    private string KeyOf(MailKind kind) => app.Mail.Sent.First(mail => mail.Mail.Key.Kind == kind && mail.Mail.ToEmail == Address).Mail.Key.ToString();

    private Task<JsonElement> BounceAsync(string key, string message) => app.SendAsync(
        HttpMethod.Post, "webhooks/sendgrid", new[] { new { @event = "bounce", mailing_key = key, sg_message_id = message, reason = "550 ukendt" } });

    private Task<JsonElement> ResendAsync(string key) => app.SendAsync(HttpMethod.Post, Mailings + "/resend", new { key });

    private async Task<MailingStatus> StatusAsync(string key) =>
        (await app.Services.GetRequiredService<IMailings>().FindAsync(MailingKey.Parse(key)!, default))!.Value.Status;
}
