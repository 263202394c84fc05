using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class InboxMailTests(InboxFixture inbox) : IClassFixture<InboxFixture>
{
    [Fact]
    public async Task Mail_WhenWhole_IsAcceptedWithAMessageIdMadeFromItsKey()
    {
        using HttpResponseMessage first = await SendAsync(InboxFixture.Mail("midtjylland|2026-5|CallForItems|1|director-0730"));
        using HttpResponseMessage other = await SendAsync(InboxFixture.Mail("midtjylland|2026-5|CallForItems|1|director-0751"));

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Empty(await first.Content.ReadAsByteArrayAsync());
        string id = Assert.Single(first.Headers.GetValues("X-Message-Id"));
        Assert.NotEqual(id, Assert.Single(other.Headers.GetValues("X-Message-Id")));
        Mail kept = inbox.Inbox.Mails.Find(id)!;
        Assert.Equal("director-0730", kept.About.Post);
        Assert.Equal(InboxFixture.Now, kept.At);
        Assert.Equal("Kære Åse", kept.Text);
    }

    [Fact]
    public async Task Mail_SentTwiceWithOneKey_IsKeptTwiceSoThatTheMistakeShows()
    {
        using HttpResponseMessage first = await SendAsync(InboxFixture.Mail("m|twice|CallForItems|1|chair"));
        using HttpResponseMessage second = await SendAsync(InboxFixture.Mail("m|twice|CallForItems|1|chair"));

        Assert.Equal(2, inbox.Inbox.Mails.Mails.Count(mail => mail.About.Meeting == "twice"));
        Assert.NotEqual(first.Headers.GetValues("X-Message-Id"), second.Headers.GetValues("X-Message-Id"));
    }

    [Theory]
    [InlineData("personalizations", "personalizations")]
    [InlineData("from", "from.email")]
    [InlineData("subject", "subject")]
    [InlineData("content", "content")]
    public async Task Mail_WithoutARequiredField_IsRefusedWithThatFieldNamed(string missing, string field)
    {
        JsonObject mail = InboxFixture.Mail("m|refused|CallForItems|1|chair");
        mail.Remove(missing);

        Assert.Contains(field, await FieldsOfRefusalAsync(mail));
    }

    [Theory]
    [InlineData("ikke en adresse")]
    [InlineData("to@steder@her.example")]
    [InlineData("uden-domæne@")]
    public async Task Mail_ToABrokenAddress_IsRefusedWithThePlaceOfTheAddress(string address) =>
        Assert.Equal(["personalizations.0.to.0.email"], await FieldsOfRefusalAsync(InboxFixture.Mail("m|refused|Bounce|1|x", address)));

    [Fact]
    public async Task Mail_WithOneAddressTwice_IsRefused()
    {
        JsonObject mail = InboxFixture.Mail("m|refused|CallForItems|1|chair");
        mail["personalizations"]![0]!["cc"] = new JsonArray(new JsonObject { ["email"] = "Direktoer@Randers.example" });

        Assert.Equal(["personalizations.0.cc.0.email"], await FieldsOfRefusalAsync(mail));
    }

    [Fact]
    public async Task Mail_WithHtmlBeforeText_IsRefused()
    {
        JsonObject mail = InboxFixture.Mail("m|refused|CallForItems|1|chair");
        JsonArray content = mail["content"]!.AsArray();
        JsonNode html = content[1]!;
        content.RemoveAt(1);
        content.Insert(0, html);

        Assert.Equal(["content"], await FieldsOfRefusalAsync(mail));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SG.en-anden")]
    public async Task Mail_WithoutTheKey_IsUnauthorized(string? key)
    {
        using HttpClient stranger = new() { BaseAddress = inbox.Inbox.Address };
        stranger.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage answer = await stranger.PostAsync("v3/mail/send", InboxFixture.Json(InboxFixture.Mail("m|refused|Bounce|1|x")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        JsonNode? body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("The provided authorization grant is invalid, expired, or revoked", (string?)body!["errors"]![0]!["message"]);
    }

    [Fact]
    public async Task Mail_ThatIsNotJson_IsRefused()
    {
        using StringContent broken = new("{", Encoding.UTF8, "application/json");
        using StringContent text = new("hej", Encoding.UTF8, "text/plain");
        using HttpResponseMessage brokenAnswer = await inbox.SendGrid.PostAsync("v3/mail/send", broken);
        using HttpResponseMessage textAnswer = await inbox.SendGrid.PostAsync("v3/mail/send", text);

        Assert.Equal(HttpStatusCode.BadRequest, brokenAnswer.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, textAnswer.StatusCode);
    }

    [Theory]
    [InlineData("unique_args['mailing_key']=\"m|search|CallForItems|1|chair\"", 1)]
    [InlineData("(unique_args['mailing_key'] = \"m|search|CallForItems|1|chair\") AND (to_email=\"a@b.example\")", 1)]
    [InlineData("unique_args['mailing_key']=\"m|search|CallForItems|1|chair\" AND to_email=\"x@b.example\"", 0)]
    [InlineData("unique_args['mailing_key']=\"m|search|CallForItems|1|ingen\"", 0)]
    public async Task Search_ByMailingKey_FindsTheMailThatCarriesIt(string query, int found)
    {
        const string key = "m|search|CallForItems|1|chair";
        if (!inbox.Inbox.Mails.Mails.Any(mail => mail.About.Key == key))
        {
            using HttpResponseMessage sent = await SendAsync(InboxFixture.Mail(key, "a@b.example"));
        }

        JsonNode? answer = await inbox.SendGrid.GetFromJsonAsync<JsonNode>($"v3/messages?limit=5&query={Uri.EscapeDataString(query)}");

        JsonArray messages = answer!["messages"]!.AsArray();
        Assert.Equal(found, messages.Count);
        Assert.All(messages, message => Assert.Equal(inbox.Inbox.Mails.Mails.First(mail => mail.About.Key == key).Id, (string?)message!["msg_id"]));
    }

    [Theory]
    [InlineData("v3/messages")]
    [InlineData("v3/messages?query=noget%20andet")]
    [InlineData("v3/messages?limit=0&query=subject%3D%22x%22")]
    public async Task Search_NotUnderstood_IsRefused(string address)
    {
        using HttpResponseMessage answer = await inbox.SendGrid.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(JsonObject mail) => inbox.SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(mail));

    private async Task<string[]> FieldsOfRefusalAsync(JsonObject mail)
    {
        using HttpResponseMessage answer = await SendAsync(mail);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(inbox.Inbox.Mails.Mails, kept => kept.About.Meeting == "refused");
        JsonNode? body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        return [.. body!["errors"]!.AsArray().Select(error => (string?)error!["field"] ?? "")];
    }
}
