using System.Globalization;
using System.Text.Json;

namespace Kkr.Workflow.Tests.Http;

/// <summary>Checks a JSON value against a schema of the description, as far as the description uses schemas.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>What does not fit, by path; none when all of it does.</summary>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path = "$")
    {
        JsonElement plain = Resolve(schema);
        if (!plain.TryGetProperty("type", out JsonElement type))
        {
            return [];
        }

        return type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object ? OfObject(value, plain, path) : [$"{path} is no object"],
            "array" => value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((element, index) => Faults(element, plain.GetProperty("items"), $"{path}[{index}]"))
                : [$"{path} is no array"],
            "string" => value.ValueKind == JsonValueKind.String ? OfText(value.GetString()!, plain, path) : [$"{path} is no string"],
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? [] : [$"{path} is no integer"],
            "number" => value.ValueKind == JsonValueKind.Number ? [] : [$"{path} is no number"],
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [$"{path} is no boolean"],
            _ => [$"{path} has a type that is not known here"],
        };
    }

    /// <summary>The schema that a reference names.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out JsonElement reference))
        {
            return schema;
        }

        JsonElement found = document;
        foreach (string part in reference.GetString()!.TrimStart('#', '/').Split('/'))
        {
            found = found.GetProperty(part);
        }

        return found;
    }

    private IEnumerable<string> OfObject(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            foreach (string? name in required.EnumerateArray().Select(one => one.GetString()).Where(name => !value.TryGetProperty(name!, out _)))
            {
                yield return $"{path} lacks {name}";
            }
        }

        if (!schema.TryGetProperty("properties", out JsonElement properties))
        {
            yield break;
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(property.Name, out JsonElement inner))
            {
                yield return $"{path}.{property.Name} is not described";
                continue;
            }

            foreach (string fault in Faults(property.Value, inner, $"{path}.{property.Name}"))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> OfText(string text, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("enum", out JsonElement choices) && choices.EnumerateArray().All(choice => choice.GetString() != text))
        {
            yield return $"{path} is '{text}', which is no choice";
        }

        string? format = schema.TryGetProperty("format", out JsonElement named) ? named.GetString() : null;
        if ((format == "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            || (format == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)))
        {
            yield return $"{path} is '{text}', which is no {format}";
        }
    }
}
