using System.Globalization;
using System.Text.Json.Nodes;
using Kkr.Runtime.FunctionsHost.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Lists and purges many instances at once.</summary>
internal static class DurableQueryEndpoints
{
    private const string Continuation = "x-ms-continuation-token";

    public static async Task<IResult> ListAsync(HttpContext http, DurableTaskClient client)
    {
        if (!TryFilter(http, out Filter filter))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        int top = int.TryParse(http.Request.Query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) && asked > 0
            ? asked : OrchestrationQuery.DefaultPageSize;
        bool showInput = DurableManagementEndpoints.Flag(http, "showInput", standard: true);
        string? token = http.Request.Headers[Continuation];
        OrchestrationQuery query = new(
            filter.From, filter.To, filter.Statuses, null, http.Request.Query["instanceIdPrefix"], top, FetchInputsAndOutputs: true, string.IsNullOrEmpty(token) ? null : token);
        JsonArray found = [];
        await foreach (Page<OrchestrationMetadata> page in client.GetAllInstancesAsync(query).AsPages(query.ContinuationToken, top))
        {
            foreach (OrchestrationMetadata instance in page.Values)
            {
                found.Add(InstanceStatus.Of(instance, showInput));
            }

            if (page.ContinuationToken is { } next)
            {
                http.Response.Headers[Continuation] = next;
            }

            break;
        }

        return Results.Json(found);
    }

    public static async Task<IResult> PurgeAsync(HttpContext http, DurableTaskClient client)
    {
        if (!TryFilter(http, out Filter filter) || filter.From is null)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        PurgeResult purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(filter.From, filter.To, filter.Statuses), http.RequestAborted);
        return purged.PurgedInstanceCount == 0
            ? Results.NotFound()
            : Results.Json(new JsonObject { ["instancesDeleted"] = purged.PurgedInstanceCount });
    }

    private static bool TryFilter(HttpContext http, out Filter filter)
    {
        filter = default;
        if (!TryInstant(http, "createdTimeFrom", out DateTimeOffset? from) || !TryInstant(http, "createdTimeTo", out DateTimeOffset? to))
        {
            return false;
        }

        List<OrchestrationRuntimeStatus> statuses = [];
        foreach (string name in http.Request.Query["runtimeStatus"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse(name, ignoreCase: true, out OrchestrationRuntimeStatus status))
            {
                return false;
            }

            statuses.Add(status);
        }

        filter = new Filter(from, to, statuses.Count > 0 ? statuses : null);
        return true;
    }

    private static bool TryInstant(HttpContext http, string name, out DateTimeOffset? instant)
    {
        string? text = http.Request.Query[name];
        bool ok = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed);
        instant = ok ? parsed : null;
        return ok || string.IsNullOrEmpty(text);
    }

    private readonly record struct Filter(DateTimeOffset? From, DateTimeOffset? To, IEnumerable<OrchestrationRuntimeStatus>? Statuses);
}
