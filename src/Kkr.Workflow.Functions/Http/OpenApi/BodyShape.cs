namespace Kkr.Workflow.Functions.Http.OpenApi;

/// <summary>What a reader asks of a JSON object, noted while it reads an empty form.</summary>
internal sealed class BodyShape
{
    private readonly Dictionary<string, BodyField> fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, BodyField> Fields => fields;

    public void Note(string name, string kind, IReadOnlyList<string>? choices = null, bool isList = false, BodyShape? nested = null) =>
        fields[name] = new BodyField(kind, choices, isList, nested) { IsRequired = fields.GetValueOrDefault(name)?.IsRequired ?? false };

    public void Require(string name) => fields[name] = (fields.GetValueOrDefault(name) ?? new BodyField("string", null, false, null)) with { IsRequired = true };
}

/// <summary>A field of a JSON object.</summary>
/// <param name="Kind"><c>string</c>, <c>boolean</c>, <c>integer</c>, <c>date</c>, <c>time</c> or <c>object</c>.</param>
/// <param name="Choices">The values it may have; null for any.</param>
/// <param name="IsList">True for an array of such.</param>
/// <param name="Nested">The object's own fields.</param>
internal sealed record BodyField(string Kind, IReadOnlyList<string>? Choices, bool IsList, BodyShape? Nested)
{
    public bool IsRequired { get; init; }
}
