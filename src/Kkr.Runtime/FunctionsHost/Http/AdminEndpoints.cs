using System.Reflection;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.FunctionsHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Tells operators and probes that the host is alive.</summary>
internal static class AdminEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        HostKeys keys = endpoints.ServiceProvider.GetRequiredService<HostKeys>();
        StopSignals stop = endpoints.ServiceProvider.GetRequiredService<StopSignals>();
        TimeProvider time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        long start = time.GetTimestamp();
        endpoints.MapMethods("/admin/host/ping", ["GET", "POST"], () => Results.Ok());
        endpoints.MapGet("/admin/host/status", (HttpContext http) => keys.Allow(http.Request, AuthorizationLevel.Admin, "")
            ? Results.Json(new
            {
                id = Environment.MachineName.ToLowerInvariant(),
                state = stop.Stopping.IsCancellationRequested ? "Stopping" : "Running",
                version = typeof(AdminEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
                processUptime = (long)time.GetElapsedTime(start).TotalMilliseconds,
            })
            : Results.StatusCode(StatusCodes.Status401Unauthorized));
        TimerHost timers = endpoints.ServiceProvider.GetRequiredService<TimerHost>();
        endpoints.MapPost("/admin/functions/{name}", (HttpContext http, string name) => Results.StatusCode(
            !keys.Allow(http.Request, AuthorizationLevel.Admin, "") ? StatusCodes.Status401Unauthorized
            : timers.TryRunNow(name) ? StatusCodes.Status202Accepted
            : StatusCodes.Status404NotFound));
    }
}
