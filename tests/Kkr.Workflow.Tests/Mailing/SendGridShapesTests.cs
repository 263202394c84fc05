using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Adapters;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Tests.Fakes;
using Kkr.Workflow.Tests.Golden;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Tests.Mailing;

/// <summary>Every request that SendGrid is sent, as recorded: a change of its shape is read like a change of code.</summary>
public sealed class SendGridShapesTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
        Attachments = [new MailAttachment("Dagsorden.pdf", "application/pdf", "%PDF"u8.ToArray())],
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_HaveTheShapesOnRecord(bool isSandbox)
    {
        await using SendGridServer server = await SendGridServer.StartAsync();
        server.Fault = (question, _) => question == SendGridQuestion.Send && isSandbox ? "200" : null;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SendGrid:Host"] = server.Address,
            ["SendGrid:ApiKey"] = "SG.test",
            ["SendGrid:Sandbox"] = isSandbox ? "true" : "false",
        }).Build();
        await using ServiceProvider app = new ServiceCollection().AddLogging().AddSendGridMail(configuration).BuildServiceProvider();

        await app.GetRequiredService<IMailSender>().SendAsync(Mail, default);
        await app.GetRequiredService<IMailSender>().FindAsync(Mail.Key, ["abc"], default);
        await app.GetRequiredService<ISuppressions>().LiftAsync(Mail.ToEmail, SuppressionLift.Everything, default);

        JsonArray recorded = [.. server.Requests.Select(request => new JsonObject
        {
            ["method"] = request.Method,
            ["target"] = request.Target,
            ["body"] = request.Body.Length == 0 ? null : JsonNode.Parse(request.Body),
        })];
        GoldenFile.Verify(isSandbox ? "SendGrid/sandbox.json" : "SendGrid/requests.json", recorded.ToJsonString(Readable) + "\n");
    }
}
