using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>
/// Each fault of Graph against each call: it ends in a fault that the durable retry sees (and the secretariat hears of when it lasts), in a pause that is
/// waited for, in the state that was wanted, or in the mail going as ordinary mail. Never in silence, and never in two mails.
/// </summary>
public sealed class GraphFaultTests
{
    private const string Fault = "fault";
    private const string Pause = "pause";
    private const string Done = "done";
    private const string ByMail = "by-mail";
    private const string NotNow = "not-now";
    private const string Doubt = "doubt";

    private static readonly string[] Faults = ["401", "403", "404", "409", "412", "429", "429+9", "500", "503", "503+9", "timeout", "cut", "malformed"];

    // Where a call differs from the rule that a fault is a fault and a Retry-After a pause.
    private static readonly Dictionary<(string Call, string Fault), string> Exceptions = new()
    {
        [("cancel-event", "404")] = Done,
        [("remove-event", "404")] = Done,
        [("read-answers", "404")] = Done,
        [("renew", "404")] = Done,
        [("cancel-event", "malformed")] = Done,
        [("remove-event", "malformed")] = Done,
        [("send-mail", "malformed")] = Done,
        [("send-mail", "401")] = ByMail,
        [("send-mail", "403")] = ByMail,
        [("send-mail", "404")] = ByMail,
        [("send-mail", "429")] = NotNow,
        [("send-mail", "429+9")] = NotNow,
        [("chat", "401")] = ByMail,
        [("chat", "403")] = ByMail,
        [("chat", "404")] = ByMail,
        [("chat", "409")] = NotNow,
        [("chat", "412")] = NotNow,
        [("chat", "429")] = NotNow,
        [("chat", "429+9")] = NotNow,
        [("chat", "500")] = NotNow,
        [("chat", "503")] = NotNow,
        [("chat", "503+9")] = NotNow,
        [("chat", "timeout")] = NotNow,
        [("chat", "cut")] = NotNow,
        [("chat", "malformed")] = NotNow,
        [("find-mail", "401")] = Doubt,
        [("find-mail", "403")] = Doubt,
        [("chat, its message", "401")] = ByMail,
        [("chat, its message", "403")] = ByMail,
        [("chat, its message", "404")] = ByMail,
        [("chat, its message", "429")] = NotNow,
        [("chat, its message", "429+9")] = NotNow,
    };

    /// <summary>Calls of several requests: which of them goes wrong, and what Graph answers to those before it.</summary>
    private static readonly Dictionary<string, (string Call, Func<Recorded, bool> Goes, Func<Recorded, Answer> Before)> Later = new(StringComparer.Ordinal)
    {
        ["update-event, its change"] = ("update-event", request => request.Method == "PATCH", GraphRequests.All["update-event"].Fine),
        ["create-event again, its look around the day"] = (
            "create-event", request => request.Path.EndsWith("/calendarView", StringComparison.Ordinal), _ => Duplicate),
        ["create-event again, its look everywhere"] = (
            "create-event",
            request => request.Method == "GET" && request.Path.EndsWith("/events", StringComparison.Ordinal),
            request => request.Method == "POST" ? Duplicate : new Answer(200, """{"value":[]}""")),
        ["chat, its message"] = ("chat", request => request.Path.EndsWith("/messages", StringComparison.Ordinal), GraphRequests.All["chat"].Fine),
    };

    private static Answer Duplicate => new(409, """{"error":{"code":"ErrorDuplicateTransactionId","message":"x"}}""");

