using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>What a reader reads in a document, in reading order and without how it looks: words with single spaces between them.</summary>
internal static partial class DocumentText
{
    private static readonly HashSet<string> WithinALine = new(["A", "B", "EM", "STRONG", "SPAN"], StringComparer.Ordinal);

    public static string OfHtml(string html)
    {
        IDocument page = new HtmlParser().ParseDocument(html);

        // Only a page on a screen is jumped within.
        page.QuerySelector(".skip")!.Remove();
        var text = new StringBuilder();
        Read(page.Body!, text);
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    public static string OfDocx(byte[] content)
    {
        using WordprocessingDocument package = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        return Spaces().Replace(string.Join(' ', Lines(package)), " ").Trim();
    }

    /// <summary>One paragraph a line, with its style and what it is in a list or a table.</summary>
    public static IEnumerable<string> Lines(WordprocessingDocument package, bool withStyles = false) =>
        package.MainDocumentPart!.Document.Body!.Descendants<W.Paragraph>().Select(paragraph => (withStyles ? Kind(paragraph) : "") + Words(paragraph));

    private static string Words(W.Paragraph paragraph) => string.Concat(paragraph.Descendants<OpenXmlLeafElement>().Select(leaf => leaf switch
    {
        W.Text text => text.Text,
        W.TabChar or W.Break => " ",
        _ => "",
    }));

    private static string Kind(W.Paragraph paragraph)
    {
        W.ParagraphProperties properties = paragraph.ParagraphProperties!;
        string list = properties.NumberingProperties is { } numbering ? $"#{numbering.NumberingId!.Val}.{numbering.NumberingLevelReference!.Val}" : "";
        return $"[{properties.ParagraphStyleId!.Val}{list}] ";
    }

    private static void Read(INode node, StringBuilder text)
    {
        foreach (INode child in node.ChildNodes)
        {
            string edge = child is IElement element && !WithinALine.Contains(element.TagName) ? " " : "";
            text.Append(edge);
            if (child is IText words)
            {
                text.Append(words.Data);
            }

            Read(child, text);
            text.Append(edge);
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
