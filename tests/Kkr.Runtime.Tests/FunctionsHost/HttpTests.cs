using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Runtime.Tests.FunctionsHost;

public class HttpTests
{
    private static readonly Guid Key = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Theory]
    [InlineData("GET", "api/Plain", 200, "/api/Plain")]
    [InlineData("GET", "api/plain", 200, "/api/plain")]
    [InlineData("GET", "api/items/7?x=1", 200, "read 7?x=1")]
    [InlineData("PUT", "api/items/7", 200, "write 7 by PUT")]
    [InlineData("GET", "api/items/latest", 200, "latest GET")]
    [InlineData("GET", "api/items/seven", 404, "")]
    [InlineData("DELETE", "api/items/7", 404, "")]
    [InlineData("GET", "api/pages", 200, "GET page none")]
    [InlineData("GET", "api/pages/two", 200, "GET page two")]
    [InlineData("GET", "api/files/a/b.txt", 200, "GET a/b.txt")]
    [InlineData("GET", "Plain", 404, "")]
    [InlineData("GET", "api/none", 404, "")]
    public async Task Route_ByMethodAndPath_ReachesItsFunction(string method, string path, int status, string body)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(RoutedFunctions));

        using HttpResponseMessage response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", "Plain")]
    [InlineData("kkr/v1", "kkr/v1/Plain")]
    public async Task RoutePrefix_FromHostJson_IsUsed(string prefix, string path)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(RoutedFunctions)], new FunctionsTestHost.Setup
        {
            Files = new Dictionary<string, string>
            {
                ["host.json"] = $$"""{ "version": "2.0", "extensions": { "http": { "routePrefix": "{{prefix}}", "customHeaders": { "X-Frame-Options": "DENY" } } } }""",
            },
        });

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Parameters_FromRouteAndQuery_GetTheirTypes()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(BoundFunctions));

        string all = await host.Client.GetStringAsync(new Uri($"api/values/-4/{Key}/2026-11-17/frozen?note=x&limit=3&since=2026-01-02T03:04:05Z", UriKind.Relative));
        string few = await host.Client.GetStringAsync(new Uri($"api/values/4/{Key}/2026-11-17/Planned", UriKind.Relative));

        Assert.Equal($"GET -4 {Key:N} 2026-11-17 Frozen x 3 2026-01-02 03:04:05Z", all);
        Assert.Equal($"GET 4 {Key:N} 2026-11-17 Planned - 10 -", few);
    }

    [Theory]
    [InlineData("api/values/four/0f8fad5b-d9cb-469f-a165-70867728950e/2026-11-17/frozen", "number")]
    [InlineData("api/values/4/0f8fad5b/2026-11-17/frozen", "key")]
    [InlineData("api/values/4/0f8fad5b-d9cb-469f-a165-70867728950e/2026-02-30/frozen", "day")]
    [InlineData("api/values/4/0f8fad5b-d9cb-469f-a165-70867728950e/2026-11-17/lost", "phase")]
    [InlineData("api/values/4/0f8fad5b-d9cb-469f-a165-70867728950e/2026-11-17/9", "phase")]
    [InlineData("api/Required", "limit")]
    public async Task Parameter_ThatDoesNotFit_FailsTheInvocationNamingIt(string path, string parameter)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(BoundFunctions));

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri(path, UriKind.Relative));

        // The real worker fails the invocation too; middleware that catches FunctionInputConverterException may answer 400 in both builds.
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Contains(host.Log.Lines, l => l.Event == 2012 && l.Error is FunctionInputConverterException e && e.Message.Contains($"'{parameter}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_AsJson_IsBoundAndItsResultWrittenWithMvcsNames()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(BoundFunctions));

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("api/Body", UriKind.Relative), Json("""{"title":"Klima","PAGES":3}"""));

        Assert.Equal("""{"title":"Klima (application/json; charset=utf-8)","pages":3}""", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("{ not json", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("title=x", "application/x-www-form-urlencoded")]
    public async Task Body_ThatDoesNotFit_FailsTheInvocation(string body, string type)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(BoundFunctions));

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("api/Body", UriKind.Relative), new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    [Fact]
    public async Task FunctionContext_OfARequest_KnowsFunctionBindingsAndHttp()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(BoundFunctions));

        Assert.Equal("Context|7|True|httpTrigger|http|55", await host.Client.GetStringAsync(new Uri("api/context/7", UriKind.Relative)));
    }

    [Theory]
    [InlineData("Text", 200, "text/plain; charset=utf-8", "hej æøå GET")]
    [InlineData("Object", 200, "application/json; charset=utf-8", """{"Title":"GET","Pages":2}""")]
    [InlineData("Nothing", 204, null, "")]
    [InlineData("Void", 202, null, "by itself")]
    [InlineData("Result", 201, "application/json; charset=utf-8", """{"method":"GET"}""")]
    [InlineData("Many", 409, "text/plain; charset=utf-8", "GET")]
    [InlineData("File", 200, "application/pdf", "\u0001\u0002\u0003")]
    public async Task Result_OfEachKind_BecomesTheResponse(string function, int status, string? type, string body)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(ResultFunctions));

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri($"api/{function}", UriKind.Relative));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Failure_InAFunction_Is500WithoutBodyAndALogEvent()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(ResultFunctions));

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("api/Boom", UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.Contains(host.Log.Lines, l => l is { Event: 2012 } && l.Text.Contains("Boom", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, l => l.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RequestData_WithAndWithoutAspNetCore_ReadsAndAnswers(bool aspNetCore)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DataFunctions)], new FunctionsTestHost.Setup { AspNetCore = aspNetCore });
        using HttpRequestMessage request = new(HttpMethod.Post, "api/data/9?q=a%20b") { Content = JsonContent.Create(new { title = "Klima", pages = 4 }) };
        request.Headers.Add("Cookie", "who=me");

        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("9", response.Headers.GetValues("X-Id").Single());
        Assert.Equal("a b", response.Headers.GetValues("X-Query").Single());
        Assert.Equal("me", response.Headers.GetValues("X-Cookie").Single());
        Assert.Equal("seen=yes; path=/; samesite=strict; httponly", response.Headers.GetValues("Set-Cookie").Single());
        Item item = JsonSerializer.Deserialize<Item>(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(new Item("/api/data/9 Klima", 4), item);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
