using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;
using Kkr.Workflow.LocalRun.Inbox.Faults;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>The doors' answers when they are to go wrong, and what they say when they do not.</summary>
public sealed class InboxFaultTests
{
    [Fact]
    public async Task MailDoor_Throttled_AnswersAsSendGridDocuments()
    {
        await using Door door = await Door.OpenAsync("mail:429@1");
        using HttpResponseMessage answer = await door.SendAsync("m|f|CallForItems|1|chair");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal("""{"errors":[{"message":"too many requests","field":null,"help":null}]}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("0", Assert.Single(answer.Headers.GetValues("X-RateLimit-Remaining")));
        long reset = long.Parse(Assert.Single(answer.Headers.GetValues("X-RateLimit-Reset")), null);
        Assert.InRange(reset - InboxFixture.Now.ToUnixTimeSeconds(), 1, 30);
        Assert.Empty(door.Inbox.Mails.Mails);
        Assert.Equal(1, door.Inbox.Struck()["mail:429@1"]);
    }

    [Fact]
    public async Task MailDoor_AtPeace_SaysHowManyRequestsAreLeft()
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage first = await door.SendAsync("m|f|CallForItems|1|chair");
        using HttpResponseMessage second = await door.SendAsync("m|f|CallForItems|1|vice-chair");

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(["599", "598"], new[] { first, second }.Select(answer => Assert.Single(answer.Headers.GetValues("X-RateLimit-Remaining"))));
    }

    [Fact]
    public async Task GraphDoor_Busy_AnswersWithRetryAfterAndGraphsErrorBody()
    {
        await using Door door = await Door.OpenAsync("graph:503@1");
        using HttpResponseMessage answer = await door.Graph.PostAsync("events", InboxFixture.Json(InboxFixture.Event("busy")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
        JsonNode body = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("ErrorServerBusy", (string?)body["error"]!["code"]);
        Assert.NotNull(body["error"]!["innerError"]!["request-id"]);
    }

    [Theory]
    [InlineData("mail:cut@1")]
    [InlineData("mail:timeout@1")]
    public async Task MailDoor_WithoutAnAnswer_HasTakenTheMailOrNot(string fault)
    {
        await using Door door = await Door.OpenAsync(fault);
        door.SendGrid.Timeout = TimeSpan.FromSeconds(1);
        for (int number = 1; number <= 6; number++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => door.SendAsync($"m|f|CallForItems|{number}|chair"));
        }

        Assert.InRange(door.Inbox.Mails.Mails.Count, 1, 5);
    }

    [Fact]
    public async Task MailDoor_WithHalfAnAnswer_IsNoWholeJson()
    {
        await using Door door = await Door.OpenAsync("mail:malformed@1");
        using HttpResponseMessage answer = await door.SendAsync("m|f|CallForItems|1|chair");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAsync<System.Text.Json.JsonException>(() => answer.Content.ReadFromJsonAsync<JsonNode>());
    }

    [Fact]
    public void Faults_OfOneSeed_StrikeTheSameRequestsInWhateverOrderTheyCome()
    {
        FaultPlan plan = new([FaultRule.Parse("mail:429@0.1")!], Seed: 7);
        string[] requests = [.. Enumerable.Range(0, 2000).Select(number => $"POST /v3/mail/send {number}")];
        FaultDice first = new(plan);
        FaultDice second = new(plan);
        HashSet<string> struck = [.. requests.Where(request => first.Roll(FaultTarget.Mail, request) is not null)];

        Assert.Equal(struck.Order(), requests.Reverse().Where(request => second.Roll(FaultTarget.Mail, request) is not null).Order());
        Assert.InRange(struck.Count, 140, 260);
        Assert.NotEqual(struck.Order(), requests.Where(request => new FaultDice(plan with { Seed = 8 }).Roll(FaultTarget.Mail, request) is not null).Order());
        Assert.DoesNotContain(requests, request => first.Roll(FaultTarget.Graph, request) is not null);
    }

    [Fact]
    public async Task MailDoor_InSandbox_LooksAtTheMailAndKeepsNothing()
    {
        await using Door door = await Door.OpenAsync();
        JsonObject mail = InboxFixture.Mail("m|f|CallForItems|1|chair");
        mail["mail_settings"] = new JsonObject { ["sandbox_mode"] = new JsonObject { ["enable"] = true } };
        using HttpResponseMessage looked = await door.SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(mail));
        mail["mail_settings"]!["sandbox_mode"]!["enable"] = "true";
        using HttpResponseMessage wrong = await door.SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(mail));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (looked.StatusCode, wrong.StatusCode));
        Assert.False(looked.Headers.Contains("X-Message-Id"));
        Assert.Empty(door.Inbox.Mails.Mails);
    }

    [Fact]
    public async Task Lists_OfAddressesThatGetNoMail_FollowTheReportsAndAreCleared()
    {
        await using Door door = await Door.OpenAsync();
        using HttpResponseMessage sent = await door.SendAsync("m|f|CallForItems|1|chair");
        await door.Inbox.Webhooks.BounceAsync(door.Inbox.Mails.Mails[0], "550 5.1.1 ukendt", CancellationToken.None);
        string[] before = await BouncesAsync();
        using HttpResponseMessage cleared = await door.SendGrid.DeleteAsync("v3/suppression/bounces/direktoer%40randers.example");
        using HttpResponseMessage again = await door.SendGrid.DeleteAsync("v3/suppression/bounces/direktoer%40randers.example");

        Assert.Equal(["direktoer@randers.example"], before);
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (cleared.StatusCode, again.StatusCode));
        Assert.Empty(await BouncesAsync());

        async Task<string[]> BouncesAsync() =>
            [.. (await door.SendGrid.GetFromJsonAsync<JsonArray>("v3/suppression/bounces"))!.Select(entry => (string)entry!["email"]!)];
    }

    private sealed class Door : IAsyncDisposable
    {
        public required InboxServer Inbox { get; init; }

        public HttpClient SendGrid { get; } = new();

        public HttpClient Graph { get; } = new();

        public static async Task<Door> OpenAsync(params string[] faults)
        {
            InboxOptions options = new() { Time = new AtNow(), Faults = new([.. faults.Select(fault => FaultRule.Parse(fault)!)], FaultPlan.UsualSeed) };
            Door door = new() { Inbox = await InboxServer.StartAsync(options, CancellationToken.None) };
            door.SendGrid.BaseAddress = door.Inbox.Address;
            door.SendGrid.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.SendGridKey);
            door.Graph.BaseAddress = new Uri(door.Inbox.Address, "v1.0/users/kkr@midtjylland.example/");
            door.Graph.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
            return door;
        }

        public Task<HttpResponseMessage> SendAsync(string key) => SendGrid.PostAsync("v3/mail/send", InboxFixture.Json(InboxFixture.Mail(key)));

        public async ValueTask DisposeAsync()
        {
            SendGrid.Dispose();
            Graph.Dispose();
            await Inbox.DisposeAsync();
        }
    }

    private sealed class AtNow : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => InboxFixture.Now;
    }
}
