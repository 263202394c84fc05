using System.Net;
using Kkr.Workflow.LocalRun;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class InboxPagesTests(InboxFixture inbox) : IClassFixture<InboxFixture>
{
    [Fact]
    public async Task Pages_AfterAMail_ListItByPersonAndByMeeting()
    {
        string id = await SendAsync("midtjylland|2026-5|CallForItems|1|director-0730");

        string front = await inbox.People.GetStringAsync("personer");
        string person = await inbox.People.GetStringAsync("personer/direktoer%40randers.example");
        string meeting = await inbox.People.GetStringAsync("moeder/midtjylland/2026-5");

        Assert.Contains("<html lang=\"da\">", front, StringComparison.Ordinal);
        Assert.Contains("Åse Østergård", front, StringComparison.Ordinal);
        Assert.Contains($"/mails/{id}", person, StringComparison.Ordinal);
        Assert.Contains("tirsdag den 6. oktober 2026 kl. 9.00", person, StringComparison.Ordinal);
        Assert.Contains("<span class=\"id\">2026-5</span>", person, StringComparison.Ordinal);
        Assert.Contains("Indkaldelse af punkter (", meeting, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", front + person + meeting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_ShownAsItsRecipientSeesIt_CannotRunScripts()
    {
        string id = await SendAsync("midtjylland|2026-5|CallForItems|1|director-0746");

        string page = await inbox.People.GetStringAsync($"mails/{id}");
        string text = await inbox.People.GetStringAsync($"mails/{id}?vis=tekst");
        string raw = await inbox.People.GetStringAsync($"mails/{id}?vis=raa");
        using HttpResponseMessage body = await inbox.People.GetAsync($"mails/{id}/html");

        Assert.Contains("<iframe sandbox", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("Kære Åse", text, StringComparison.Ordinal);
        Assert.Contains("personalizations", raw, StringComparison.Ordinal);
        Assert.Contains("<b>Åse</b>", await body.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        string policy = Assert.Single(body.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samples_ShowEveryMail_AndNothingButMails()
    {
        string list = await inbox.People.GetStringAsync("skabeloner");
        string page = await inbox.People.GetStringAsync("skabeloner/AgendaDispatch");
        using HttpResponseMessage body = await inbox.People.GetAsync("skabeloner/AgendaDispatch/html");
        using HttpResponseMessage missing = await inbox.People.GetAsync("skabeloner/3");

        Assert.Contains("href=\"/skabeloner\"", await inbox.People.GetStringAsync(""), StringComparison.Ordinal);
        Assert.All(Enum.GetNames<Domain.Mailing.MailKind>(), kind => Assert.Contains($"/skabeloner/{kind}\"", list, StringComparison.Ordinal));
        Assert.Contains("Auto-Submitted: auto-generated", page, StringComparison.Ordinal);
        Assert.Contains("Kære Kim Eksempel", page, StringComparison.Ordinal);
        Assert.StartsWith("sandbox", Assert.Single(body.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Bounce_AskedForOnThePage_IsShown()
    {
        string id = await SendAsync("midtjylland|2026-5|CallForItems|1|director-0671");

        using HttpResponseMessage answer = await inbox.People.PostAsync($"mails/{id}/melding", Form(("haendelse", "bounce")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Afvist af modtagerens server", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("bounce", Assert.Single(inbox.Inbox.Mails.EventsOf(id)).Kind);
    }

    [Fact]
    public async Task Bounce_AskedForFromAnotherSite_IsForbidden()
    {
        string id = await SendAsync("midtjylland|2026-5|CallForItems|1|director-0661");
        using HttpRequestMessage request = new(HttpMethod.Post, $"mails/{id}/melding") { Content = Form(("haendelse", "bounce")) };
        request.Headers.Add("Origin", "https://et-andet-sted.example");
        using HttpResponseMessage answer = await inbox.People.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(inbox.Inbox.Mails.EventsOf(id));
    }

    [Theory]
    [InlineData("mails/findes-ikke")]
    [InlineData("personer/ingen%40nowhere.example")]
    [InlineData("moeder/midtjylland/1999-1")]
    [InlineData("kalender/findes-ikke")]
    public async Task Page_OfWhatIsNotThere_IsNotFound(string address)
    {
        using HttpResponseMessage answer = await inbox.People.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Inbox_Restarted_HasWhatItHadAndDropsALineThatWasCutShort()
    {
        string folder = Directory.CreateTempSubdirectory("kkr-inbox-").FullName;
        try
        {
            Mail mail = new() { Id = "", At = InboxFixture.Now, From = new("a@b.example"), To = [new("c@d.example")], Subject = "Æ", Raw = "{}" };
            using (MailBox first = new(folder))
            {
                first.Add(mail);
            }

            await File.AppendAllTextAsync(Path.Combine(folder, "mails.jsonl"), "{\"id\":\"halv");
            using (MailBox second = new(folder))
            {
                Assert.Equal("Æ", Assert.Single(second.Mails).Subject);
                second.Add(mail);
            }

            using MailBox third = new(folder);
            Assert.Equal(2, third.Mails.Select(kept => kept.Id).Distinct().Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Inbox_OnATakenPort_SaysSo()
    {
        LocalRunException refused = await Assert.ThrowsAsync<LocalRunException>(
            () => InboxServer.StartAsync(new InboxOptions { Port = inbox.Inbox.Address.Port }, CancellationToken.None));

        Assert.Contains($"Port {inbox.Inbox.Address.Port} på 127.0.0.1 er optaget", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blocked", "Stoppet af modtagerens server")]
    [InlineData("deferred", "Forsinket af modtagerens server")]
    [InlineData("spamreport", "Meldt som spam")]
    [InlineData("delivered", "Leveret")]
    [InlineData("dropped", "på SendGrids liste")]
    public async Task Report_OfEachKind_IsShownAtTheMail(string kind, string words)
    {
        string id = await SendAsync($"midtjylland|2026-6|CallForItems|1|{kind}");
        using HttpResponseMessage answer = await inbox.People.PostAsync($"mails/{id}/melding", Form(("haendelse", kind)));
        using HttpResponseMessage unknown = await inbox.People.PostAsync($"mails/{id}/melding", Form(("haendelse", "brændt")));

        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Theory]
    [InlineData("q=punkter%20randers", true)]
    [InlineData("q=PUNKTER&i=emne", true)]
    [InlineData("q=randers&i=emne", false)]
    [InlineData("q=randers&i=til", true)]
    [InlineData("q=sekretariatet&i=fra", true)]
    [InlineData("q=K%C3%A6re&i=tekst", true)]
    [InlineData("q=findesikke", false)]
    public async Task Search_FindsWhatStandsInTheMails(string query, bool isFound)
    {
        string id = await SendAsync("midtjylland|2026-7|CallForItems|1|director-0730");
        string page = await inbox.People.GetStringAsync($"?{query}");

        Assert.Equal(isFound, page.Contains($"/mails/{id}", StringComparison.Ordinal));
        Assert.Contains("role=\"search\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_SeenAsAnAttendee_IsAnsweredWithAButton()
    {
        using HttpResponseMessage made = await inbox.Graph.PostAsync("events", InboxFixture.Json(InboxFixture.Event("svar")));
        string id = Uri.EscapeDataString((string)(await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>(made.Content))!["id"]!);
        const string who = "borgmester@randers.example";

        using HttpResponseMessage answer = await inbox.People.PostAsync($"kalender/{id}/svar", Form(("som", who), ("svar", "decline"), ("besked", "Ferie")));
        using HttpResponseMessage stranger = await inbox.People.PostAsync($"kalender/{id}/svar", Form(("som", "ingen@nowhere.example"), ("svar", "accept")));
        string person = await inbox.People.GetStringAsync($"personer/{Uri.EscapeDataString(who)}");

        Assert.Contains("Afslår", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Contains("Afslår", person, StringComparison.Ordinal);
        Assert.Equal("answered", inbox.Inbox.Calendar.HistoryOf(Uri.UnescapeDataString(id))[^1].Change);
    }

    [Fact]
    public async Task Mail_WithFiles_GivesThemOut()
    {
        System.Text.Json.Nodes.JsonObject mail = InboxFixture.Mail("midtjylland|2026-8|AgendaDispatch|1|chair");
        mail["attachments"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["content"] = "JVBERg==", ["type"] = "application/pdf", ["filename"] = "Dagsorden.pdf" });
        using HttpResponseMessage sent = await inbox.SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(mail));
        string id = Assert.Single(sent.Headers.GetValues("X-Message-Id"));

        Assert.Contains("Dagsorden.pdf", await inbox.People.GetStringAsync($"mails/{id}"), StringComparison.Ordinal);
        Assert.Equal("%PDF", await inbox.People.GetStringAsync($"mails/{id}/bilag/0"));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private async Task<string> SendAsync(string key)
    {
        using HttpResponseMessage answer = await inbox.SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(InboxFixture.Mail(key)));
        return Assert.Single(answer.Headers.GetValues("X-Message-Id"));
    }
}
