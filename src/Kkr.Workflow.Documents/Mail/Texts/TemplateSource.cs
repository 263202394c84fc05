using System.Reflection;
using System.Text.RegularExpressions;

namespace Kkr.Workflow.Documents.Mail.Texts;

/// <summary>A block of a mail's body as its two templates have it.</summary>
internal sealed record BlockSource(string Name, string Text, string Html);

/// <summary>
/// A mail's two templates as they are written. The text template begins with the lines that are no part of the body (<c>Emne: …</c>, <c>Uddrag: …</c>); in
/// both, a line <c>{{!name}}</c> begins a block of the body.
/// </summary>
internal sealed partial class TemplateSource
{
    private static readonly Dictionary<string, string> HeadMarks = new(StringComparer.Ordinal)
    {
        ["Emne"] = MailBlocks.Subject,
        ["Uddrag"] = MailBlocks.Preheader,
        ["Hilsen"] = MailBlocks.Greeting,
        ["Afslutning"] = MailBlocks.Closing,
        ["Underskrift"] = MailBlocks.Signature,
    };

    private TemplateSource(IReadOnlyDictionary<string, string> head, string text, string html, IReadOnlyList<BlockSource> blocks)
    {
        Head = head;
        Text = text;
        Html = html;
        Blocks = blocks;
    }

    /// <summary>What is no part of the body, by the name of its block.</summary>
    public IReadOnlyDictionary<string, string> Head { get; }

    /// <summary>The text template below its head, up to the first block.</summary>
    public string Text { get; }

    /// <summary>The HTML template up to the first block.</summary>
    public string Html { get; }

    /// <summary>The body's blocks in order.</summary>
    public IReadOnlyList<BlockSource> Blocks { get; }

    /// <exception cref="TemplateException">The two templates do not have the same blocks.</exception>
    public static TemplateSource Load(string name)
    {
        string text = Read(name + ".txt");
        string html = Read(name + ".html");
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        Dictionary<string, string> head = new(StringComparer.Ordinal);
        foreach (string line in text[..Math.Max(end, 0)].Split('\n'))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || !HeadMarks.TryGetValue(line[..colon], out string? block))
            {
                throw new TemplateException($"{name}.txt has the head line »{line}«, which nothing is known of.");
            }

            head[block] = line[(colon + 2)..];
        }

        string rest = text[(end + 2)..];
        (string Name, string Source)[] texts = Split(rest);
        (string Name, string Source)[] htmls = Split(html);
        return texts.Select(block => block.Name).SequenceEqual(htmls.Select(block => block.Name), StringComparer.Ordinal)
            ? new TemplateSource(head, Start(rest), Start(html), [.. texts.Zip(htmls, (one, other) => new BlockSource(one.Name, one.Source.Trim('\n'), other.Source))])
            : throw new TemplateException($"{name}.txt and {name}.html do not have the same blocks.");
    }

    private static string Start(string source) => BlockMark().Match(source) is { Success: true } first ? source[..first.Index] : source;

    private static (string Name, string Source)[] Split(string source)
    {
        Match[] marks = BlockMark().Matches(source).ToArray();
        return [.. marks.Select((mark, index) => (
            mark.Groups["name"].Value,
            source[(mark.Index + mark.Length)..(index + 1 < marks.Length ? marks[index + 1].Index : source.Length)]))];
    }

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{typeof(MailTemplate).Namespace}.{name}")
            ?? throw new TemplateException($"The template {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^\{\{!(?<name>[A-Za-z]+)\}\}\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BlockMark();
}
