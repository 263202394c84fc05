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

        string front = await inbox.People.GetStringAsync("");
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
    public async Task Bounce_AskedForOnThePage_IsShown()
    {
        string id = await SendAsync("midtjylland|2026-5|CallForItems|1|director-0671");

        using HttpResponseMessage answer = await inbox.People.PostAsync($"mails/{id}/afvist", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Afvist af modtagerens server", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("bounce", Assert.Single(inbox.Inbox.Mails.EventsOf(id)).Kind);
    }

    [Fact]
    public async Task Bounce_AskedForFromAnotherSite_IsForbidden()
    {
        string id = await SendAsync("midtjylland|2026-5|CallForItems|1|director-0661");
        using HttpRequestMessage request = new(HttpMethod.Post, $"mails/{id}/afvist");
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

    private async Task<string> SendAsync(string key)
    {
        using HttpResponseMessage answer = await inbox.SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(InboxFixture.Mail(key)));
        return Assert.Single(answer.Headers.GetValues("X-Message-Id"));
    }
}
