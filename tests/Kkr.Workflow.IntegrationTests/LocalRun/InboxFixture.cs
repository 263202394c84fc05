using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

/// <summary>An inbox in memory on a free port, with one client for each of its three sides.</summary>
public sealed class InboxFixture : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 10, 6, 7, 0, 0, TimeSpan.Zero);

    public InboxServer Inbox { get; private set; } = null!;

    public HttpClient People { get; } = new();

    public HttpClient SendGrid { get; } = new();

    public HttpClient Graph { get; } = new();

    public async Task InitializeAsync()
    {
        InboxOptions options = new() { Time = new FixedTime(Now), JoinAddress = "https://teams.example/" };
        Inbox = await InboxServer.StartAsync(options, CancellationToken.None);
        People.BaseAddress = Inbox.Address;
        SendGrid.BaseAddress = Inbox.Address;
        SendGrid.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.SendGridKey);
        Graph.BaseAddress = new Uri(Inbox.Address, "v1.0/users/kkr@midtjylland.example/");
        Graph.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
    }

    public async Task DisposeAsync()
    {
        People.Dispose();
        SendGrid.Dispose();
        Graph.Dispose();
        await Inbox.DisposeAsync();
    }

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>A mail that SendGrid takes; each test changes what it is about.</summary>
    public static JsonObject Mail(string key, string to = "direktoer@randers.example") => new()
    {
        ["personalizations"] = new JsonArray(new JsonObject
        {
            ["to"] = new JsonArray(new JsonObject { ["email"] = to, ["name"] = "Åse Østergård" }),
            ["custom_args"] = new JsonObject { ["mailing_key"] = key },
        }),
        ["from"] = new JsonObject { ["email"] = "kkr@midtjylland.example", ["name"] = "KKR-sekretariatet" },
        ["subject"] = "Indkaldelse af punkter",
        ["content"] = new JsonArray(
            new JsonObject { ["type"] = "text/plain", ["value"] = "Kære Åse" },
            new JsonObject { ["type"] = "text/html", ["value"] = "<p>Kære <b>Åse</b></p><script>alert(1)</script>" }),
        ["categories"] = new JsonArray("CallForItems"),
    };

    /// <summary>An event that Graph takes.</summary>
    public static JsonObject Event(string transaction, string day = "2026-11-17") => new()
    {
        ["subject"] = "Møde i KKR Midtjylland",
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Dagsorden følger</p>" },
        ["start"] = new JsonObject { ["dateTime"] = $"{day}T09:30:00", ["timeZone"] = "Europe/Copenhagen" },
        ["end"] = new JsonObject { ["dateTime"] = $"{day}T12:30:00", ["timeZone"] = "Europe/Copenhagen" },
        ["location"] = new JsonObject { ["displayName"] = "Viborg Rådhus" },
        ["attendees"] = new JsonArray(new JsonObject
        {
            ["emailAddress"] = new JsonObject { ["address"] = "borgmester@randers.example", ["name"] = "Bo Æbelø" },
            ["type"] = "required",
        }),
        ["isOnlineMeeting"] = true,
        ["transactionId"] = transaction,
    };

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
