using System.Globalization;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>Graph's pair of a local time and a time zone (IANA or Windows name).</summary>
internal static class GraphTime
{
    private const string Shape = "yyyy-MM-dd'T'HH:mm:ss.fffffff";

    /// <summary>The instant, or null when the pair is missing a part or a part is not understood.</summary>
    public static DateTimeOffset? Instant(JsonNode? pair) =>
        Local(pair) is { } local && Zone((string?)pair!["timeZone"]) is { } zone && !zone.IsInvalidTime(local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : null;

    public static DateTime? Local(JsonNode? pair) =>
        pair is JsonObject && DateTime.TryParse((string?)pair["dateTime"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            ? DateTime.SpecifyKind(local, DateTimeKind.Unspecified)
            : null;

    public static TimeZoneInfo? Zone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : null;

    /// <summary>The same instant in another zone: answers are in UTC unless the request prefers a zone.</summary>
    public static JsonObject In(JsonNode? pair, string zone)
    {
        DateTimeOffset instant = Instant(pair) ?? default;
        DateTimeOffset there = TimeZoneInfo.ConvertTime(instant, Zone(zone) ?? TimeZoneInfo.Utc);
        return new JsonObject { ["dateTime"] = there.DateTime.ToString(Shape, CultureInfo.InvariantCulture), ["timeZone"] = zone };
    }
}
