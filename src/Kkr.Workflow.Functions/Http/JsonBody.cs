using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>
/// Reads a JSON object field by field and collects a refusal for every field that is missing, unknown or of the wrong type,
/// so that a caller sees all of them at once. Nothing is acted upon while there are refusals.
/// </summary>
internal sealed class JsonBody
{
    public const long Limit = 1024 * 1024;

    private readonly JsonElement element;
    private readonly string path;
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly List<Refusal> refusals;
    private readonly BodyShape? shape;

    private JsonBody(JsonElement element, string path, List<Refusal> refusals, BodyShape? shape = null)
    {
        this.element = element;
        this.path = path;
        this.refusals = refusals;
        this.shape = shape;
    }

    /// <summary>An empty form that notes what a reader asks of it; nothing in it is missing.</summary>
    public static JsonBody Form(BodyShape shape) => new(EmptyObject, "", [], shape);

    private static JsonElement EmptyObject { get; } = JsonDocument.Parse("{}").RootElement.Clone();

    public static async Task<Result<JsonBody>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        Result<JsonElement> root = await ReadElementAsync(request, cancellation);
        return root.Then(Of);
    }

    /// <summary>The JSON object in these bytes.</summary>
    public static Result<JsonBody> Parse(byte[] bytes) => ParseElement(bytes).Then(Of);

    private static Result<JsonBody> Of(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
            ? new JsonBody(root, "", [])
            : RequestRefusals.WrongType("body", "et JSON-objekt", "a JSON object", root.GetRawText());

    /// <summary>The whole body as one JSON value; for the few resources that are a document of their own.</summary>
    public static async Task<Result<JsonElement>> ReadElementAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
        {
            return RequestRefusals.MediaType(request.ContentType);
        }

        Result<byte[]> bytes = await RequestBytes.ReadAsync(request, Limit, cancellation);
        return bytes.Then(ParseElement);
    }

    private static Result<JsonElement> ParseElement(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return RequestRefusals.Malformed(null, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            return HasWholeText(document.RootElement) ? document.RootElement.Clone() : RequestRefusals.Malformed(null, null);
        }
        catch (JsonException fault)
        {
            return RequestRefusals.Malformed(fault.LineNumber, fault.BytePositionInLine);
        }
    }

    public string? Text(string field) => Find(field, "string") is { } value
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(field, "en tekst", "a string", value)
        : null;

    public string RequiredText(string field) => Required(field) ? Text(field) ?? "" : "";

    public bool? Flag(string field) => Find(field, "boolean") is { } value
        ? value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : WrongValue<bool>(field, "true eller false", "true or false", value)
        : null;

    public int? Number(string field) => Find(field, "integer") is { } value
        ? value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : WrongValue<int>(field, "et helt tal", "a whole number", value)
        : null;

    /// <summary>A date that exists, as <c>yyyy-MM-dd</c>, within the years that meetings are planned in.</summary>
    public DateOnly? Date(string field) => Find(field, "date") is { } value
        ? value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            && date.Year is >= 2000 and <= 2200
            ? date
            : WrongValue<DateOnly>(field, "en dato mellem 2000 og 2200, der findes, skrevet som åååå-mm-dd", "an existing date from 2000 to 2200 as yyyy-MM-dd", value)
        : null;

    public DateOnly RequiredDate(string field) => Required(field) ? Date(field) ?? default : default;

    /// <summary>A local time of day, as <c>HH:mm</c>.</summary>
    public TimeOnly? Time(string field) => Find(field, "time") is { } value
        ? value.ValueKind == JsonValueKind.String && TimeOnly.TryParseExact(value.GetString(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time
            : WrongValue<TimeOnly>(field, "et klokkeslæt skrevet som tt:mm", "a time of day as HH:mm", value)
        : null;

    public TimeOnly RequiredTime(string field) => Required(field) ? Time(field) ?? default : default;

    public TEnum? Choice<TEnum>(string field)
        where TEnum : struct, Enum => Find(field, "string", NamesOf<TEnum>()) is { } value ? ChoiceOf<TEnum>(Name(field), value) : null;

    public IReadOnlyList<TEnum> Choices<TEnum>(string field)
        where TEnum : struct, Enum => [.. Elements(field, "string", NamesOf<TEnum>()).Select((value, index) => ChoiceOf<TEnum>($"{Name(field)}[{index}]", value)).OfType<TEnum>()];

    public IReadOnlyList<string> Texts(string field)
    {
        List<string> texts = [];
        foreach ((JsonElement value, int index) in Elements(field, "string").Select((value, index) => (value, index)))
        {
            if (value.ValueKind == JsonValueKind.String)
            {
                texts.Add(value.GetString()!);
            }
            else
            {
                refusals.Add(RequestRefusals.WrongType($"{Name(field)}[{index}]", "en tekst", "a string", value.GetRawText()));
            }
        }

        return texts;
    }

    /// <summary>A nested object, or null when the field is absent.</summary>
    public T? Object<T>(string field, Func<JsonBody, T> make)
        where T : class => shape is not null ? NoteNested(field, make, isList: false)
            : Find(field, "object") is { } value ? Nested(Name(field), value, make)
            : null;

    public IReadOnlyList<T> Objects<T>(string field, Func<JsonBody, T> make)
        where T : class => shape is not null
            ? [NoteNested(field, make, isList: true)]
            : [.. Elements(field, "object").Select((value, index) => Nested($"{Name(field)}[{index}]", value, make)).OfType<T>()];

    /// <summary>Requires the field to be present; its type is checked by whoever reads it.</summary>
    public bool Required(string field)
    {
        shape?.Require(field);
        if (shape is not null || Find(field) is not null)
        {
            return true;
        }

        refusals.Add(RequestRefusals.Missing(Name(field)));
        return false;
    }

    /// <summary>All that was wrong, unknown fields included; empty when the body may be acted upon.</summary>
    public IReadOnlyList<Refusal> Close()
    {
        RefuseUnread();
        return refusals;
    }

    /// <summary>False when a text holds half a character: valid JSON, but no text.</summary>
    private static bool HasWholeText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(property => IsWhole(() => property.Name) && HasWholeText(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(HasWholeText),
        JsonValueKind.String => IsWhole(value.GetString),
        _ => true,
    };

    private static bool IsWhole(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private T? Nested<T>(string name, JsonElement value, Func<JsonBody, T> make)
        where T : class
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            refusals.Add(RequestRefusals.WrongType(name, "et JSON-objekt", "a JSON object", value.GetRawText()));
            return null;
        }

        JsonBody nested = new(value, name + ".", refusals);
        T made = make(nested);
        nested.RefuseUnread();
        return made;
    }

    private void RefuseUnread() =>
        refusals.AddRange(element.EnumerateObject().Where(property => !read.Contains(property.Name)).Select(property => RequestRefusals.Unknown(Name(property.Name))));

    private List<JsonElement> Elements(string field, string kind, IReadOnlyList<string>? choices = null)
    {
        if (Find(field, kind, choices, isList: true) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray()];
        }

        refusals.Add(RequestRefusals.WrongType(Name(field), "en liste", "an array", value.GetRawText()));
        return [];
    }

    private TEnum? ChoiceOf<TEnum>(string name, JsonElement value)
        where TEnum : struct, Enum
    {
        foreach (TEnum candidate in Enum.GetValues<TEnum>())
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() == JsonNamingPolicy.CamelCase.ConvertName(candidate.ToString()))
            {
                return candidate;
            }
        }

        string all = string.Join(", ", NamesOf<TEnum>());
        refusals.Add(RequestRefusals.WrongType(name, $"en af: {all}", $"one of: {all}", value.GetRawText()));
        return null;
    }

    private static string[] NamesOf<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private T NoteNested<T>(string field, Func<JsonBody, T> make, bool isList)
    {
        BodyShape nested = new();
        shape!.Note(field, "object", null, isList, nested);
        return make(Form(nested));
    }

    private JsonElement? Find(string field, string kind, IReadOnlyList<string>? choices = null, bool isList = false)
    {
        shape?.Note(field, kind, choices, isList);
        return Find(field);
    }

    private JsonElement? Find(string field)
    {
        read.Add(field);
        return element.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string Name(string field) => path + field;

    private T? Wrong<T>(string field, string danish, string english, JsonElement value)
        where T : class
    {
        refusals.Add(RequestRefusals.WrongType(Name(field), danish, english, value.GetRawText()));
        return null;
    }

    private T? WrongValue<T>(string field, string danish, string english, JsonElement value)
        where T : struct
    {
        refusals.Add(RequestRefusals.WrongType(Name(field), danish, english, value.GetRawText()));
        return null;
    }
}
