using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

public sealed class GraphTests
{
    private const string Created = """{"id":"AAMk1=","transactionId":"$","onlineMeeting":{"joinUrl":"https://teams.microsoft.com/l/meetup-join/1"}}""";
    private const string Duplicate = """{"error":{"code":"ErrorDuplicateTransactionId","message":"Already used."}}""";

    private static readonly CalendarEvent Meeting = GraphRequests.Meeting with
    {
        Location = "Randers Rådhus",
        Attendees = [new Attendee("Åse Ømand", "aase@example.dk"), new Attendee("Gæst", "gaest@example.dk", IsRequired: false)],
    };

    [Fact]
    public async Task Event_Created_HasTheShapeThatGraphDocuments()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(201, Created));
        await using ServiceProvider app = Start(graph.Address);

        OnlineMeeting online = await app.GetRequiredService<ICalendar>().CreateAsync(Meeting, default);

        Assert.Equal(new OnlineMeeting("AAMk1=", "https://teams.microsoft.com/l/meetup-join/1"), online);
        Recorded request = Assert.Single(graph.Requests);
        Assert.Equal(("POST", "/v1.0/users/kkr@example.dk/events"), (request.Method, request.Path));
        Assert.StartsWith("Bearer ", request.Headers["Authorization"], StringComparison.Ordinal);
        JsonNode json = request.Json;
        Assert.Equal(Meeting.Subject, (string?)json["subject"]);
        Assert.Equal(("html", Meeting.BodyHtml), ((string?)json["body"]!["contentType"], (string?)json["body"]!["content"]));
        Assert.Equal(("2026-11-17T09:30:00", "Romance Standard Time"), ((string?)json["start"]!["dateTime"], (string?)json["start"]!["timeZone"]));
        Assert.Equal(("2026-11-17T12:30:00", "Romance Standard Time"), ((string?)json["end"]!["dateTime"], (string?)json["end"]!["timeZone"]));
        Assert.Equal("Randers Rådhus", (string?)json["location"]!["displayName"]);
        Assert.True((bool)json["isOnlineMeeting"]!);
        Assert.Equal("teamsForBusiness", (string?)json["onlineMeetingProvider"]);
        Assert.True((bool)json["hideAttendees"]!);
        Assert.Equal(["required", "optional"], json["attendees"]!.AsArray().Select(one => (string?)one!["type"]));
        Assert.Equal(("aase@example.dk", "Åse Ømand"), ((string?)json["attendees"]![0]!["emailAddress"]!["address"], (string?)json["attendees"]![0]!["emailAddress"]!["name"]));
        Assert.Equal('5', ((string)json["transactionId"]!)[14]);
        Assert.Equal("midtjylland/2026-5", (string?)json["singleValueExtendedProperties"]![0]!["value"]);
    }

    [Fact]
    public async Task Event_CreatedAgain_HasTheSameTransactionIdAndOtherMeetingsHaveOthers()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(201, Created));
        await using ServiceProvider app = Start(graph.Address);
        await app.GetRequiredService<ICalendar>().CreateAsync(Meeting, default);
        await app.GetRequiredService<ICalendar>().CreateAsync(Meeting with { Subject = "Andet" }, default);
        await app.GetRequiredService<ICalendar>().CreateAsync(Meeting with { Meeting = new MeetingKey("midtjylland", "2026-6") }, default);

        string?[] ids = [.. graph.Requests.Select(request => (string?)request.Json["transactionId"])];
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task Event_ThatGraphHasAlready_IsFoundByItsTransactionIdAroundItsDate()
    {
        string? id = null;
        await using StandIn graph = await StandIn.StartAsync((request, _) =>
        {
            id ??= (string?)request.Json["transactionId"];
            return request.Method == "POST"
                ? new Answer(409, Duplicate)
                : new Answer(200, $$"""{"value":[{"id":"other","transactionId":"x"},{{Created.Replace("$", id, StringComparison.Ordinal)}}]}""");
        });
        await using ServiceProvider app = Start(graph.Address);

        Assert.Equal("AAMk1=", (await app.GetRequiredService<ICalendar>().CreateAsync(Meeting, default)).EventId);
        Assert.Equal("/v1.0/users/kkr@example.dk/calendarView", graph.Requests[1].Path);
        Assert.Contains("startDateTime=2026-11-16T00:00:00", graph.Requests[1].Query, StringComparison.Ordinal);
        Assert.Contains("endDateTime=2026-11-19T00:00:00", graph.Requests[1].Query, StringComparison.Ordinal);
        Assert.Equal(2, graph.Requests.Count);
    }

    [Fact]
    public async Task Event_ThatWasMovedByHand_IsFoundByItsMeetingKey()
    {
        string? id = null;
        await using StandIn graph = await StandIn.StartAsync((request, _) =>
        {
            id ??= (string?)request.Json["transactionId"];
            return request.Method == "POST" ? new Answer(409, Duplicate)
                : request.Path.EndsWith("calendarView", StringComparison.Ordinal) ? new Answer(200, """{"value":[]}""")
                : new Answer(200, $$"""{"value":[{{Created.Replace("$", id, StringComparison.Ordinal)}}]}""");
        });
        await using ServiceProvider app = Start(graph.Address);

        Assert.Equal("AAMk1=", (await app.GetRequiredService<ICalendar>().CreateAsync(Meeting, default)).EventId);
        Assert.Equal("/v1.0/users/kkr@example.dk/events", graph.Requests[2].Path);
        Assert.Contains("ep/value eq 'midtjylland/2026-5'", graph.Requests[2].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("86400", 3600)]
    [InlineData(null, null)]
    public async Task Graph_Throttling_IsNotWaitedForHereButToldToWhoeverCan(string? after, int? seconds)
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => after is null
            ? new Answer(429, """{"error":{"code":"TooManyRequests","message":"x"}}""")
            : new Answer(429, """{"error":{"code":"TooManyRequests","message":"x"}}""", ("Retry-After", after)));
        await using ServiceProvider app = Start(graph.Address);

        CalendarException fault = await Assert.ThrowsAsync<CalendarException>(() => app.GetRequiredService<ICalendar>().CreateAsync(Meeting, default));

        Assert.Equal((429, seconds), (fault.Status, (int?)fault.RetryAfter?.TotalSeconds));
        Assert.Single(graph.Requests);
    }

    [Fact]
    public async Task Event_OnALaterPage_IsFound()
    {
        string? id = null;
        StandIn? server = null;
        await using StandIn graph = server = await StandIn.StartAsync((request, number) =>
        {
            id ??= (string?)request.Json["transactionId"];
            return request.Method == "POST" ? new Answer(409, Duplicate)
                : number == 2 ? new Answer(200, $$"""{"value":[{"id":"other","transactionId":"x"}],"@odata.nextLink":"{{server!.Address}}/v1.0/users/kkr@example.dk/calendarView?$skip=200"}""")
                : new Answer(200, $$"""{"value":[{{Created.Replace("$", id, StringComparison.Ordinal)}}]}""");
        });
        await using ServiceProvider app = Start(graph.Address);

        Assert.Equal("AAMk1=", (await app.GetRequiredService<ICalendar>().CreateAsync(Meeting, default)).EventId);
        Assert.Equal("$skip=200", graph.Requests[2].Query);
    }

    [Fact]
    public async Task Answers_AreReadAsGraphDocumentsThem()
    {
        const string body = """
            {"id":"AAMk1=","attendees":[
              {"type":"required","emailAddress":{"address":"aase@example.dk","name":"Åse"},"status":{"response":"declined","time":"2026-11-01T08:00:00Z"},
               "proposedNewTime":{"start":{"dateTime":"2026-11-18T09:30:00.0000000","timeZone":"Romance Standard Time"},"end":{"dateTime":"2026-11-18T12:30:00.0000000","timeZone":"Romance Standard Time"}}},
              {"type":"optional","emailAddress":{"address":"bo@example.dk"},"status":{"response":"tentativelyAccepted","time":"2026-11-01T09:00:00Z"}},
              {"type":"optional","emailAddress":{"address":"cia@example.dk"},"status":{"response":"none","time":"0001-01-01T00:00:00Z"}},
              {"type":"resource","emailAddress":{},"status":{"response":"accepted"}}]}
            """;
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(200, body));
        await using ServiceProvider app = Start(graph.Address);

        IReadOnlyList<CalendarReply> replies = (await app.GetRequiredService<ICalendar>().ReadRepliesAsync("kkr@example.dk", "AAMk1=", default))!;

        Assert.Equal([CalendarResponse.Declined, CalendarResponse.Tentative, CalendarResponse.None], replies.Select(reply => reply.Response));
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero), replies[0].At);
        Assert.Equal(new DateTimeOffset(2026, 11, 18, 8, 30, 0, TimeSpan.Zero), replies[0].Proposed!.Start);
        Assert.Contains("outlook.timezone=\"UTC\"", graph.Requests[0].Headers["Prefer"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_ToAnEventThatIsGone_AreNone()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(404, """{"error":{"code":"ErrorItemNotFound","message":"x"}}"""));
        await using ServiceProvider app = Start(graph.Address);
        Assert.Null(await app.GetRequiredService<ICalendar>().ReadRepliesAsync("kkr@example.dk", "AAMk1=", default));
    }

    [Fact]
    public async Task Event_Updated_KeepsTheTeamsDetailsBelowTheNewText()
    {
        const string Details = "<div style=\"width:100%\"><span>________________________________________________________________________________</span></div><div>Deltag: https://teams.microsoft.com/l/meetup-join/1</div>";
        await using StandIn graph = await StandIn.StartAsync((request, _) => request.Method == "GET"
            ? new Answer(200, new JsonObject { ["id"] = "AAMk1=", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<html><body><p>Gammel</p>{Details}</body></html>" } }.ToJsonString())
            : new Answer(200, Created));
        await using ServiceProvider app = Start(graph.Address);

        await app.GetRequiredService<ICalendar>().UpdateAsync("AAMk1=", Meeting with { Date = new DateOnly(2026, 12, 1) }, default);

        Recorded patch = graph.Requests[1];
        Assert.Equal(("PATCH", "/v1.0/users/kkr@example.dk/events/AAMk1="), (patch.Method, patch.Path));
        string body = (string)patch.Json["body"]!["content"]!;
        Assert.StartsWith(Meeting.BodyHtml, body, StringComparison.Ordinal);
        Assert.Contains(Details, body, StringComparison.Ordinal);
        Assert.DoesNotContain("Gammel", body, StringComparison.Ordinal);
        Assert.Equal("2026-12-01T09:30:00", (string?)patch.Json["start"]!["dateTime"]);
        Assert.Null(patch.Json["transactionId"]);
        Assert.Null(patch.Json["isOnlineMeeting"]);
    }

    [Fact]
    public async Task Event_UpdatedWhereTheTeamsDetailsCannotBeToldApart_KeepsItsText()
    {
        await using StandIn graph = await StandIn.StartAsync((request, _) => request.Method == "GET"
            ? new Answer(200, """{"id":"AAMk1=","body":{"contentType":"html","content":"<p>Deltag: https://teams.microsoft.com/x</p>"}}""")
            : new Answer(200, Created));
        await using ServiceProvider app = Start(graph.Address);

        await app.GetRequiredService<ICalendar>().UpdateAsync("AAMk1=", Meeting, default);

        Assert.Null(graph.Requests[1].Json["body"]);
        Assert.Equal(Meeting.Subject, (string?)graph.Requests[1].Json["subject"]);
    }

    [Fact]
    public async Task Event_Cancelled_TellsTheAttendeesWhy()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(202));
        await using ServiceProvider app = Start(graph.Address);

        await app.GetRequiredService<ICalendar>().CancelAsync("kkr@example.dk", "AAMk1=", "Mødet er aflyst.", default);

        Recorded request = Assert.Single(graph.Requests);
        Assert.Equal(("POST", "/v1.0/users/kkr@example.dk/events/AAMk1=/cancel"), (request.Method, request.Path));
        Assert.Equal("Mødet er aflyst.", (string?)(request.Json["comment"] ?? request.Json["Comment"]));
    }

    [Fact]
    public async Task Event_CancelledThoughGone_IsNoFault()
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => new Answer(404, """{"error":{"code":"ErrorItemNotFound","message":"x"}}"""));
        await using ServiceProvider app = Start(graph.Address);
        await app.GetRequiredService<ICalendar>().CancelAsync("kkr@example.dk", "AAMk1=", "Aflyst", default);
        Assert.Single(graph.Requests);
    }

    private static ServiceProvider Start(string address) => StorageFixture.Build(
        new Dictionary<string, string?> { ["Graph:BaseUrl"] = $"{address}/v1.0", ["Graph:Credential"] = "local" });
}
