using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kkr.Workflow.Functions.Http;

/// <summary>How JSON looks on the wire and in durable histories: camelCase names and enum values.</summary>
public static class Wire
{
    /// <summary>For HTTP: unknown fields are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Make(JsonUnmappedMemberHandling.Disallow, new ClockTime());

    /// <summary>For durable histories: a field that a newer version wrote is passed over, so that a roll-back does not stop a running meeting.</summary>
    public static JsonSerializerOptions Durable { get; } = Make(JsonUnmappedMemberHandling.Skip);

    /// <summary>As <see cref="Options"/>, with instants in the given zone (RFC 3339, e.g. <c>2026-11-17T09:30:00+01:00</c>).</summary>
    internal static JsonSerializerOptions In(TimeZoneInfo zone) => Make(JsonUnmappedMemberHandling.Disallow, new ClockTime(), new LocalInstant(zone));

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unmapped, params JsonConverter[] converters)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = unmapped,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        foreach (JsonConverter converter in converters)
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class LocalInstant(TimeZoneInfo zone) : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TimeZoneInfo.ConvertTime(value, zone));
    }

    /// <summary>A local time of day is written as it is read: <c>09:30</c>. Seconds are written only where there are any.</summary>
    private sealed class ClockTime : JsonConverter<TimeOnly>
    {
        private static readonly string[] Formats = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeOnly.TryParseExact(reader.GetString(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
                ? time
                : throw new JsonException("A time of day is written HH:mm.");

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(value.Ticks % TimeSpan.TicksPerMinute == 0 ? Formats[0] : Formats[2], CultureInfo.InvariantCulture));
    }
}
