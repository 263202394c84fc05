using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kkr.Workflow.Functions;
using Kkr.Workflow.Functions.Http.OpenApi;
using Kkr.Workflow.Tests.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Kkr.Workflow.Tests.Http;

/// <summary>The description says what the API does, no less and no more.</summary>
public sealed class ApiDescriptionTests : IAsyncLifetime
{
    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    /// <summary>Every function that HTTP starts, found here by other means than the description's.</summary>
    private static IEnumerable<(string Name, HttpTriggerAttribute Trigger)> Functions =>
        from type in typeof(WorkflowApp).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select (method.GetCustomAttribute<FunctionAttribute>()!.Name, trigger);

    [Fact]
    public void EveryOperation_HasItsSentence_AndNoSentenceIsLeftOver() => Assert.Equal(
        Functions.Select(function => function.Name).Distinct().Order(StringComparer.Ordinal),
        Operations.Names.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Document_IsValidOpenApi31()
    {
        Answer answer = await app.AskAsync(HttpMethod.Get, "openapi.json");

        ReadResult read = OpenApiDocument.Parse(answer.Text, "json");

        Assert.Empty(read.Diagnostic!.Errors.Select(error => error.ToString()));
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(error => error.ToString()));
        Assert.StartsWith("3.1", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_HasEveryRouteAndMethodThereIs_AndNoOther()
    {
        JsonElement paths = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json.GetProperty("paths");
        IEnumerable<string> described = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"));

        IEnumerable<string> there = Functions
            .Where(function => function.Name != nameof(UnknownAddressHttp.AnswerUnknownAddress))
            .SelectMany(function => function.Trigger.Methods!.Where(method => method != "head").Select(method => $"{method} /api/{Regex.Replace(function.Trigger.Route!, @"\{\*?(?<n>\w+)[^}]*\}", "{${n}}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))}"));

        Assert.Equal(there.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task References_AllLeadSomewhere()
    {
        JsonElement document = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json;
        JsonElement components = document.GetProperty("components");

        Assert.All(
            Regex.Matches(document.GetRawText(), "\"#/components/(?<kind>[a-zA-Z]+)/(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)),
            reference => Assert.True(components.GetProperty(reference.Groups["kind"].Value).TryGetProperty(reference.Groups["name"].Value, out _), reference.Value));
        Assert.DoesNotContain(Regex.Matches(document.GetRawText(), "\"\\$ref\":\\s*\"(?!#/components/)", RegexOptions.None, TimeSpan.FromSeconds(5)), reference => reference.Success);
    }

    [Fact]
    public async Task Answers_OfARealRun_FitTheirSchemas()
    {
        await app.UntilAsync(2026, 10, 7, 9);
        string item = await app.SubmitAsync("2026-1", "Letbanen");
        await app.ActAsync(item, "acceptance");
        await app.UntilAsync(2026, 11, 17, 14);
        await app.SendAsync(HttpMethod.Put, Acting.Meetings + "/2026-1/attendance", new { present = new[] { "member-0730", "member-0741" } });
        await app.DecideAsync(item, new { outcomes = new[] { "adopted" }, text = "Ja.", actions = new[] { new { task = "Skriv", ownerPost = "network", deadline = "2026-12-01" } } });
        await app.MinuteAsync("2026-1");
        await app.UntilAsync(2026, 12, 10, 8);
        JsonElement document = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json;
        SchemaCheck check = new(document);

        foreach ((string template, string path) in new[]
        {
            ("councils", "councils"), ("councils/{council}", "councils/lille"), ("councils/{council}/directory", "councils/lille/directory"),
            ("councils/{council}/directory/posts", "councils/lille/directory/posts"), ("councils/{council}/years/{year}", "councils/lille/years/2026"),
            ("councils/{council}/meetings", "councils/lille/meetings"), ("councils/{council}/meetings/{meeting}", "councils/lille/meetings/2026-1"),
            ("councils/{council}/meetings/{meeting}/timeline", "councils/lille/meetings/2026-1/timeline"),
            ("councils/{council}/meetings/{meeting}/move-preview", "councils/lille/meetings/2027-1/move-preview?date=2027-02-02"),
            ("councils/{council}/meetings/{meeting}/items", "councils/lille/meetings/2026-1/items"),
            ("councils/{council}/meetings/{meeting}/agendas", "councils/lille/meetings/2026-1/agendas"),
            ("councils/{council}/meetings/{meeting}/minutes", "councils/lille/meetings/2026-1/minutes"),
            ("councils/{council}/meetings/{meeting}/attendance", "councils/lille/meetings/2026-1/attendance"),
            ("councils/{council}/meetings/{meeting}/mailings", "councils/lille/meetings/2026-1/mailings"),
            ("councils/{council}/items/{item}", "councils/lille/items/" + item), ("councils/{council}/items/{item}/decision", $"councils/lille/items/{item}/decision"),
            ("councils/{council}/follow-ups", "councils/lille/follow-ups"), ("councils/{council}/audit", "councils/lille/audit"),
        })
        {
            Answer answer = await app.AskAsync(HttpMethod.Get, path);
            JsonElement schema = document.GetProperty("paths").GetProperty("/api/" + template).GetProperty("get")
                .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");

            Assert.True(answer.Status == 200, $"{path}: {answer.Text}");
            Assert.True(!check.Faults(answer.Json, schema).Any(), $"{path}: {string.Join("; ", check.Faults(answer.Json, schema).Take(5))}");
        }
    }

    /// <summary>Changes that are made by being asked for, with nothing to say.</summary>
    private static readonly string[] Bodyless = ["AcceptItem", "ApplyRetention", "PoolItem", "ResubmitItem", "StartWrittenProcedure"];

    [Fact]
    public async Task EveryOperation_SaysWhatItTakesAndAnswersAndWhoMayCall()
    {
        JsonElement document = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json;
        List<string> wrong = [];
        foreach ((string path, string method, JsonElement operation) in OperationsOf(document))
        {
            string name = operation.GetProperty("operationId").GetString()!;
            JsonElement responses = operation.GetProperty("responses");
            string[] statuses = [.. responses.EnumerateObject().Select(response => response.Name)];
            JsonProperty success = responses.EnumerateObject().Single(response => response.Name[0] == '2' || response.Name is "302" or "303");
            bool hasAnswer = success.Value.TryGetProperty("content", out JsonElement content)
                && content.EnumerateObject().All(media => media.Value.GetProperty("schema").EnumerateObject().Any(keyword => keyword.Name is "$ref" or "type"));
            bool isFree = content.ValueKind == JsonValueKind.Object && content.TryGetProperty("application/json", out JsonElement json)
                && json.GetProperty("schema").TryGetProperty("type", out JsonElement type) && type.GetString() == "object";
            bool isChange = method is "post" or "put" or "patch";
            string[] must = ["500", .. isChange ? ["400"] : Array.Empty<string>(), .. path.Contains('{') ? ["404"] : Array.Empty<string>()];
            string[] parameters = [.. operation.TryGetProperty("parameters", out JsonElement all)
                ? all.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString()!) : []];
            Check(hasAnswer || success.Name is "204" or "302" or "303", "has no answer");
            Check(!isFree || name == "ReadApiDescription", "answers no fixed shape");
            Check(must.All(statuses.Contains), $"lacks one of {string.Join(", ", must)}");
            Check(isChange && !Bodyless.Contains(name) == operation.TryGetProperty("requestBody", out _) || !isChange, "takes something else than it says");
            Check(!operation.TryGetProperty("requestBody", out _) || statuses.Contains("415"), "has a body and no 415");
            Check(operation.TryGetProperty("security", out JsonElement security) && security.GetArrayLength() > 0, "says nothing of who may call");
            Check(Regex.Matches(path, "{(?<n>[^}]+)}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(found => found.Groups["n"].Value).Order().SequenceEqual(parameters.Order()), "names other parts than its address");

            void Check(bool holds, string what)
            {
                if (!holds)
                {
                    wrong.Add($"{name} {what}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>A replacement either must say what it replaces, or is one of these: an answer or a report that has one author, or a file that is named by its content.</summary>
    private static readonly string[] Unversioned =
    [
        "AnswerCall", "AnswerInvitation", "AnswerDraftAgenda", "ChangeMinutesComment", "AnswerMinutesComment", "ReportFollowUp", "AttachToItem", "FillReservation",
    ];

    [Fact]
    public async Task EveryPut_MustNameTheVersionThatItReplaces_OrIsKnownNotTo()
    {
        JsonElement document = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json;
        string[] puts = [.. OperationsOf(document).Where(found => found.Method == "put").Where(found => !found.Operation.GetProperty("responses").TryGetProperty("428", out _))
            .Select(found => found.Operation.GetProperty("operationId").GetString()!)];

        Assert.Equal(Unversioned.Order(), puts.Order());
        foreach ((string path, object body) in new (string, object)[]
        {
            ("councils/lille", SampleCouncil.Setup), ("councils/lille/timeline", SampleCouncil.Setup.Council.Timeline), ("councils/lille/directory", SampleCouncil.Setup.Directory),
        })
        {
            Answer refused = await app.AskAsync(HttpMethod.Put, path, JsonSerializer.Serialize(body, Kkr.Workflow.Functions.Http.Wire.Options));
            Assert.Equal((path, 428), (path, refused.Status));
        }
    }

    [Fact]
    public async Task ItemWithFiles_IsDescribedAsAForm()
    {
        JsonElement document = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json;
        JsonElement form = document.GetProperty("paths").GetProperty("/api/councils/{council}/meetings/{meeting}/items").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");

        Assert.Equal("item", form.GetProperty("required")[0].GetString());
        Assert.Equal("binary", form.GetProperty("properties").GetProperty("attachments").GetProperty("items").GetProperty("format").GetString());
        Assert.True(form.GetProperty("properties").GetProperty("item").GetProperty("properties").TryGetProperty("title", out _));
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> OperationsOf(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => (path.Name, method.Name, method.Value)));

    [Fact]
    public async Task Bodies_AreDescribedAsTheirReadersReadThem()
    {
        JsonElement document = (await app.AskAsync(HttpMethod.Get, "openapi.json")).Json;
        JsonElement item = BodyOf(document, "/api/councils/{council}/meetings/{meeting}/items", "post");
        JsonElement year = BodyOf(document, "/api/councils/{council}/years/{year}", "post");

        Assert.Equal(["background", "recommendation", "title"], item.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Order());
        Assert.Equal("integer", item.GetProperty("properties").GetProperty("section").GetProperty("type").GetString());
        JsonElement venue = year.GetProperty("properties").GetProperty("meetings").GetProperty("items").GetProperty("properties").GetProperty("venue");
        Assert.Equal("boolean", venue.GetProperty("properties").GetProperty("isVirtual").GetProperty("type").GetString());
    }

    [Fact]
    public async Task KnownAddress_OtherMethod_Is405AndSaysWhichThereAre()
    {
        Answer refused = await app.AskAsync(HttpMethod.Delete, "councils/lille/meetings/2026-1/items");

        Assert.Equal((405, "method-not-allowed"), (refused.Status, refused.Code));
        Assert.Equal(["GET", "HEAD", "POST"], refused.Content.Allow);
    }

    [Theory]
    [InlineData("findes/ikke")]
    [InlineData("councils/lille/years/1066")]
    public async Task UnknownAddress_Is404AsAProblem(string path)
    {
        Answer missing = await app.AskAsync(HttpMethod.Get, path);

        Assert.Equal((404, "address-unknown"), (missing.Status, missing.Code));
    }

    private static JsonElement BodyOf(JsonElement document, string path, string method) => document.GetProperty("paths").GetProperty(path).GetProperty(method)
        .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
}
