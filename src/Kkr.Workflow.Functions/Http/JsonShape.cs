using System.Text.Json;
using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Reads a whole JSON document into a record; a field that does not fit is named by its path.</summary>
internal static class JsonShape
{
    public static Result<T> Read<T>(JsonElement element)
    {
        try
        {
            return element.Deserialize<T>(Wire.Options) is { } value
                ? value
                : RequestRefusals.WrongType("body", "et JSON-objekt", "a JSON object", "null");
        }
        catch (JsonException fault)
        {
            string field = fault.Path is { Length: > 2 } path ? path[2..] : "body";
            return new Refusal(
                "json-shape",
                $"Feltet »{field}« er ukendt, mangler en del eller har en forkert type.",
                $"The field '{field}' is unknown, lacks a part or has a wrong type.")
            {
                Field = field,
                Rule = $"must fit {typeof(T).Name}",
                Value = RequestRefusals.Shorten(ValueAt(element, field)),
            };
        }
    }

    private static string ValueAt(JsonElement element, string path)
    {
        foreach (string part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out int index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(part, out JsonElement inner))
            {
                element = inner;
            }
            else
            {
                return "";
            }
        }

        return element.GetRawText();
    }
}
