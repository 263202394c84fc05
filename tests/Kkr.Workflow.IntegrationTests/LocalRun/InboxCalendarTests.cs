using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.LocalRun.Inbox;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class InboxCalendarTests(InboxFixture inbox) : IClassFixture<InboxFixture>
{
    [Fact]
    public async Task Event_Created_HasWhatGraphAddsAndTimesInUtc()
    {
        JsonNode created = await CreateAsync(InboxFixture.Event("made"));

        Assert.Equal("2026-11-17T08:30:00.0000000", (string?)created["start"]!["dateTime"]);
        Assert.Equal("UTC", (string?)created["start"]!["timeZone"]);
        Assert.StartsWith("https://teams.example/", (string?)created["onlineMeeting"]!["joinUrl"], StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty((string?)created["iCalUId"]));
        Assert.False(string.IsNullOrEmpty((string?)created["changeKey"]));
        Assert.Equal("none", (string?)created["attendees"]![0]!["status"]!["response"]);
    }

    [Fact]
    public async Task Event_ReadWithAPreferredZone_ShowsThatZone()
    {
        JsonNode created = await CreateAsync(InboxFixture.Event("zone"));
        using HttpRequestMessage request = new(HttpMethod.Get, $"events/{created["id"]}");
        request.Headers.Add("Prefer", "outlook.timezone=\"Romance Standard Time\"");
        using HttpResponseMessage answer = await inbox.Graph.SendAsync(request);

        JsonNode? shown = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("2026-11-17T09:30:00.0000000", (string?)shown!["start"]!["dateTime"]);
    }

    [Fact]
    public async Task Event_CreatedAgainWithItsTransaction_IsTheSameEvent()
    {
        JsonNode first = await CreateAsync(InboxFixture.Event("again"));
        JsonNode second = await CreateAsync(InboxFixture.Event("again"));

        Assert.Equal((string?)first["id"], (string?)second["id"]);
        Assert.Single(inbox.Inbox.Calendar.HistoryOf((string)first["id"]!));
    }

    [Fact]
    public async Task AnotherEvent_UnderAUsedTransaction_IsRefused()
    {
        await CreateAsync(InboxFixture.Event("used"));
        using HttpResponseMessage answer = await inbox.Graph.PostAsync("events", InboxFixture.Json(InboxFixture.Event("used", "2026-12-01")));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("ErrorDuplicateTransactionId", await CodeAsync(answer));
    }

    [Fact]
    public async Task Event_Moved_KeepsItsIdentityAndItsHistory()
    {
        JsonNode created = await CreateAsync(InboxFixture.Event("moved"));
        JsonObject change = new() { ["start"] = InboxFixture.Event("x", "2026-11-24")["start"]!.DeepClone(), ["end"] = InboxFixture.Event("x", "2026-11-24")["end"]!.DeepClone() };
        using HttpResponseMessage answer = await inbox.Graph.PatchAsync($"events/{created["id"]}", InboxFixture.Json(change));

        JsonNode? moved = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal((string?)created["iCalUId"], (string?)moved!["iCalUId"]);
        Assert.Equal((string?)created["onlineMeeting"]!["joinUrl"], (string?)moved["onlineMeeting"]!["joinUrl"]);
        Assert.NotEqual((string?)created["changeKey"], (string?)moved["changeKey"]);
        Assert.Equal("2026-11-24T08:30:00.0000000", (string?)moved["start"]!["dateTime"]);
        IReadOnlyList<EventVersion> history = inbox.Inbox.Calendar.HistoryOf((string)created["id"]!);
        Assert.Equal(["created", "updated"], history.Select(version => version.Change));
        Assert.Contains("2026-11-17", (string?)history[0].Resource["start"]!["dateTime"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_Cancelled_IsGoneForGraphButKeptForReaders()
    {
        JsonNode created = await CreateAsync(InboxFixture.Event("cancelled"));
        using HttpResponseMessage answer = await inbox.Graph.PostAsync($"events/{created["id"]}/cancel", InboxFixture.Json(new JsonObject { ["comment"] = "Sygdom" }));
        using HttpResponseMessage again = await inbox.Graph.PostAsync($"events/{created["id"]}/cancel", InboxFixture.Json(new JsonObject()));
        string page = await inbox.People.GetStringAsync($"kalender/{created["id"]}");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal("ErrorItemNotFound", await CodeAsync(again));
        Assert.Contains("Sygdom", page, StringComparison.Ordinal);
        Assert.Contains("Aflyst", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_Deleted_LeavesTheCalendarView()
    {
        JsonNode kept = await CreateAsync(InboxFixture.Event("kept", "2027-03-02"));
        JsonNode deleted = await CreateAsync(InboxFixture.Event("deleted", "2027-03-02"));
        using HttpResponseMessage answer = await inbox.Graph.DeleteAsync($"events/{deleted["id"]}");
        JsonNode? view = await inbox.Graph.GetFromJsonAsync<JsonNode>("calendarView?startDateTime=2027-03-02T00:00:00Z&endDateTime=2027-03-03T00:00:00Z");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal((string?)kept["id"], (string?)Assert.Single(view!["value"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task CalendarView_WithoutAWindow_IsRefused()
    {
        using HttpResponseMessage answer = await inbox.Graph.GetAsync("calendarView");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("ErrorInvalidParameter", await CodeAsync(answer));
    }

    [Fact]
    public async Task Graph_WithoutAToken_IsUnauthorized()
    {
        using HttpResponseMessage answer = await inbox.People.PostAsync(new Uri(inbox.Graph.BaseAddress!, "events"), InboxFixture.Json(InboxFixture.Event("no-token")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("InvalidAuthenticationToken", await CodeAsync(answer));
    }

    [Theory]
    [InlineData("Mars/Olympus", "TimeZoneNotSupportedException")]
    [InlineData(null, "ErrorPropertyValidationFailure")]
    public async Task Event_WithABrokenStart_IsRefused(string? zone, string code)
    {
        JsonObject sent = InboxFixture.Event("broken");
        sent["start"] = zone is null ? null : new JsonObject { ["dateTime"] = "2026-11-17T09:30:00", ["timeZone"] = zone };
        using HttpResponseMessage answer = await inbox.Graph.PostAsync("events", InboxFixture.Json(sent));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, await CodeAsync(answer));
    }

    private async Task<JsonNode> CreateAsync(JsonObject sent)
    {
        using HttpResponseMessage answer = await inbox.Graph.PostAsync("events", InboxFixture.Json(sent));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["code"];
}
