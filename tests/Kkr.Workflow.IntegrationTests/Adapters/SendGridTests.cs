using System.Net;
using System.Text.Json.Nodes;
using Kkr.Workflow.Adapters.SendGrid;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

public sealed class SendGridTests
{
    private static readonly OutgoingMail Mail = new()
    {
        Key = new MailingKey(new MeetingKey("midtjylland", "2026-5"), MailKind.LateItem, 1, "director-0741", "2026-5-07"),
        ToName = "Søren Ågård",
        ToEmail = "direktoer@samsoe.example",
        CcEmail = "kkr@example.dk",
        FromName = "KKR-sekretariatet",
        FromEmail = "kkr@example.dk",
        Subject = "Punktet »Ø-støtte« er modtaget efter fristen",
        Text = "Kære Søren Ågård",
        Html = "<p>Kære Søren Ågård</p>",
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Auto-Submitted"] = "auto-generated" },
    };

    [Fact]
    public async Task Mail_Sent_HasTheShapeThatSendGridDocuments()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202, null, ("X-Message-Id", "abc.123")));
        await using ServiceProvider app = Start(sendGrid.Address);

        MailReceipt receipt = await app.GetRequiredService<IMailSender>().SendAsync(Mail, default);

        Assert.Equal(new MailReceipt(true, "abc.123", null), receipt);
        Recorded request = Assert.Single(sendGrid.Requests);
        Assert.Equal(("POST", "/v3/mail/send"), (request.Method, request.Target));
        Assert.Equal("Bearer SG.test", request.Headers["Authorization"]);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        JsonNode json = request.Json;
        JsonNode one = Assert.Single(json["personalizations"]!.AsArray())!;
        Assert.Equal("""[{"name":"Søren Ågård","email":"direktoer@samsoe.example"}]""", Plain(one["to"]!));
        Assert.Equal("""[{"email":"kkr@example.dk"}]""", Plain(one["cc"]!));
        Assert.Equal("midtjylland|2026-5|LateItem|1|director-0741|2026-5-07", (string?)one["custom_args"]!["mailing_key"]);
        Assert.Equal(Mail.Subject, (string?)one["subject"]);
        Assert.Equal(("kkr@example.dk", "kkr@example.dk"), ((string?)json["from"]!["email"], (string?)json["reply_to"]!["email"]));
        Assert.Equal(["text/plain", "text/html"], json["content"]!.AsArray().Select(part => (string?)part!["type"]));
        Assert.Equal([Mail.Text, Mail.Html], json["content"]!.AsArray().Select(part => (string?)part!["value"]));
        Assert.Equal("""["LateItem"]""", Plain(json["categories"]!));
        Assert.Equal("auto-generated", (string?)json["headers"]!["Auto-Submitted"]);
        Assert.False((bool)json["tracking_settings"]!["click_tracking"]!["enable"]!);
        Assert.False((bool)json["tracking_settings"]!["click_tracking"]!["enable_text"]!);
        Assert.False((bool)json["tracking_settings"]!["open_tracking"]!["enable"]!);
    }

    [Fact]
    public async Task Mail_ToTheSecretariatItself_HasNoCopy()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202));
        await using ServiceProvider app = Start(sendGrid.Address);

        await app.GetRequiredService<IMailSender>().SendAsync(Mail with { ToEmail = "KKR@example.dk" }, default);

        Assert.Null(Assert.Single(sendGrid.Requests).Json["personalizations"]![0]!["cc"]);
    }

    [Fact]
    public async Task Mail_ToAnAddressThatIsNone_IsRefusedForGoodWithoutQuotingIt()
    {
        const string Body = """{"errors":[{"message":"direktoer@samsoe.example does not contain a valid address.","field":"personalizations.0.to.0.email","help":"http://x"}]}""";
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(400, Body));
        await using ServiceProvider app = Start(sendGrid.Address);

        MailReceipt receipt = await app.GetRequiredService<IMailSender>().SendAsync(Mail, default);

        Assert.Equal(new MailReceipt(false, null, "(adresse udeladt) does not contain a valid address."), receipt);
    }

    [Fact]
    public async Task Mail_WithAWrongSender_FailsWithSendGridsWordsFieldByField()
    {
        const string Body = """{"errors":[{"message":"kkr@example.dk is no address","field":"from.email"},{"message":"Too long","field":"subject"}]}""";
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(400, Body));
        await using ServiceProvider app = Start(sendGrid.Address);

        MailReceipt receipt = await app.GetRequiredService<IMailSender>().SendAsync(Mail, default);

        Assert.Equal(new MailReceipt(false, null, "SendGrid fandt fejl i e-mailen (400). from.email: (adresse udeladt) is no address subject: Too long"), receipt);
    }

    [Fact]
    public async Task Mail_InSandbox_IsLookedAtAndSentToNobody()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200));
        await using ServiceProvider app = Start(sendGrid.Address, ("SendGrid:Sandbox", "true"));

        MailReceipt receipt = await app.GetRequiredService<IMailSender>().SendAsync(Mail, default);

        Assert.Equal(new MailReceipt(true, null, null) { IsSandboxed = true }, receipt);
        Assert.Equal("""{"enable":true}""", Plain(Assert.Single(sendGrid.Requests).Json["mail_settings"]!["sandbox_mode"]!));
    }

    [Fact]
    public async Task Mail_WithDocuments_CarriesThemInBase64()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202));
        await using ServiceProvider app = Start(sendGrid.Address);

        await app.GetRequiredService<IMailSender>().SendAsync(Mail with { Attachments = [new MailAttachment("Dagsorden.pdf", "application/pdf", "%PDF"u8.ToArray())] }, default);

        Assert.Equal(
            """[{"content":"JVBERg==","type":"application/pdf","filename":"Dagsorden.pdf","disposition":"attachment"}]""",
            Plain(Assert.Single(sendGrid.Requests).Json["attachments"]!));
    }

    [Fact]
    public async Task Mails_AfterARateLimit_AreNotSentUntilItIsOver()
    {
        SettableTime time = new(new DateTimeOffset(2026, 10, 6, 7, 0, 0, TimeSpan.Zero));
        string reset = time.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using StandIn sendGrid = await StandIn.StartAsync((_, number) => number == 1
            ? new Answer(429, """{"errors":[{"field":null,"message":"too many requests"}]}""", ("X-RateLimit-Limit", "600"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset))
            : new Answer(202));
        await using ServiceProvider app = StorageFixture.Build(new Dictionary<string, string?> { ["SendGrid:Host"] = sendGrid.Address }, services => services.AddSingleton<TimeProvider>(time));
        IMailSender sender = app.GetRequiredService<IMailSender>();

        MailNotNowException first = await Assert.ThrowsAsync<MailNotNowException>(() => sender.SendAsync(Mail, default));
        time.Now += TimeSpan.FromSeconds(15);
        MailNotNowException second = await Assert.ThrowsAsync<MailNotNowException>(() => sender.SendAsync(Mail, default));
        Assert.Single(sendGrid.Requests);
        time.Now += TimeSpan.FromSeconds(26);
        MailReceipt third = await sender.SendAsync(Mail, default);

        Assert.Equal((TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(25)), (first.After, second.After));
        Assert.True(third.Accepted);
    }

    [Fact]
    public async Task Mails_WhenTheLastOfAPeriodIsTaken_WaitForTheNext()
    {
        SettableTime time = new(new DateTimeOffset(2026, 10, 6, 7, 0, 0, TimeSpan.Zero));
        string reset = time.GetUtcNow().AddSeconds(12).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202, null, ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset)));
        await using ServiceProvider app = StorageFixture.Build(new Dictionary<string, string?> { ["SendGrid:Host"] = sendGrid.Address }, services => services.AddSingleton<TimeProvider>(time));
        IMailSender sender = app.GetRequiredService<IMailSender>();

        Assert.True((await sender.SendAsync(Mail, default)).Accepted);
        MailNotNowException next = await Assert.ThrowsAsync<MailNotNowException>(() => sender.SendAsync(Mail, default));

        Assert.Equal(TimeSpan.FromSeconds(12), next.After);
        Assert.Single(sendGrid.Requests);
    }

    [Fact]
    public async Task Mail_WithTheEuropeanHost_GoesToEurope()
    {
        Asked asked = new();
        await using ServiceProvider app = StorageFixture.Build(
            new Dictionary<string, string?> { ["SendGrid:Host"] = "https://api.eu.sendgrid.com" },
            services => services.AddHttpClient("SendGrid").ConfigurePrimaryHttpMessageHandler(() => asked));

        await app.GetRequiredService<IMailSender>().SendAsync(Mail, default);
        await app.GetRequiredService<IMailSender>().FindAsync(Mail.Key, [], default);
        await app.GetRequiredService<ISuppressions>().LiftAsync(Mail.ToEmail, SuppressionLift.Failures, default);

        Assert.Equal("https://api.eu.sendgrid.com/v3/mail/send", asked.Addresses[0]);
        Assert.All(asked.Addresses, address => Assert.StartsWith("https://api.eu.sendgrid.com/v3/", address, StringComparison.Ordinal));
        Assert.Equal("https://api.eu.sendgrid.com/v3/suppression/invalid_emails/direktoer%40samsoe.example", asked.Addresses[^1]);
    }

    [Fact]
    public async Task Mail_WithoutAnyAnswer_IsAFaultAfterTheTimeout()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => null);
        await using ServiceProvider app = Start(sendGrid.Address, ("SendGrid:Timeout", "00:00:00.200"));

        MailProviderException fault = await Assert.ThrowsAsync<MailProviderException>(() => app.GetRequiredService<IMailSender>().SendAsync(Mail, default));

        Assert.Null(fault.Status);
        Assert.Contains("did not answer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_CancelledByTheCaller_IsACancellation()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => null);
        await using ServiceProvider app = Start(sendGrid.Address);
        using CancellationTokenSource stop = new();

        Task<MailReceipt> sending = app.GetRequiredService<IMailSender>().SendAsync(Mail, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task Mail_ProviderOutOfReach_IsAFaultThatNamesTheSetting()
    {
        string address;
        await using (StandIn gone = await StandIn.StartAsync((_, _) => null))
        {
            address = gone.Address;
        }

        await using ServiceProvider app = Start(address);
        MailProviderException fault = await Assert.ThrowsAsync<MailProviderException>(() => app.GetRequiredService<IMailSender>().SendAsync(Mail, default));
        Assert.Contains("SendGrid:Host", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_AskedFor_IsSearchedByItsKey()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200, """{"messages":[{"msg_id":"abc.123.filter","status":"delivered"}]}"""));
        await using ServiceProvider app = Start(sendGrid.Address);

        Assert.Equal("abc.123.filter", await app.GetRequiredService<IMailSender>().FindAsync(Mail.Key, [], default));

        Recorded request = Assert.Single(sendGrid.Requests);
        Assert.Equal(("GET", "/v3/messages"), (request.Method, request.Path));
        Assert.Equal("""query=unique_args['mailing_key']="midtjylland|2026-5|LateItem|1|director-0741|2026-5-07"&limit=1""", request.Query);
        Assert.DoesNotContain("\"", request.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_AskedForAndUnknown_IsNull()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200, """{"messages":[]}"""));
        await using ServiceProvider app = Start(sendGrid.Address);
        Assert.Null(await app.GetRequiredService<IMailSender>().FindAsync(Mail.Key, [], default));
    }

    [Fact]
    public async Task Search_TurnedOff_AsksNobody()
    {
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200));
        await using ServiceProvider without = Start(sendGrid.Address, ("SendGrid:UseEmailActivity", "false"));
        await Assert.ThrowsAsync<MailInDoubtException>(() => without.GetRequiredService<IMailSender>().FindAsync(Mail.Key, [], default));
        await using ServiceProvider bold = Start(sendGrid.Address, ("SendGrid:UseEmailActivity", "false"), ("SendGrid:InDoubt", "SendAgain"));
        Assert.Null(await bold.GetRequiredService<IMailSender>().FindAsync(Mail.Key, [], default));
        Assert.Empty(sendGrid.Requests);
    }

    private sealed class SettableTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Asked : HttpMessageHandler
    {
        public List<string> Addresses { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Addresses.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage(request.Method == HttpMethod.Post ? HttpStatusCode.Accepted : HttpStatusCode.OK)
            {
                Content = new StringContent("""{"messages":[]}"""),
            });
        }
    }

    private static ServiceProvider Start(string address, params (string Key, string Value)[] settings) => StorageFixture.Build(
        settings.Prepend(("SendGrid:Host", address)).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2));

    private static string Plain(JsonNode node) =>
        node.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
