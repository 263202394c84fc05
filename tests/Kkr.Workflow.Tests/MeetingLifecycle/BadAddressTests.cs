using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Tests.MeetingLifecycle;

/// <summary>Addresses and documents that make no sense are refused at the door: a problem that says why, never a fault.</summary>
public sealed class BadAddressTests : IAsyncLifetime
{
    private const string GoodItem = """{"title":"T","background":"B","recommendation":"I"}""";

    private CouncilAtWork app = null!;

    public async Task InitializeAsync()
    {
        app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 6, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        await app.UntilAsync(2026, 9, 1, 9);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public static TheoryData<string, string, string> NoSuchPlaces() => new()
    {
        { "POST", "councils/lille/meetings/pool/minutes", "meeting" },
        { "GET", "councils/lille/meetings/pool", "meeting" },
        { "POST", "councils/lille/meetings/" + new string('9', 600) + "/minutes", "meeting" },
        { "GET", "councils/" + new string('x', 600), "council" },
        { "GET", "councils/lille%23/meetings", "council" },
        { "GET", "councils/lille/meetings/2026%5C1", "meeting" },
        { "GET", "councils/lille/meetings/2026%3F1", "meeting" },
        { "GET", "councils/lille/meetings/2026%2F1", "meeting" },
        { "GET", "councils/lille/meetings/2026%0A1", "meeting" },
        { "GET", "councils/lille/meetings/2026-1/mailings%7F", "" },
        { "GET", "councils/lille/items/nr%0D7", "item" },
        { "GET", "councils/lille/items/-", "item" },
        { "POST", "councils/lille/items/intet/rejection", "item" },
        { "GET", "councils/lille/meetings/2026-1/documents/dagsorden.", "document" },
        { "GET", "councils/lille/meetings/2026-1/documents/bilag//x.pdf", "document" },
        { "GET", "councils/lille/meetings/2026-1/documents/a%5Cb.pdf", "document" },
        { "GET", "councils/lille/meetings/2026-1/documents/" + new string('x', 1100), "document" },
    };

    [Theory]
    [MemberData(nameof(NoSuchPlaces))]
    public async Task Address_ThatCanNameNothing_Is404(string method, string path, string field)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), "api/" + path);
        if (method == "POST")
        {
            string body = path.EndsWith("rejection", StringComparison.Ordinal) ? """{"reason":"x"}""" : "{}";
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        if (field.Length > 0)
        {
            JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(field, problem.GetProperty("field").GetString());
        }
    }

    [Theory]
    [InlineData("plan.")]
    [InlineData("..%2Fplan.pdf")]
    [InlineData("mappe%5Cplan.pdf")]
    [InlineData("plan%0A.pdf")]
    public async Task Attachment_NameThatIsNoFileName_Is400AndNothingIsKept(string name)
    {
        string item = await app.SubmitAsync("2026-1", "Med bilag");
        using ByteArrayContent bytes = new([1, 2, 3]);

        using HttpResponseMessage response = await app.Http.PutAsync($"api/councils/lille/items/{item}/attachments/{name}", bytes);

        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((HttpStatusCode.BadRequest, "attachment-name"), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.DoesNotContain(app.Archive.Paths, path => path.Contains("bilag", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("council.municipalities", "null", "council.municipalities")]
    [InlineData("directory", "null", "directory")]
    [InlineData("council.name", "null", "council.name")]
    [InlineData("directory.posts", "[{\"kind\":\"director\",\"municipality\":\"0730\"}]", "directory.posts[0]")]
    [InlineData("directory.posts", "[null]", "directory.posts[0]")]
    [InlineData("directory.people", "[{\"id\":\"p\",\"name\":\"N\"}]", "directory.people[0]")]
    [InlineData("council.municipalities", "[{\"code\":\"0730\",\"name\":null}]", "council.municipalities[0].name")]
    public async Task Council_WithSomethingMissing_IsRefusedByItsPath(string at, string value, string field)
    {
        JsonNode setup = JsonSerializer.SerializeToNode(SampleCouncil.Setup, Wire.Options)!;
        string[] parts = at.Split('.');
        JsonNode holder = parts.Length == 1 ? setup : setup[parts[0]]!;
        holder[parts[^1]] = JsonNode.Parse(value);

        using HttpResponseMessage response = await app.Http.PutAsync(
            "api/councils/lille", new StringContent(setup.ToJsonString(), Encoding.UTF8, "application/json"));

        JsonElement problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(field, problem.GetProperty("field").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("meetings/2026-1/items", """{"title":"\ud800","background":"B","recommendation":"I"}""")]
    [InlineData("meetings", """{"date":"9999-12-31","start":"09:30","end":"12:00","venue":{"name":"R"}}""")]
    [InlineData("meetings", """{"date":"0001-01-01","start":"09:30","end":"12:00","venue":{"name":"R"}}""")]
    public async Task Post_TextOrDateThatIsNone_Is400(string path, string body)
    {
        using HttpResponseMessage response = await app.Http.PostAsync(
            "api/councils/lille/" + path, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Post_BytesThatAreNoText_Is400()
    {
        using ByteArrayContent bytes = new([.. Encoding.UTF8.GetBytes(GoodItem[..10]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(GoodItem[10..])]);
        bytes.Headers.ContentType = new("application/json");

        using HttpResponseMessage response = await app.Http.PostAsync("api/councils/lille/meetings/2026-1/items", bytes);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
