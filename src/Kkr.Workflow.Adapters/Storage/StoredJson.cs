using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Kkr.Workflow.Adapters.Storage;

/// <summary>How domain records are written: camelCase, enums by name, Danish letters as themselves so that a row can be read in a storage browser.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static byte[] WriteBytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="StoredStateException">The text is not such a record.</exception>
    public static T Read<T>(string json, string where)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new StoredStateException($"{where} holds no {typeof(T).Name}.");
        }
        catch (JsonException exception)
        {
            throw new StoredStateException($"{where} cannot be read as a {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    /// <exception cref="StoredStateException">The bytes are not such a record.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, string where)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json.Span, Options) ?? throw new StoredStateException($"{where} holds no {typeof(T).Name}.");
        }
        catch (JsonException exception)
        {
            throw new StoredStateException($"{where} cannot be read as a {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
