using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>Graph's answers: error bodies, and events as they are shown.</summary>
internal static partial class GraphAnswers
{
    private const string Json = "application/json";

    public static IResult Error(HttpRequest request, TimeProvider time, int status, string code, string message)
    {
        string id = request.Headers["client-request-id"].ToString() is { Length: > 0 } given ? given : request.HttpContext.TraceIdentifier;
        JsonObject body = new()
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["innerError"] = new JsonObject
                {
                    ["date"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                    ["request-id"] = id,
                    ["client-request-id"] = id,
                },
            },
        };
        return Results.Text(body.ToJsonString(), Json, statusCode: status);
    }

    public static IResult Event(HttpRequest request, EventVersion version, int status = StatusCodes.Status200OK)
    {
        JsonObject shown = Shown(request, version);
        shown["@odata.context"] = $"{request.Scheme}://{request.Host}/v1.0/$metadata#users('{Uri.EscapeDataString(version.Mailbox)}')/events/$entity";
        return Results.Text(shown.ToJsonString(), Json, statusCode: status);
    }

    public static IResult List(HttpRequest request, IEnumerable<EventVersion> versions)
    {
        JsonArray value = [.. versions.Select(version => Shown(request, version))];
        return Results.Text(new JsonObject { ["value"] = value }.ToJsonString(), Json);
    }

    private static JsonObject Shown(HttpRequest request, EventVersion version)
    {
        JsonObject shown = version.Resource.DeepClone().AsObject();
        string zone = Preferred().Match(request.Headers["Prefer"].ToString()) is { Success: true } match
            && GraphTime.Zone(match.Groups["zone"].Value) is not null ? match.Groups["zone"].Value : "UTC";
        shown["start"] = GraphTime.In(shown["start"], zone);
        shown["end"] = GraphTime.In(shown["end"], zone);
        shown["@odata.etag"] = $"W/\"{version.Text("changeKey")}\"";
        return shown;
    }

    [GeneratedRegex("outlook\\.timezone=\"(?<zone>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Preferred();
}
