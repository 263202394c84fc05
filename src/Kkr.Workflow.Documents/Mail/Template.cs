using System.Text;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>
/// A text with fields. <c>{{name}}</c> is replaced; <c>{{#name}}…{{/name}}</c> stays when the field is filled, once per row
/// when it is a list; <c>{{^name}}…{{/name}}</c> stays when it is empty. Every field named anywhere in a template, in a
/// branch not taken too, must be known, so that any rendering in a test finds a misspelt one.
/// </summary>
internal sealed partial class Template
{
    private readonly string name;
    private readonly IReadOnlyList<Part> parts;

    private Template(string name, IReadOnlyList<Part> parts)
    {
        this.name = name;
        this.parts = parts;
    }

    private enum PartKind
    {
        Words,
        Field,
        WhenFilled,
        WhenEmpty,
    }

    /// <summary>All fields outside list rows.</summary>
    public IEnumerable<string> FieldNames => Names(this.parts).Distinct(StringComparer.Ordinal);

    /// <exception cref="TemplateException">A block is not closed, or closed by another name.</exception>
    public static Template Parse(string name, string source)
    {
        // A tag alone on its line takes the line with it.
        string text = LonelyTag().Replace(source.ReplaceLineEndings("\n"), "${tag}");
        int position = 0;
        return new Template(name, ParseUntil(null));

        List<Part> ParseUntil(string? closing)
        {
            var found = new List<Part>();
            while (true)
            {
                Match tag = Tag().Match(text, position);
                if (!tag.Success)
                {
                    found.Add(new Part(PartKind.Words, text[position..], []));
                    position = text.Length;
                    return closing is null ? found : throw new TemplateException($"{name}: the block »{closing}« is not closed.");
                }

                found.Add(new Part(PartKind.Words, text[position..tag.Index], []));
                position = tag.Index + tag.Length;
                string field = tag.Groups["name"].Value;
                switch (tag.Groups["mark"].Value)
                {
                    case "#":
                        found.Add(new Part(PartKind.WhenFilled, field, ParseUntil(field)));
                        break;
                    case "^":
                        found.Add(new Part(PartKind.WhenEmpty, field, ParseUntil(field)));
                        break;
                    case "/" when field == closing:
                        return found;
                    case "/":
                        throw new TemplateException($"{name}: »{field}« is closed where »{closing ?? "nothing"}« is open.");
                    default:
                        found.Add(new Part(PartKind.Field, field, []));
                        break;
                }
            }
        }
    }

    /// <summary>Fills the template.</summary>
    /// <param name="values">Text or rows by field name.</param>
    /// <param name="encode">How a value is written; the template's own words are left alone.</param>
    public string Fill(IReadOnlyDictionary<string, FieldValue> values, Func<string, string> encode)
    {
        foreach (string field in FieldNames)
        {
            if (!values.ContainsKey(field))
            {
                throw new TemplateException($"{this.name} has the field »{field}«, which the mail does not fill.");
            }
        }

        var filled = new StringBuilder();
        Write(filled, this.parts, values, encode);
        return filled.ToString();
    }

    private static IEnumerable<string> Names(IEnumerable<Part> pieces) =>
        pieces.Where(part => part.Kind != PartKind.Words)
            .SelectMany(part => part.IsList ? [part.Text] : Names(part.Inner).Prepend(part.Text));

    private void Write(StringBuilder to, IReadOnlyList<Part> pieces, IReadOnlyDictionary<string, FieldValue> values, Func<string, string> encode)
    {
        foreach (Part part in pieces)
        {
            switch (part.Kind)
            {
                case PartKind.Words:
                    to.Append(part.Text);
                    break;
                case PartKind.Field:
                    FieldValue filled = Value(values, part.Text);
                    to.Append(filled.IsHtml ? filled.Text : encode(filled.Text));
                    break;
                case PartKind.WhenEmpty when Value(values, part.Text).IsEmpty:
                    Write(to, part.Inner, values, encode);
                    break;
                case PartKind.WhenFilled when Value(values, part.Text) is { IsEmpty: false } value:
                    foreach (IReadOnlyDictionary<string, FieldValue> row in value.Rows ?? [values])
                    {
                        Write(to, part.Inner, row, encode);
                    }

                    break;
            }
        }
    }

    private FieldValue Value(IReadOnlyDictionary<string, FieldValue> values, string field) =>
        values.TryGetValue(field, out FieldValue? value)
            ? value
            : throw new TemplateException($"{this.name} has the field »{field}«, which the mail does not fill.");

    [GeneratedRegex(@"\{\{(?<mark>[#^/]?)(?<name>[A-Za-z]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^[ \t]*(?<tag>\{\{[#^/][A-Za-z]+\}\})[ \t]*\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LonelyTag();

    /// <summary>A piece of a template. A block named in the plural of its rows (<c>…List</c>) repeats, and its inner fields are the rows'.</summary>
    private sealed record Part(PartKind Kind, string Text, IReadOnlyList<Part> Inner)
    {
        public bool IsList => Kind == PartKind.WhenFilled && Text.EndsWith("List", StringComparison.Ordinal);
    }
}

/// <summary>What a field holds: text, or rows of further fields.</summary>
internal sealed record FieldValue(string Text, IReadOnlyList<IReadOnlyDictionary<string, FieldValue>>? Rows = null)
{
    /// <summary>The text is HTML already and is not encoded again.</summary>
    public bool IsHtml { get; init; }

    public bool IsEmpty => Rows is null ? Text.Length == 0 : Rows.Count == 0;
}
