using System.Globalization;
using System.Text.Json;
using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Reads a whole JSON document into a record; a field that does not fit is named by its path.</summary>
internal static class JsonShape
{
    /// <summary>What comes in must be whole: nothing that a record needs is null or left out.</summary>
    private static readonly JsonSerializerOptions Strict = new(Wire.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static Result<T> Read<T>(JsonElement element)
    {
        if (NullInList(element, "") is { } nothing)
        {
            return RequestRefusals.WrongType(nothing, "udfyldt", "present", "null");
        }

        try
        {
            return element.Deserialize<T>(Strict) is { } value
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

    /// <summary>The path of the first null that stands in a list, where the serializer lets it pass; none of our lists has room for one.</summary>
    private static string? NullInList(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray()
            .Select((value, index) => (Value: value, Path: string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))
            .Select(found => found.Value.ValueKind == JsonValueKind.Null ? found.Path : NullInList(found.Value, found.Path))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Object => element.EnumerateObject()
            .Select(property => NullInList(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}"))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string ValueAt(JsonElement element, string path)
    {
        foreach (string part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(part, CultureInfo.InvariantCulture, out int index) && index < element.GetArrayLength())
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
