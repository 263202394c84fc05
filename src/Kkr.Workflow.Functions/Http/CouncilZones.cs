using System.Collections.Concurrent;
using System.Text.Json;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.Functions.Http;

/// <summary>How instants are written for a council: with the offset of its time zone. A zone hardly ever changes, so it is remembered for a while.</summary>
public sealed class CouncilZones(ICouncils councils, TimeProvider time)
{
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<string, JsonSerializerOptions> OptionsOf = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (string Zone, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>The options for the council that the request's address names; plain ones where there is none.</summary>
    internal static async Task<JsonSerializerOptions> OptionsAsync(HttpContext http) =>
        http.Request.RouteValues["council"] is string council && http.RequestServices?.GetService<CouncilZones>() is { } zones
            ? await zones.OptionsAsync(council, http.RequestAborted)
            : Wire.Options;

    /// <summary>Reads the zone anew next time.</summary>
    internal void Forget(string council) => known.TryRemove(council, out _);

    private async Task<JsonSerializerOptions> OptionsAsync(string council, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (known.TryGetValue(council, out (string Zone, DateTimeOffset At) found) && now - found.At < RememberedFor)
        {
            return For(found.Zone);
        }

        if (await councils.FindAsync(council, cancellation) is not { Value: Council { TimeZone: var zone } })
        {
            return Wire.Options;
        }

        known[council] = (zone, now);
        return For(zone);
    }

    private static JsonSerializerOptions For(string zone) =>
        OptionsOf.GetOrAdd(zone, static id => Wire.In(TimeZoneInfo.FindSystemTimeZoneById(id)));
}
