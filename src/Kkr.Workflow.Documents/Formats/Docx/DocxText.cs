using System.Buffers;
using System.Text;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>Running text as runs and hyperlinks.</summary>
internal sealed class DocxText(DocxLinks links, DocxAnchors anchors)
{
    // Control characters, halves of characters and the two that are none; a text without them is as it should be.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0xD800, 0x800)).Append(0xFFFE).Append(0xFFFF).Select(c => (char)c)]);

    public IEnumerable<OpenXmlElement> Words(IEnumerable<Inline> words) => words.Select<Inline, OpenXmlElement>(word => word switch
    {
        Link link => Hyperlink(link),
        LineBreak => new W.Run(new W.Break()),
        Run run => Weighted(run),
        _ => new W.Run(),
    });

    public static W.Run Plain(string text, string? style = null) =>
        style is null ? new W.Run(Characters(text)) : new W.Run(new W.RunProperties(new W.RunStyle { Val = style }), Characters(text));

    public static W.Run Tab() => new(new W.TabChar());

    /// <summary>What XML can carry of a text; pasted control characters cannot be, and line ends mean a space as they do in HTML.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
            {
                clean.Append(' ');
            }
            else if (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    private static W.Text Characters(string text)
    {
        W.Text written = new(Clean(text));
        if (text is [' ' or '\n' or '\t', ..] or [.., ' ' or '\n' or '\t'])
        {
            // Programs leave out spaces at the edges unless they are told that they matter.
            written.Space = SpaceProcessingModeValues.Preserve;
        }

        return written;
    }

    private static W.Run Weighted(Run run)
    {
        W.Run written = Plain(run.Text);
        if (run.Strong || run.Emphasis)
        {
            // A run has one character style, so the second weight is said directly.
            written.PrependChild(new W.RunProperties
            {
                RunStyle = new W.RunStyle { Val = run.Strong ? "Strong" : "Emphasis" },
                Italic = run is { Strong: true, Emphasis: true } ? new W.Italic() : null,
            });
        }

        return written;
    }

    private OpenXmlElement Hyperlink(Link link)
    {
        W.Run words = Plain(link.Text, "Hyperlink");
        if (link.Address.StartsWith('#'))
        {
            return new W.Hyperlink(words) { Anchor = anchors.NameOf(link.Address[1..]), History = true };
        }

        return links.IdOf(link.Address) is { } id ? new W.Hyperlink(words) { Id = id, History = true } : Plain(link.Text);
    }
}
