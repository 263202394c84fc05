using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kkr.Workflow.Documents.Mail.Texts;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Mails that are looked at, or tried, before they are sent.</summary>
public sealed partial class MailPreviewTests : IAsyncLifetime
{
    private const string Previews = "councils/lille/mail-previews/";
    private const string Trials = "councils/lille/mail-trials/";
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Preview_OfAMeeting_IsWhatIsSent_ButForTheLink()
    {
        await app.SendAsync(HttpMethod.Put, "councils/lille/mail-texts/callForItems", Blocks("opening", "Kære kolleger i **{kommune}**."));
        JsonElement preview = await app.SendAsync(HttpMethod.Get, Previews + "callForItems?meeting=2026-1&recipient=director-0741", null);
        await app.UntilAsync(2026, 10, 7, 10);
        OutgoingMail sent = app.Mail.Sent.Single(mail => mail.Mail.Key is { Kind: MailKind.CallForItems, Recipient: "director-0741" }).Mail;

        Assert.Equal(sent.Subject, preview.GetProperty("subject").GetString());
        Assert.Equal(Address().Replace(sent.Text, "(link)"), Address().Replace(preview.GetProperty("text").GetString()!, "(link)"));
        Assert.Equal(Address().Replace(sent.Html, "(link)"), Address().Replace(preview.GetProperty("html").GetString()!, "(link)"));
        Assert.Equal(sent.Headers.ToDictionary(), preview.GetProperty("headers").Deserialize<Dictionary<string, string>>());
        Assert.Contains("Kære kolleger i Samsø Kommune.", sent.Text, StringComparison.Ordinal);
        Assert.Contains("?t=", sent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("?t=", preview.GetProperty("text").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfAnAgendaThatIsOut_IsWhatWasSent()
    {
        await app.UntilAsync(2026, 11, 9, 12);
        JsonElement preview = await app.SendAsync(HttpMethod.Get, Previews + "agendaDispatch?meeting=2026-1&recipient=member-0741", null);
        OutgoingMail sent = app.Mail.Sent.Single(mail => mail.Mail.Key is { Kind: MailKind.AgendaDispatch, Recipient: "member-0741" }).Mail;

        Assert.Equal((sent.Subject, sent.Text, sent.Html), (preview.GetProperty("subject").GetString(), preview.GetProperty("text").GetString(), preview.GetProperty("html").GetString()));
    }

    [Fact]
    public async Task Preview_OfEveryMail_ShowsSampleDataInTheCouncilsName()
    {
        foreach (string mail in MailBlocks.Names)
        {
            JsonElement preview = await app.SendAsync(HttpMethod.Get, Previews + mail, null);

            Assert.True(preview.GetProperty("isSample").GetBoolean());
            Assert.Contains("KKR Lille", preview.GetProperty("html").GetString(), StringComparison.Ordinal);
            Assert.Equal("auto-generated", preview.GetProperty("headers").GetProperty("Auto-Submitted").GetString());
            using HttpResponseMessage real = await app.RawAsync(HttpMethod.Get, Previews + mail + "?meeting=2026-1", null);
            Assert.True(real.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{mail}: {(int)real.StatusCode}");
        }

        await app.RefusedAsync(HttpMethod.Get, Previews + "draftMinutes?meeting=2031-1", null, HttpStatusCode.NotFound, "meeting-unknown");
        await app.RefusedAsync(HttpMethod.Get, Previews + "callForItems?meeting=2026-1&recipient=kongen", null, HttpStatusCode.NotFound, "post-unknown");
        await app.RefusedAsync(HttpMethod.Get, Previews + "minutesApproved?meeting=2026-1", null, HttpStatusCode.Conflict, "mail-without-facts");
    }

    [Fact]
    public async Task Draft_IsShownWithoutBeingSaved_AndRefusedLikeATextThatIsSaved()
    {
        JsonElement preview = await app.SendAsync(HttpMethod.Post, Previews + "callForItems", Blocks("subject", "Prøvetekst til {kommune}"));

        Assert.Equal("Prøvetekst til Fjordby Kommune", preview.GetProperty("subject").GetString());
        Assert.DoesNotContain("Prøvetekst", (await app.SendAsync(HttpMethod.Get, Previews + "callForItems", null)).GetProperty("subject").GetString(), StringComparison.Ordinal);
        await app.RefusedAsync(HttpMethod.Post, Previews + "callForItems", Blocks("subject", "{ukendt}"), HttpStatusCode.BadRequest, "mail-text-field-unknown");
        JsonElement frame = await app.SendAsync(HttpMethod.Post, Previews + "frame", Blocks("closing", "De bedste hilsner"));
        Assert.Contains("De bedste hilsner", frame.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_GoesToTheCallersPostAlone_AndNeverCountsAsTheRealMail()
    {
        JsonElement answer = await app.SendAsync(HttpMethod.Post, Trials + "callForItems", new { meeting = "2026-1", recipient = "director-0741" });
        OutgoingMail trial = Assert.Single(app.Mail.Sent).Mail;
        await app.UntilAsync(2026, 10, 7, 10);

        Assert.Equal(("kkr@lille.example", null), (trial.ToEmail, trial.CcEmail));
        Assert.StartsWith("[Prøve] Indkaldelse af punkter", trial.Subject, StringComparison.Ordinal);
        Assert.Equal(answer.GetProperty("key").GetString(), trial.Key.ToString());
        Assert.Contains("Kære Direktør 0741", trial.Text, StringComparison.Ordinal);
        Assert.Equal(3, app.Mail.Sent.Count(mail => mail.Mail.Key.Kind == MailKind.CallForItems && !mail.Mail.Subject.StartsWith("[Prøve]", StringComparison.Ordinal)));
        JsonElement mailings = await app.SendAsync(HttpMethod.Get, Acting.Meetings + "/2026-1/mailings", null);
        Assert.All(mailings.EnumerateArray(), mailing => Assert.NotEqual(0, mailing.GetProperty("key").GetProperty("version").GetInt32()));
        AuditEntry entry = await app.Services.GetRequiredService<IAuditLog>().ReadAsync("lille", default).SingleAsync(one => one.Action == "mail-trial");
        Assert.Equal(("secretariat", "callForItems"), (entry.Actor, entry.Subject));
    }

    [Fact]
    public async Task Trial_ThatTheProviderDoesNotTakeNow_IsRefusedWithItsReason()
    {
        app.Mail.NotNow = "SendGrid tager ikke imod nøglen.";

        using HttpResponseMessage answer = await app.RawAsync(HttpMethod.Post, Trials + "callForItems", new { });
        JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.Conflict, "mail-trial-refused"), (answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains("SendGrid tager ikke imod nøglen.", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfAnAlert_TellsNothingOfAnotherCouncilsMail()
    {
        MailingRecord foreign = new()
        {
            Key = new MailingKey(new MeetingKey("anden", "2026-1"), MailKind.CallForItems, 1, "director-0741", ""),
            Status = MailingStatus.Bounced,
            At = app.Clock.GetUtcNow(),
            SubjectLine = "Kun for den anden",
        };
        await app.Services.GetRequiredService<IMailings>().SaveAsync(foreign, null, default);

        await app.RefusedAsync(
            HttpMethod.Get,
            $"{Previews}bounce?meeting=2026-1&subject={Uri.EscapeDataString(foreign.Key.ToString())}",
            null,
            HttpStatusCode.Conflict,
            "mail-without-facts");
    }

    [Fact]
    public async Task Trials_WithinAnHour_HaveALimit()
    {
        for (int sent = 0; sent < 20; sent++)
        {
            await app.SendAsync(HttpMethod.Post, Trials + "callForItems", new { });
        }

        using HttpResponseMessage refused = await app.RawAsync(HttpMethod.Post, Trials + "callForItems", new { });
        await app.UntilAsync(2026, 9, 1, 11, 1);
        using HttpResponseMessage later = await app.RawAsync(HttpMethod.Post, Trials + "callForItems", new { });

        Assert.Equal((HttpStatusCode)429, refused.StatusCode);
        Assert.Equal(TimeSpan.FromHours(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.Accepted, later.StatusCode);
    }

    private static object Blocks(string name, string text) => new { blocks = new[] { new { name, text } } };

    [GeneratedRegex(@"https?://[^\s""<]+[^\s""<.]", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
