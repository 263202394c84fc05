using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Kkr.Workflow.Domain.Agenda;
using Microsoft.OpenApi;

namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>JSON schemas of what goes over the wire, made from the types themselves as the serializer sees them.</summary>
internal sealed class Schemas(OpenApiDocument document)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly Dictionary<Type, string> named = [];

    public IOpenApiSchema Of(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
        {
            return Text();
        }

        if (plain == typeof(bool))
        {
            return new OpenApiSchema { Type = JsonSchemaType.Boolean };
        }

        if (plain == typeof(int) || plain == typeof(long))
        {
            return new OpenApiSchema { Type = JsonSchemaType.Integer };
        }

        if (plain == typeof(double))
        {
            return new OpenApiSchema { Type = JsonSchemaType.Number };
        }

        if (plain == typeof(DateOnly))
        {
            return Text("date");
        }

        if (plain == typeof(TimeOnly))
        {
            return Clock();
        }

        if (plain == typeof(DateTimeOffset))
        {
            return Text("date-time");
        }

        if (plain.IsEnum)
        {
            return Choice(Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName));
        }

        JsonTypeInfo info = Wire.Options.GetTypeInfo(plain);
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => ListOf(Of(info.ElementType!)),
            JsonTypeInfoKind.Dictionary => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Of(info.ElementType!) },
            JsonTypeInfoKind.Object => Named(plain, info),
            _ => new OpenApiSchema(),
        };
    }

    public IOpenApiSchema Of(BodyShape shape) => new OpenApiSchema
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = shape.Fields.Where(field => field.Value.IsRequired).Select(field => field.Key).ToHashSet(StringComparer.Ordinal),
        Properties = shape.Fields.ToDictionary(field => field.Key, field => field.Value.IsList ? ListOf(Of(field.Value)) : Of(field.Value), StringComparer.Ordinal),
    };

    public static IOpenApiSchema Of(QueryParameter parameter) => OfKind(parameter.Kind, parameter.Choices);

    public static OpenApiSchema Text(string? format = null) => new() { Type = JsonSchemaType.String, Format = format };

    /// <summary>JSON of no fixed shape.</summary>
    public static OpenApiSchema Anything() => new() { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true };

    /// <summary>Bytes of any kind.</summary>
    public static OpenApiSchema File() => new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>A form's fields, which its page names.</summary>
    public static OpenApiSchema Fields() => new() { Type = JsonSchemaType.Object, AdditionalProperties = Text() };

    /// <summary>The fields as one part of a form, and files beside them.</summary>
    public static OpenApiSchema WithFiles(IOpenApiSchema fields) => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Required = new HashSet<string>(StringComparer.Ordinal) { MultipartBody.FieldsPart },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { [MultipartBody.FieldsPart] = fields, [MultipartBody.FilesPart] = ListOf(File()) },
    };

    public static OpenApiSchema ListOf(IOpenApiSchema element) => new() { Type = JsonSchemaType.Array, Items = element };

    private IOpenApiSchema Of(BodyField field) => field.Nested is null ? OfKind(field.Kind, field.Choices) : Of(field.Nested);

    private static OpenApiSchema OfKind(string kind, IReadOnlyList<string>? choices) => kind switch
    {
        _ when choices is not null => Choice(choices),
        "boolean" => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        "integer" => new OpenApiSchema { Type = JsonSchemaType.Integer },
        "date" or "date-time" => Text(kind),
        "time" => Clock(),
        _ => Text(),
    };

    private static OpenApiSchema Clock() => new() { Type = JsonSchemaType.String, Pattern = "^[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?$", Description = "Local time of day." };

    private static OpenApiSchema Choice(IEnumerable<string> values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)JsonValue.Create(value))] };

    private OpenApiSchemaReference Named(Type type, JsonTypeInfo info)
    {
        if (named.TryGetValue(type, out string? known))
        {
            return new OpenApiSchemaReference(known, document);
        }

        string name = named.ContainsValue(type.Name) ? $"{type.Namespace!.Split('.')[^1]}{type.Name}" : type.Name;
        named[type] = name;
        OpenApiSchema schema = new() { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) };
        document.AddComponent(name, schema);
        foreach (JsonPropertyInfo property in info.Properties.Where(property => property.Get is not null))
        {
            schema.Properties[property.Name] = Of(property.PropertyType);
        }

        if (type == typeof(Item))
        {
            // They stand beside an item's fields in every answer to a change.
            schema.Properties["warnings"] = ListOf(Of(typeof(ItemWarning)));
        }

        // Nulls are not written, so whatever may be null may be left out.
        schema.Required = info.Properties.Where(property => property.Get is not null && !MayBeNull(property)).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        return new OpenApiSchemaReference(name, document);
    }

    private static bool MayBeNull(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (property.AttributeProvider is PropertyInfo member && Nullability.Create(member).ReadState == NullabilityState.Nullable);
}
