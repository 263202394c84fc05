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
        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");

        Assert.All(
            Regex.Matches(document.GetRawText(), "\"#/components/schemas/(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)),
            reference => Assert.True(schemas.TryGetProperty(reference.Groups["name"].Value, out _), reference.Value));
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
