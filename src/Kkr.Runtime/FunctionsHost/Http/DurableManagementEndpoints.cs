using System.Text.Json;
using System.Text.Json.Nodes;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Durable;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Watches and steers orchestrations over HTTP, with the paths and status codes of the documented API.</summary>
internal static class DurableManagementEndpoints
{
    private const string Instance = ManagementLinks.Root + "/instances/{instanceId}";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        HostKeys keys = endpoints.ServiceProvider.GetRequiredService<HostKeys>();
        ILogger logger = endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Host.DurableManagement");
        Func<DurableTaskClient> client = endpoints.ServiceProvider.GetRequiredService<DurableTaskClient>;
        FunctionCatalog catalog = endpoints.ServiceProvider.GetRequiredService<FunctionCatalog>();

        Add("GET", Instance, http => StatusAsync(http, client()));
        Add("DELETE", Instance, http => PurgeAsync(http, client()));
        Add("POST", Instance + "/raiseEvent/{eventName}", http => RaiseAsync(http, client()));
        Add("POST", Instance + "/terminate", http => SteerAsync(http, client(), (c, id, why, ct) => c.TerminateInstanceAsync(id, why, ct)));
        Add("POST", Instance + "/suspend", http => SteerAsync(http, client(), (c, id, why, ct) => c.SuspendInstanceAsync(id, why, ct)));
        Add("POST", Instance + "/resume", http => SteerAsync(http, client(), (c, id, why, ct) => c.ResumeInstanceAsync(id, why, ct)));
        Add("POST", Instance + "/restart", http => RestartAsync(http, client(), keys));
        Add("POST", Instance + "/rewind", _ => Task.FromResult(Results.StatusCode(StatusCodes.Status501NotImplemented)));
        Add("GET", ManagementLinks.Root + "/instances", http => DurableQueryEndpoints.ListAsync(http, client()));
        Add("DELETE", ManagementLinks.Root + "/instances", http => DurableQueryEndpoints.PurgeAsync(http, client()));
        Add("POST", ManagementLinks.Root + "/orchestrators/{functionName}/{instanceId?}", http => StartAsync(http, client(), catalog, keys));

        void Add(string method, string path, Func<HttpContext, Task<IResult>> answer) => endpoints.MapMethods(path, [method], async (HttpContext http) =>
        {
            if (!keys.Allow(http.Request, AuthorizationLevel.System, ""))
            {
                return Results.StatusCode(StatusCodes.Status401Unauthorized);
            }

            try
            {
                return await answer(http);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                HostLog.ManagementFailed(logger, e, http.Request.RouteValues["instanceId"] as string ?? "");
                return Results.StatusCode(StatusCodes.Status500InternalServerError);
            }
        });
    }

    public static bool Flag(HttpContext http, string name, bool standard) => bool.TryParse(http.Request.Query[name], out bool value) ? value : standard;

    private static string Id(HttpContext http) => (string)http.Request.RouteValues["instanceId"]!;

    private static async Task<IResult> StatusAsync(HttpContext http, DurableTaskClient client)
    {
        if (await client.GetInstanceAsync(Id(http), getInputsAndOutputs: true, http.RequestAborted) is not { } instance)
        {
            return Results.NotFound();
        }

        if (!instance.IsCompleted)
        {
            http.Response.Headers.Location = http.Request.GetEncodedUrl();
            http.Response.Headers.RetryAfter = "10";
        }

        bool failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed && Flag(http, "returnInternalServerErrorOnFailure", standard: false);
        return Results.Json(
            InstanceStatus.Of(instance, Flag(http, "showInput", standard: true)),
            statusCode: failed ? StatusCodes.Status500InternalServerError
                : instance.IsCompleted ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> PurgeAsync(HttpContext http, DurableTaskClient client)
    {
        PurgeResult purged = await client.PurgeInstanceAsync(Id(http), http.RequestAborted);
        return purged.PurgedInstanceCount == 0
            ? Results.NotFound()
            : Results.Json(new JsonObject { ["instancesDeleted"] = purged.PurgedInstanceCount });
    }

    private static Task<IResult> SteerAsync(HttpContext http, DurableTaskClient client, Func<DurableTaskClient, string, string?, CancellationToken, Task> act) =>
        OnLiveAsync(http, client, async () =>
        {
            await act(client, Id(http), http.Request.Query["reason"], http.RequestAborted);
            return Results.StatusCode(StatusCodes.Status202Accepted);
        });

    private static Task<IResult> RaiseAsync(HttpContext http, DurableTaskClient client) => OnLiveAsync(http, client, async () =>
    {
        (bool ok, JsonElement? payload) = await BodyAsync(http);
        if (!ok)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        await client.RaiseEventAsync(Id(http), (string)http.Request.RouteValues["eventName"]!, payload, http.RequestAborted);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    });

    private static async Task<IResult> OnLiveAsync(HttpContext http, DurableTaskClient client, Func<Task<IResult>> act) =>
        await client.GetInstanceAsync(Id(http), http.RequestAborted) switch
        {
            null => Results.NotFound(),
            { IsCompleted: true } => Results.StatusCode(StatusCodes.Status410Gone),
            _ => await act(),
        };

    private static async Task<IResult> RestartAsync(HttpContext http, DurableTaskClient client, HostKeys keys)
    {
        if (await client.GetInstanceAsync(Id(http), http.RequestAborted) is null)
        {
            return Results.NotFound();
        }

        string id = await client.RestartAsync(Id(http), Flag(http, "restartWithNewInstanceId", standard: true), http.RequestAborted);
        return Started(http, id, keys);
    }

    private static async Task<IResult> StartAsync(HttpContext http, DurableTaskClient client, FunctionCatalog catalog, HostKeys keys)
    {
        string name = (string)http.Request.RouteValues["functionName"]!;
        (bool ok, JsonElement? input) = await BodyAsync(http);
        if (!ok || !catalog.Of(TriggerKind.Orchestration).Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        StartOrchestrationOptions? options = http.Request.RouteValues["instanceId"] is string given ? new StartOrchestrationOptions(given) : null;
        string id = await client.ScheduleNewOrchestrationInstanceAsync(name, input, options, http.RequestAborted);
        return Started(http, id, keys);
    }

    private static IResult Started(HttpContext http, string id, HostKeys keys)
    {
        HttpManagementPayload links = ManagementLinks.For(id, new Uri(http.Request.GetEncodedUrl()), keys);
        http.Response.Headers.Location = links.StatusQueryGetUri;
        http.Response.Headers.RetryAfter = "10";
        return Results.Text(ManagementLinks.ToJson(links), "application/json", statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>An empty body is no payload; anything else must be JSON.</summary>
    private static async Task<(bool Ok, JsonElement? Value)> BodyAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body);
        string text = await reader.ReadToEndAsync(http.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
        {
            return (true, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return (true, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }
}
