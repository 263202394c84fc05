using System.Globalization;
using System.Text.Json;

namespace Kkr.Runtime.Tables;

/// <summary>
/// The table service's types (Entity Data Model) in JSON. What JSON cannot tell apart carries its type beside it, in a property
/// <c>Name@odata.type</c>: see "Payload format for Table service operations" in Azure's REST documentation.
/// </summary>
internal static class EdmValue
{
    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    private static readonly JsonEncodedText Binary = JsonEncodedText.Encode("Edm.Binary");
    private static readonly JsonEncodedText Int64 = JsonEncodedText.Encode("Edm.Int64");
    private static readonly JsonEncodedText Double = JsonEncodedText.Encode("Edm.Double");
    private static readonly JsonEncodedText UniqueId = JsonEncodedText.Encode("Edm.Guid");
    private static readonly JsonEncodedText Instant = JsonEncodedText.Encode("Edm.DateTime");

    /// <summary>Writes a property with its type. A null is left out: the service ignores it, in a merge and in a replacement.</summary>
    public static void Write(Utf8JsonWriter writer, in PropertyName name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string text:
                writer.WriteString(name.Value, text);
                break;
            case bool flag:
                writer.WriteBoolean(name.Value, flag);
                break;
            case int number:
                writer.WriteNumber(name.Value, number);
                break;
            case long number:
                writer.WriteString(name.Type, Int64);
                writer.WritePropertyName(name.Value);
                WriteFormatted(writer, number, default);
                break;
            case ulong number:
                writer.WriteString(name.Type, Int64);
                writer.WritePropertyName(name.Value);
                WriteFormatted(writer, number, default);
                break;
            case double number:
                writer.WriteString(name.Type, Double);
                WriteDouble(writer, name, number);
                break;
            case Guid id:
                writer.WriteString(name.Type, UniqueId);
                writer.WriteString(name.Value, id);
                break;
            case DateTimeOffset instant:
                writer.WriteString(name.Type, Instant);
                writer.WritePropertyName(name.Value);
                WriteFormatted(writer, instant.UtcDateTime, InstantFormat);
                break;
            case DateTime instant:
                writer.WriteString(name.Type, Instant);
                writer.WritePropertyName(name.Value);
                WriteFormatted(writer, RequireUtc(instant), InstantFormat);
                break;
            case byte[] bytes:
                writer.WriteString(name.Type, Binary);
                writer.WriteBase64String(name.Value, bytes);
                break;
            case BinaryData data:
                writer.WriteString(name.Type, Binary);
                writer.WriteBase64String(name.Value, data.ToMemory().Span);
                break;
            default:
                throw new NotSupportedException($"The property '{name.Text}' has the type {value.GetType()}, which a table cannot hold.");
        }
    }

    /// <summary>Reads a value; <paramref name="type"/> is what the service said beside it, if anything.</summary>
    public static object? Read(ref Utf8JsonReader reader, string? type) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when type is "Edm.Double" => reader.GetDouble(),
        JsonTokenType.Number when reader.TryGetInt32(out int small) => IsWrittenAsDouble(ref reader) ? (object)(double)small : small,
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String => type switch
        {
            null or "Edm.String" => reader.GetString(),
            "Edm.Int64" => ParseInt64(ref reader),
            "Edm.Double" => ParseDouble(reader.GetString()!),
            "Edm.Guid" => Guid.Parse(reader.GetString()!),
            "Edm.DateTime" => ParseInstant(ref reader),
            "Edm.Binary" => reader.GetBytesFromBase64(),
            _ => throw new NotSupportedException($"The service sent the type {type}, which is unknown."),
        },
        _ => throw new JsonException($"A table property cannot be {reader.TokenType}."),
    };

    /// <summary>The text that was read before its type was known, as that type.</summary>
    public static object? Retype(object? value, string type) => (value, type) switch
    {
        (string text, "Edm.Int64") => long.Parse(text, CultureInfo.InvariantCulture),
        (string text, "Edm.Double") => ParseDouble(text),
        (int number, "Edm.Double") => (double)number,
        (string text, "Edm.Guid") => Guid.Parse(text),
        (string text, "Edm.DateTime") => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        (string text, "Edm.Binary") => Convert.FromBase64String(text),
        _ => value,
    };

    public static DateTimeOffset ParseInstant(ref Utf8JsonReader reader) => reader.TryGetDateTimeOffset(out DateTimeOffset instant)
        ? instant
        : DateTimeOffset.Parse(reader.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static double ParseDouble(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public static long ParseInt64(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number
        ? reader.GetInt64()
        : long.Parse(reader.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>The published client refuses dates that are not marked as UTC, rather than guess.</summary>
    public static DateTime RequireUtc(DateTime instant) => instant.Kind == DateTimeKind.Utc
        ? instant
        : throw new NotSupportedException($"The DateTime {instant:o} has the kind {instant.Kind}; a table holds UTC only. Use DateTime.SpecifyKind or DateTimeOffset.");

    private static bool IsWrittenAsDouble(ref Utf8JsonReader reader) => reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0;

    private static void WriteDouble(Utf8JsonWriter writer, in PropertyName name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name.Value, value);
        }
        else
        {
            writer.WriteString(name.Value, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    private static void WriteFormatted<T>(Utf8JsonWriter writer, T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Span<byte> buffer = stackalloc byte[40];
        value.TryFormat(buffer, out int length, format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(buffer[..length]);
    }
}