    public static TheoryData<string, string> Table => Each(GraphRequests.All.Keys);

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Fault_OfEachCall_EndsAsTheTableSays(string call, string fault)
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => Of(fault));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202, null, ("X-Message-Id", "sg-1")));
        await using ServiceProvider app = Start(graph.Address, sendGrid.Address);

        Assert.Equal(Exceptions.GetValueOrDefault((call, fault)) ?? (fault.Contains('+', StringComparison.Ordinal) ? Pause : Fault), await OutcomeAsync(call, app, sendGrid));
        Assert.NotEmpty(graph.Requests);
    }

    public static TheoryData<string, string> LaterTable => Each(Later.Keys);

    [Theory]
    [MemberData(nameof(LaterTable))]
    public async Task Fault_OfALaterRequest_EndsAsTheTableSays(string request, string fault)
    {
        (string call, Func<Recorded, bool> goes, Func<Recorded, Answer> before) = Later[request];
        await using StandIn graph = await StandIn.StartAsync((asked, _) => goes(asked) ? Of(fault) : before(asked));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202, null, ("X-Message-Id", "sg-1")));
        await using ServiceProvider app = Start(graph.Address, sendGrid.Address);

        Assert.Equal(Exceptions.GetValueOrDefault((request, fault)) ?? (fault.Contains('+', StringComparison.Ordinal) ? Pause : Fault), await OutcomeAsync(call, app, sendGrid));
        Assert.Contains(graph.Requests, asked => goes(asked));
    }

    [Theory]
    [MemberData(nameof(FaultTable))]
    public async Task Fault_OfLookingForAMail_IsAskedAgainLaterOrLeftToTheSecretariat(string fault)
    {
        await using StandIn graph = await StandIn.StartAsync((_, _) => Of(fault));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(200, """{"messages":[]}"""));
        await using ServiceProvider app = Start(graph.Address, sendGrid.Address);

        Assert.Equal(Exceptions.GetValueOrDefault(("find-mail", fault)) ?? NotNow, await OutcomeAsync("find-mail", app, sendGrid));
        Assert.NotEmpty(graph.Requests);
    }

    public static TheoryData<string> FaultTable => [.. Faults];

    [Fact]
    public async Task ChatMessage_OfWhichNobodyKnows_IsNeitherRepeatedNorSentAsMail()
    {
        await using StandIn graph = await StandIn.StartAsync((request, _) =>
            request.Path.EndsWith("/chats", StringComparison.Ordinal) ? new Answer(201, """{"id":"19:chat"}""") : Of("500"));
        await using StandIn sendGrid = await StandIn.StartAsync((request, _) => request.Method == "GET" ? new Answer(200, "{\"messages\":[]}") : new Answer(202));
        await using ServiceProvider app = Start(graph.Address, sendGrid.Address);

        Assert.Equal(Fault, await OutcomeAsync("chat", app, sendGrid));
        await Assert.ThrowsAsync<MailInDoubtException>(() => GraphRequests.Sender(app).FindAsync(
            GraphRequests.Mail(Domain.Directory.MailChannel.TeamsChat).Key, Domain.Directory.MailChannel.TeamsChat, [], default));
        Assert.DoesNotContain(sendGrid.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("create-event")]
    [InlineData("create-deadline")]
    [InlineData("update-event")]
    [InlineData("cancel-event")]
    [InlineData("remove-event")]
    [InlineData("read-answers")]
    [InlineData("subscribe")]
    [InlineData("renew")]
    [InlineData("send-mail")]
    [InlineData("chat")]
    public async Task Request_HasTheShapeThatWasRecorded(string call)
    {
        await using StandIn graph = await StandIn.StartAsync((request, _) => GraphRequests.All[call].Fine(request));
        await using StandIn sendGrid = await StandIn.StartAsync((_, _) => new Answer(202));
        await using ServiceProvider app = Start(graph.Address, sendGrid.Address);

        await GraphRequests.All[call].Call(app);

        JsonArray seen = [.. graph.Requests.Select(request => new JsonObject
        {
            ["request"] = $"{request.Method} {request.Path}{(request.Query.Length > 0 ? "?" + request.Query : "")}",
            ["body"] = request.Body.Length == 0 ? null : Constant(request.Json, graph.Address),
        })];
        Golden.Check($"Graph/{call}.json", seen.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        Assert.Empty(sendGrid.Requests);
    }

    /// <summary>What differs from run to run is named instead.</summary>
    private static JsonNode Constant(JsonNode body, string address)
    {
        if (body is JsonObject subscription && subscription["expirationDateTime"] is not null)
        {
            subscription["expirationDateTime"] = "(in 10,070 minutes)";
            if (subscription["clientState"] is { } secret)
            {
                Assert.InRange(secret.ToString().Length, 32, 128);
                subscription["clientState"] = "(secret)";
            }
        }

        return JsonNode.Parse(body.ToJsonString().Replace(address, "https://graph", StringComparison.Ordinal))!;
    }

    private static TheoryData<string, string> Each(IEnumerable<string> calls)
    {
        TheoryData<string, string> table = [];
        foreach (string call in calls)
        {
            foreach (string fault in Faults)
            {
                table.Add(call, fault);
            }
        }

        return table;
    }

    private static async Task<string> OutcomeAsync(string call, ServiceProvider app, StandIn sendGrid)
    {
        try
        {
            if (call == "find-mail")
            {
                await GraphRequests.Sender(app).FindAsync(GraphRequests.Mail(Domain.Directory.MailChannel.GraphMail).Key, Domain.Directory.MailChannel.GraphMail, [], default);
                return Done;
            }

            await GraphRequests.All[call].Call(app);
            return sendGrid.Requests.Count > 0 ? ByMail : Done;
        }
        catch (CalendarException fault)
        {
            Assert.DoesNotContain("@", fault.Message, StringComparison.Ordinal);
            return fault.RetryAfter is null ? Fault : Pause;
        }
        catch (MailNotNowException later)
        {
            Assert.DoesNotContain("@", later.Message, StringComparison.Ordinal);
            return NotNow;
        }
        catch (MailInDoubtException)
        {
            return Doubt;
        }
    }

    private static Answer? Of(string fault) => fault switch
    {
        "timeout" => null,
        "cut" => Answer.Cut,
        "malformed" => new Answer(200, "{\"id\":"),
        _ when fault.Split('+') is [var status, ..] => new Answer(
            int.Parse(status, CultureInfo.InvariantCulture),
            """{"error":{"code":"Some","message":"kkr@example.dk"}}""",
            fault.Contains('+', StringComparison.Ordinal) ? [("Retry-After", "9")] : []),
        _ => throw new InvalidOperationException(fault),
    };

    private static ServiceProvider Start(string graph, string sendGrid) => StorageFixture.Build(
        new Dictionary<string, string?>
        {
            ["Graph:BaseUrl"] = $"{graph}/v1.0",
            ["Graph:Credential"] = "local",
            ["Graph:Timeout"] = "00:00:01",
            ["SendGrid:ApiKey"] = "SG.test",
            ["SendGrid:Host"] = sendGrid,
        },
        services => services.AddSingleton<ICouncils, OneCouncil>());
}
