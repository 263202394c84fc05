using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Kkr.Workflow.Documents.Formats;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>A mail's two templates inside the shared frame. The first line of the text template is the subject.</summary>
internal sealed partial class MailTemplate
{
    private const string SubjectMark = "Emne: ";

    private static readonly ConcurrentDictionary<Type, MailTemplate> Loaded = new();
    private static readonly Lazy<Template> TextFrame = new(() => Template.Parse("Frame.txt", Read("Frame.txt")));
    private static readonly Lazy<Template> HtmlFrame = new(() => Template.Parse("Frame.html", InlineStyle.Apply(Read("Frame.html"))));

    private readonly Template subject;
    private readonly Template text;
    private readonly Template html;

    private MailTemplate(string name)
    {
        string source = Read(name + ".txt");
        int end = source.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0 || !source.StartsWith(SubjectMark, StringComparison.Ordinal))
        {
            throw new TemplateException($"{name}.txt does not begin with »{SubjectMark}«.");
        }

        subject = Template.Parse(name + " subject", source[SubjectMark.Length..end]);
        text = Template.Parse(name + ".txt", source[(end + 1)..]);
        html = Template.Parse(name + ".html", InlineStyle.Apply(Read(name + ".html")));
    }

    /// <summary>All fields that the mail's own templates name.</summary>
    public IEnumerable<string> FieldNames =>
        subject.FieldNames.Concat(text.FieldNames).Concat(html.FieldNames).Distinct(StringComparer.Ordinal);

    public static MailTemplate Of(Type mail) =>
        Loaded.GetOrAdd(mail, type => new MailTemplate(type.Name[..^nameof(Mail).Length]));

    public MailText Render(Fields fields)
    {
        // A line break in a title must not become a header of its own.
        string line = Whitespace().Replace(subject.Fill(fields.Values, value => value), " ").Trim();
        var frame = new Dictionary<string, FieldValue>(fields.Values, StringComparer.Ordinal)
        {
            ["subject"] = new(line),
            ["body"] = new(EmptyLines().Replace(text.Fill(fields.Values, value => value).Trim(), "\n\n")),
        };
        string plain = TextFrame.Value.Fill(frame, value => value);
        frame["body"] = new(html.Fill(fields.Values, Html).Trim()) { IsHtml = true };
        return new MailText(line, plain, HtmlFrame.Value.Fill(frame, Html));
    }

    private static string Html(string value) => HtmlText.Encode(value).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(MailTemplate).Namespace}.{name}")
            ?? throw new TemplateException($"The template {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyLines();
}
