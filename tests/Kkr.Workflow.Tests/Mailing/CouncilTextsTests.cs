using System.Net;
using System.Text.Json;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Texts that a council has changed, from the door to the mail.</summary>
public sealed class CouncilTextsTests : IAsyncLifetime
{
    private const string Texts = "councils/lille/mail-texts";
    private const string Reminder = Texts + "/firstReminder";
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task ChangedText_ReachesTheNextMailing_AndOnlyThatMail()
    {
        await app.SendAsync(HttpMethod.Put, Reminder, Blocks(("subject", "Husk punkter inden {frist.dato}"), ("opening", "Vi glæder os til at høre fra jer.")));
        await app.SendAsync(HttpMethod.Put, Texts + "/frame", Blocks(("signature", "{sekretariat}\n{råd} · {sekretariat.telefon}")));

        await app.UntilAsync(2026, 10, 20, 8);

        OutgoingMail[] reminders = [.. Sent(MailKind.FirstReminder)];
        Assert.Equal(3, reminders.Length);
        Assert.All(reminders, mail =>
        {
            Assert.StartsWith("Husk punkter inden 2", mail.Subject, StringComparison.Ordinal);
            Assert.Contains("\n\nVi glæder os til at høre fra jer.\n\n", mail.Text, StringComparison.Ordinal);
            Assert.Contains(">Vi glæder os til at høre fra jer.</p>", mail.Html, StringComparison.Ordinal);
            Assert.EndsWith("Venlig hilsen\nKKR-sekretariatet\nKKR Lille · 3333 4444\n", mail.Text, StringComparison.Ordinal);
        });
        Assert.All(Sent(MailKind.CallForItems), mail =>
        {
            Assert.StartsWith("Indkaldelse af punkter", mail.Subject, StringComparison.Ordinal);
            Assert.Contains("KKR Lille · 3333 4444", mail.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task UnknownField_IsRefusedWhenSaved_AndNothingChanges()
    {
        using HttpResponseMessage answer = await app.RawAsync(HttpMethod.Put, Reminder, Blocks(("opening", "Kom senest {frist.datoen}, <b>nu</b>.")));
        JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("mail-text-html", problem.GetProperty("code").GetString());
        await app.RefusedAsync(HttpMethod.Put, Reminder, Blocks(("opening", "Kom senest {frist.datoen}.")), HttpStatusCode.BadRequest, "mail-text-field-unknown");
        await app.RefusedAsync(HttpMethod.Put, Reminder, Blocks(("link", "Svar os.")), HttpStatusCode.BadRequest, "mail-text-field-missing");
        await app.RefusedAsync(HttpMethod.Put, Reminder, Blocks(("subject", "A\r\nBcc: b@lille.example")), HttpStatusCode.BadRequest, "mail-text-line-break");
        Assert.Equal(0, (await app.SendAsync(HttpMethod.Get, Reminder, null)).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Versions_AreAllKept_AndAnEarlierOneCanHoldAgain()
    {
        await app.SendAsync(HttpMethod.Put, Reminder, Blocks(("greeting", "Hej {navn}")));
        await app.SendAsync(HttpMethod.Put, Reminder, Blocks(("greeting", "Goddag {navn}")));
        await app.SendAsync(HttpMethod.Put, Reminder, Blocks(("greeting", "Goddag {navn}")));
        JsonElement standard = await app.SendAsync(HttpMethod.Delete, Reminder, null);
        JsonElement restored = await app.SendAsync(HttpMethod.Post, Reminder + "/restore", new { version = 1 });
        JsonElement[] versions = [.. (await app.SendAsync(HttpMethod.Get, Reminder + "/versions", null)).EnumerateArray()];

        Assert.False(Greeting(standard).GetProperty("isChanged").GetBoolean());
        Assert.Equal("Hej {navn}", Greeting(restored).GetProperty("text").GetString());
        Assert.Equal("Kære {navn}", Greeting(restored).GetProperty("standard").GetString());
        Assert.Equal([1, 2, 3, 4], versions.Select(version => version.GetProperty("version").GetInt32()));
        Assert.Equal(1, versions[^1].GetProperty("restoredFrom").GetInt32());
        Assert.All(versions, version => Assert.Equal("secretariat", version.GetProperty("by").GetString()));
        await app.RefusedAsync(HttpMethod.Post, Reminder + "/restore", new { version = 9 }, HttpStatusCode.NotFound, "version-unknown");
        await app.RefusedAsync(HttpMethod.Get, Texts + "/julehilsen", null, HttpStatusCode.NotFound, "mail-unknown");
    }

    [Fact]
    public async Task Replacement_OfAVersionThatSomebodyElseHasReplaced_IsRefused()
    {
        using HttpResponseMessage seen = await app.Http.GetAsync(new Uri("api/" + Reminder, UriKind.Relative));
        await app.SendAsync(HttpMethod.Put, Reminder, Blocks(("greeting", "Hej {navn}")));

        using HttpResponseMessage unseen = await app.RawAsync(HttpMethod.Put, Reminder, Blocks(("greeting", "Goddag {navn}")), seesVersions: false);
        using HttpRequestMessage late = new(HttpMethod.Put, "api/" + Reminder) { Content = System.Net.Http.Json.JsonContent.Create(Blocks(("greeting", "Goddag {navn}"))) };
        late.Headers.IfMatch.Add(seen.Headers.ETag!);
        using HttpResponseMessage outdated = await app.Http.SendAsync(late);

        Assert.Equal((HttpStatusCode)428, unseen.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, outdated.StatusCode);
    }

    [Fact]
    public async Task Mail_TriedAgain_KeepsTheWordsThatItHad()
    {
        await app.SendAsync(HttpMethod.Put, Texts + "/callForItems", Blocks(("opening", "Første udgave.")));
        app.Mail.Refused["direktoer0741@lille.example"] = "mailbox full";
        await app.UntilAsync(2026, 10, 7, 10);
        await app.SendAsync(HttpMethod.Put, Texts + "/callForItems", Blocks(("opening", "Anden udgave.")));
        app.Mail.Refused.Clear();
        await app.SendAsync(
            HttpMethod.Post, Acting.Meetings + "/2026-1/mailings/resend", new { key = "lille|2026-1|CallForItems|1|director-0741" });
        await app.UntilAsync(2026, 10, 7, 11);

        OutgoingMail[] calls = [.. Sent(MailKind.CallForItems)];
        Assert.Equal(3, calls.Length);
        Assert.All(calls, mail => Assert.Contains("Første udgave.", mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TextThatNoLongerFits_IsPassedOver_AndTheSecretariatIsTold()
    {
        await app.Services.GetRequiredService<IMailTexts>().AddAsync(
            new MailTextVersion { Council = "lille", Mail = "callForItems", Version = 1, Blocks = [new("opening", "Om {noget.gammelt}.")], By = "secretariat", At = app.Clock.GetUtcNow() },
            default);
        await app.UntilAsync(2026, 10, 7, 10);

        Assert.All(Sent(MailKind.CallForItems), mail => Assert.Contains("KKR Lille holder møde den 17. november 2026.", mail.Text, StringComparison.Ordinal));
        OutgoingMail alert = Assert.Single(Sent(MailKind.TextUnusable));
        Assert.Equal("kkr@lille.example", alert.ToEmail);
        Assert.Contains("{noget.gammelt}", alert.Text, StringComparison.Ordinal);
        JsonElement[] all = [.. (await app.SendAsync(HttpMethod.Get, Texts, null)).EnumerateArray()];
        Assert.False(all.Single(text => text.GetProperty("mail").GetString() == "callForItems").GetProperty("isUsable").GetBoolean());
        Assert.Equal(Enum.GetValues<MailKind>().Length + 1, all.Length);
    }

    [Theory]
    [InlineData("director-0730")]
    [InlineData("chair")]
    [InlineData("operator")]
    public async Task Texts_AreTheSecretariatsAlone(string post)
    {
        await app.RefusedAsync(HttpMethod.Get, Reminder, null, HttpStatusCode.Forbidden, "not-permitted", post);
        await app.RefusedAsync(HttpMethod.Put, Reminder, Blocks(("greeting", "Hej {navn}")), HttpStatusCode.Forbidden, "not-permitted", post);
        await app.RefusedAsync(HttpMethod.Get, "councils/lille/mail-previews/callForItems", null, HttpStatusCode.Forbidden, "not-permitted", post);
        await app.RefusedAsync(HttpMethod.Post, "councils/lille/mail-trials/callForItems", new { }, HttpStatusCode.Forbidden, "not-permitted", post);
    }

    private static object Blocks(params (string Name, string Text)[] blocks) => new { blocks = blocks.Select(block => new { name = block.Name, text = block.Text }) };

    private static JsonElement Greeting(JsonElement view) => view.GetProperty("blocks").EnumerateArray().Single(block => block.GetProperty("name").GetString() == "greeting");

    private IEnumerable<OutgoingMail> Sent(MailKind kind) => app.Mail.Sent.Select(sent => sent.Mail).Where(mail => mail.Key.Kind == kind);
}
