using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kkr.Workflow.Functions.Http;

/// <summary>How JSON looks on the wire and in durable histories: camelCase names and enum values.</summary>
public static class Wire
{
    /// <summary>For HTTP: unknown fields are refused.</summary>
    public static JsonSerializerOptions Options { get; } = Make(JsonUnmappedMemberHandling.Disallow);

    /// <summary>For durable histories: a field that a newer version wrote is passed over, so that a roll-back does not stop a running meeting.</summary>
    public static JsonSerializerOptions Durable { get; } = Make(JsonUnmappedMemberHandling.Skip);

    private static JsonSerializerOptions Make(JsonUnmappedMemberHandling unmapped)
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = unmapped,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
