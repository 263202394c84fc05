using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Bad input is refused with field, rule and value in both languages, and nothing is stored.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string GoodItem = """{"title":"T","background":"B","recommendation":"I"}""";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();
        await app.UntilAsync(2026, 9, 1, 9);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("councils/lille/meetings/2031-1/items", GoodItem, 404, "meeting", "2031-1")]
    [InlineData("councils/ingen/meetings/2026-1/items", GoodItem, 404, "council", "ingen")]
    [InlineData("councils/lille/meetings/2026-1/items", "{\"title\":", 400, "body", null)]
    [InlineData("councils/lille/meetings/2026-1/items", "[]", 400, "body", "[]")]
    [InlineData("councils/lille/meetings/2026-1/items", """{"title":7,"background":"B","recommendation":"I"}""", 400, "title", "7")]
    [InlineData("councils/lille/meetings/2026-1/items", """{"background":"B","recommendation":"I"}""", 400, "title", null)]
    [InlineData("councils/lille/meetings/2026-1/items", """{"title":"T","background":"B","recommendation":"I","farve":1}""", 400, "farve", "farve")]
    [InlineData("councils/lille/meetings/2026-1/items", """{"title":"T","background":"B","recommendation":"I","caseId":"SAG-26-1"}""", 400, "caseId", "SAG-26-1")]
    [InlineData("councils/lille/meetings/2026-1/items", """{"title":"T","background":"B","recommendation":"I","section":9}""", 400, "section", "9")]
    [InlineData("councils/lille/meetings/2026-1/items", """{"title":"T","background":"B","recommendation":"I","municipality":"9999"}""", 400, "municipality", "9999")]
    [InlineData("councils/lille/meetings/2026-1/items", """{"title":"T","title":"U","background":"B","recommendation":"I"}""", 400, "body", null)]
    [InlineData("councils/lille/meetings", """{"date":"2027-02-30","start":"09:30","end":"12:00","venue":{"name":"R"}}""", 400, "date", "\"2027-02-30\"")]
    [InlineData("councils/lille/meetings", """{"date":"2027-03-02","start":"25:00","end":"12:00","venue":{"name":"R"}}""", 400, "start", "\"25:00\"")]
    public async Task Post_BadInput_IsRefusedWithFieldRuleAndValueAndStoresNothing(string path, string body, int status, string field, string? value)
    {
        string before = await StateAsync();

        using HttpResponseMessage response = await PostAsync(path, body, "application/json");

        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("rule").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("english").GetString()));
        if (value is not null)
        {
            Assert.Equal(value, problem.GetProperty("value").GetString());
        }

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Post_SeveralFieldsWrong_NamesThemAll()
    {
        using HttpResponseMessage response = await PostAsync("councils/lille/meetings/2026-1/items", """{"title":1,"section":"tre","x":0}""", "application/json");

        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        string[] fields = [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!)];
        Assert.Equal<string>(["title", "background", "recommendation", "section", "x"], fields);
    }

    [Fact]
    public async Task Post_AnotherMediaType_Is415()
    {
        using HttpResponseMessage response = await PostAsync("councils/lille/meetings/2026-1/items", GoodItem, "text/plain");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_TooLargeABody_Is413AndStoresNothing()
    {
        string before = await StateAsync();

        using HttpResponseMessage response = await PostAsync(
            "councils/lille/meetings/2026-1/items",
            $$"""{"title":"T","background":"{{new string('x', 1_100_000)}}","recommendation":"I"}""",
            "application/json");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Council_WithAWrongPart_IsRefusedByItsPath()
    {
        using HttpResponseMessage response = await PutAsync("councils/ny", """{"council":{"id":"ny","name":"N","timeline":{"call":{"workingDays":"tredive"}}}}""");

        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("council.timeline.call.workingDays", problem.GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await app.RawAsync(HttpMethod.Get, "councils/ny", null)).StatusCode);
    }

    [Fact]
    public async Task Change_WithAnOutdatedETag_Is412()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/councils/lille/meetings/2026-1/cancellation")
        {
            Content = new StringContent("""{"reason":"x"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"gammel\""));

        using HttpResponseMessage response = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
    }

    [Fact]
    [EdgeCase("repeated-request")]
    public async Task Submit_RepeatedWithItsIdempotencyKey_IsOneItemAndOneMail()
    {
        string first = await SubmitAsync("nogle-1");
        string second = await SubmitAsync("nogle-1");
        await app.UntilAsync(2026, 9, 1, 10);

        Assert.Equal(first, second);
        Assert.Single(app.Mail.Sent, mail => mail.Mail.Key.Subject == first);
    }

    [Fact]
    public async Task Submit_TwoCallersWithTheSameKey_GetAnItemEach()
    {
        string first = await SubmitAsync("1", "director-0730");
        string second = await SubmitAsync("1", "director-0741");

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Submit_SameKeyForOtherContent_IsRefusedAndStoresNothing()
    {
        await SubmitAsync("1", "director-0730");
        string before = await StateAsync();

        using HttpResponseMessage response = await SendAsync("1", "director-0730", """{"title":"Et andet","background":"B","recommendation":"I"}""");

        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Idempotency-Key"), (response.StatusCode, problem.GetProperty("field").GetString()));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Submit_WithAKeyOfTheSystemsOwn_GetsItsOwnItem()
    {
        string item = await SubmitAsync("standing|SinceLast", "secretariat");

        Assert.Equal("T", (await app.SendAsync(HttpMethod.Get, "councils/lille/items/" + item, null)).GetProperty("title").GetString());
    }

    private async Task<string> SubmitAsync(string idempotencyKey, string post = "secretariat")
    {
        using HttpResponseMessage response = await SendAsync(idempotencyKey, post, GoodItem);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
    }

    private async Task<HttpResponseMessage> SendAsync(string idempotencyKey, string post, string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "api/councils/lille/meetings/2026-1/items")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Headers.Add("X-Acting-Post", post);
        return await app.Http.SendAsync(request);
    }

    private async Task<string> StateAsync() =>
        (await app.SendAsync(HttpMethod.Get, "councils/lille/meetings", null)).GetRawText()
        + (await app.SendAsync(HttpMethod.Get, "councils/lille/meetings/2026-1", null)).GetRawText();

    private Task<HttpResponseMessage> PostAsync(string path, string body, string mediaType) =>
        app.Http.PostAsync("api/" + path, new StringContent(body, Encoding.UTF8, mediaType));

    private Task<HttpResponseMessage> PutAsync(string path, string body) =>
        app.Http.PutAsync("api/" + path, new StringContent(body, Encoding.UTF8, "application/json"));
}
