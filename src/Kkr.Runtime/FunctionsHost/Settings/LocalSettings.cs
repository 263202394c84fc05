using System.Text.Json;

namespace Kkr.Runtime.FunctionsHost.Settings;

/// <summary>What <c>local.settings.json</c> holds, as the local tools read it.</summary>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, int? Port)
{
    public const string FileName = "local.settings.json";

    public static readonly LocalSettings None = new(new Dictionary<string, string?>(), null);

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static LocalSettings Read(params IEnumerable<string> directories)
    {
        string? file = directories.Select(d => Path.Combine(d, FileName)).FirstOrDefault(File.Exists);
        return file is null ? None : Parse(File.ReadAllText(file), file);
    }

    public static LocalSettings Parse(string text, string file)
    {
        using JsonDocument document = Open(text, file);
        JsonElement root = document.RootElement;
        if (Member(root, "IsEncrypted") is { ValueKind: JsonValueKind.True })
        {
            throw new InvalidOperationException($"'{file}' is encrypted. Decrypt it with 'func settings decrypt'; the embedded host cannot read it.");
        }

        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty value in Members(root, "Values"))
        {
            // Values become environment variables in the real host, where a double underscore separates sections.
            values[value.Name.Replace("__", ":", StringComparison.Ordinal)] = Text(value, file);
        }

        foreach (JsonProperty connection in Members(root, "ConnectionStrings"))
        {
            values[$"ConnectionStrings:{connection.Name}"] = connection.Value.ValueKind == JsonValueKind.Object
                ? Member(connection.Value, "ConnectionString")?.GetString()
                : Text(connection, file);
        }

        JsonElement? port = Member(root, "Host") is { ValueKind: JsonValueKind.Object } host ? Member(host, "LocalHttpPort") : null;
        return new LocalSettings(values, port is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value2) ? value2 : null);
    }

    private static JsonDocument Open(string text, string file)
    {
        try
        {
            return JsonDocument.Parse(text, Lenient);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"'{file}' is not valid JSON: {e.Message}", e);
        }
    }

    private static string? Text(JsonProperty property, string file) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => property.Value.GetRawText(),
        _ => throw new InvalidOperationException($"'{file}': '{property.Name}' must be text, not an object or array."),
    };

    private static JsonElement? Member(JsonElement element, string name)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject() : default;
}
