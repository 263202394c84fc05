using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Documents.Mail.Texts;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>
/// A mail's templates inside the shared frame, block by block. A block stands as its template has it unless the council has put its own text there.
/// </summary>
internal sealed partial class MailTemplate
{
    private static readonly ConcurrentDictionary<string, MailTemplate> Loaded = new(StringComparer.Ordinal);
    private static readonly Lazy<Template> TextFrame = new(() => Template.Parse("Frame.txt", FrameSource.Text));
    private static readonly Lazy<Template> HtmlFrame = new(() => Template.Parse("Frame.html", InlineStyle.Apply(FrameSource.Html)));

    private readonly string name;
    private readonly TemplateSource source;
    private readonly Lazy<Parts> standard;

    private MailTemplate(string name)
    {
        this.name = name;
        source = TemplateSource.Load(name);
        standard = new(() => Parse(MailWording.Standard));
    }

    /// <summary>All fields that the mail's own templates name.</summary>
    public IEnumerable<string> FieldNames => standard.Value.All.SelectMany(template => template.FieldNames).Distinct(StringComparer.Ordinal);

    public static MailTemplate Of(Type mail) => Loaded.GetOrAdd(mail.Name[..^nameof(Mail).Length], kind => new MailTemplate(kind));

    public MailText Render(Fields fields, MailWording wording)
    {
        Parts parts = wording.IsStandard ? standard.Value : Parse(wording);
        string line = OneLine(parts.Subject, fields);
        string preheader = OneLine(parts.Preheader, fields);
        var frame = new Dictionary<string, FieldValue>(fields.Values, StringComparer.Ordinal)
        {
            ["subject"] = new(line),
            ["preheader"] = new(preheader),
            ["greeting"] = new(OneLine(parts.Greeting, fields)),
            ["closing"] = new(OneLine(parts.Closing, fields)),
            ["signature"] = new(parts.Signature.Fill(fields.Values, value => value).Trim()),
            ["body"] = new(EmptyLines().Replace(parts.Text.Fill(fields.Values, value => value).Trim(), "\n\n")),
        };
        string plain = TextFrame.Value.Fill(frame, value => value);
        frame["body"] = new(parts.Html.Fill(fields.Values, Html).Trim()) { IsHtml = true };
        return new MailText(line, plain, HtmlFrame.Value.Fill(frame, Html)) { Preheader = preheader };
    }

    private Parts Parse(MailWording wording)
    {
        BlockSource[] blocks = [.. source.Blocks, .. FrameSource.Blocks];
        return new(
            Line(MailBlocks.Subject, source.Head),
            Line(MailBlocks.Preheader, source.Head),
            Line(MailBlocks.Greeting, FrameSource.Head),
            Line(MailBlocks.Closing, FrameSource.Head),
            Line(MailBlocks.Signature, FrameSource.Head),
            Template.Parse(name + ".txt", string.Join("\n\n", blocks.Select(block => wording.Find(block.Name) is { } own ? MarkupWriter.Text(own) : block.Text)) + "\n"),
            Template.Parse(
                name + ".html",
                InlineStyle.Apply(string.Concat(blocks.Select(block => wording.Find(block.Name) is { } own ? MarkupWriter.Html(own) : block.Html)))));

        Template Line(string block, IReadOnlyDictionary<string, string> standard) =>
            Template.Parse($"{name} {block}", wording.Find(block) is { } own ? MarkupWriter.InlineText(own) : standard[block]);
    }

    // A line break in a title must not become a header of its own.
    private static string OneLine(Template template, Fields fields) =>
        Whitespace().Replace(template.Fill(fields.Values, value => value), " ").Trim();

    private static string Html(string value) => HtmlText.Encode(value).Replace("\n", "<br>", StringComparison.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex EmptyLines();

    private sealed record Parts(Template Subject, Template Preheader, Template Greeting, Template Closing, Template Signature, Template Text, Template Html)
    {
        public IEnumerable<Template> All => [Subject, Preheader, Text, Html];
    }
}
