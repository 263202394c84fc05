using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Kkr.Runtime.Tests.FunctionsHost;

public sealed record Item(string Title, int Pages);

public enum Phase
{
    Planned,
    Frozen,
}

public static class RoutedFunctions
{
    [Function("Plain")]
    public static IActionResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => new OkObjectResult(request.Path.Value);

    [Function("ReadItem")]
    public static IActionResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}")] HttpRequest request, int id) =>
        new OkObjectResult($"read {id}{request.QueryString}");

    [Function("WriteItem")]
    public static IActionResult Write([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "items/{id:int}")] HttpRequest request, int id) =>
        new OkObjectResult($"write {id} by {request.Method}");

    [Function("Latest")]
    public static string Latest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/latest")] HttpRequest request) => $"latest {request.Method}";

    [Function("Optional")]
    public static string Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pages/{name?}")] HttpRequest request, string? name) =>
        $"{request.Method} page {name ?? "none"}";

    [Function("Rest")]
    public static string Rest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path) =>
        $"{request.Method} {path}";
}

public static class BoundFunctions
{
    [Function("Values")]
    public static string Values(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "values/{number}/{key}/{day}/{phase}")] HttpRequest request,
        int number,
        Guid key,
        DateOnly day,
        Phase phase,
        string? note,
        int limit = 10,
        DateTimeOffset? since = null) =>
        FormattableString.Invariant($"{request.Method} {number} {key:N} {day:O} {phase} {note ?? "-"} {limit} {since?.ToString("u", null) ?? "-"}");

    [Function("Required")]
    public static string Required([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, int limit) => $"{request.Method} {limit}";

    [Function("Body")]
    public static IActionResult Body([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [FromBody] Item item) =>
        new OkObjectResult(item with { Title = $"{item.Title} ({request.ContentType})" });

    [Function("Context")]
    public static string Context([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "context/{id}")] HttpContext http, FunctionContext context) =>
        string.Join('|', context.FunctionDefinition.Name, context.BindingContext.BindingData["id"], ReferenceEquals(context.GetHttpContext(), http),
            context.FunctionDefinition.InputBindings["http"].Type, context.FunctionDefinition.OutputBindings["$return"].Type, context.TraceContext.TraceParent.Length);
}

public static class ResultFunctions
{
    [Function("Text")]
    public static string Text([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => $"hej æøå {request.Method}";

    [Function("Object")]
    public static Task<Item> Object([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Task.FromResult(new Item(request.Method, 2));

    [Function("Nothing")]
    public static Item? Nothing([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Method.Length == 0 ? new Item("", 0) : null;

    [Function("Void")]
    public static async Task Void([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        request.HttpContext.Response.StatusCode = 202;
        await request.HttpContext.Response.WriteAsync("by itself");
    }

    [Function("Result")]
    public static IResult Result([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Json(new { request.Method }, statusCode: 201);

    [Function("Redirect")]
    public static IActionResult Redirect([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new RedirectResult($"/elsewhere/{request.Method}");

    [Function("File")]
    public static IActionResult File([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        new FileContentResult([1, 2, 3], "application/pdf") { FileDownloadName = $"{request.Method}.pdf" };

    [Function("Many")]
    public static Outputs Many([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new() { Response = new ConflictObjectResult(request.Method) };

    [Function("Boom")]
    public static IActionResult Boom([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => throw new InvalidOperationException($"secret {request.Method}");

    public sealed class Outputs
    {
        [HttpResult]
        public required IActionResult Response { get; init; }

        public string Note { get; init; } = "";
    }
}

public sealed class DataFunctions(Signals signals)
{
    [Function("Data")]
    public async Task<HttpResponseData> Data([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "data/{id}")] HttpRequestData request, string id)
    {
        Item? item = await request.ReadFromJsonAsync<Item>();
        HttpResponseData response = request.CreateResponse(HttpStatusCode.Created);
        response.Headers.Add("X-Id", id);
        response.Headers.Add("X-Query", request.Query["q"]);
        response.Headers.Add("X-Cookie", request.Cookies.Single().Value);
        response.Cookies.Append(new HttpCookie("seen", "yes") { HttpOnly = true, Path = "/", SameSite = SameSite.Strict });
        await response.WriteAsJsonAsync(item! with { Title = $"{request.Url.AbsolutePath} {item.Title}" });
        signals.Set("data");
        return response;
    }

    [Function("Echo")]
    public static async Task<HttpResponseData> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request)
    {
        HttpResponseData response = request.CreateResponse();
        await response.WriteStringAsync(await request.ReadAsStringAsync() ?? "");
        return response;
    }
}
