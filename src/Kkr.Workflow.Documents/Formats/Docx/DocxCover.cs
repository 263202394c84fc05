using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>What the first page says before the contents: who publishes what, about which meeting, and how far it may be trusted.</summary>
internal static class DocxCover
{
    public static void Write(OpenXmlElement target, Page page, DocxBlocks blocks)
    {
        Line(target, "Source", page.Source);
        Line(target, "Title", page.Title);
        Line(target, "Subtitle", page.Subtitle);
        foreach (Fact fact in page.Facts)
        {
            target.AppendChild(DocxBlocks.New("Fact")).Append(DocxText.Plain(fact.Name, "FactName"), DocxText.Tab(), DocxText.Plain(fact.Value, fact.IsList ? "FactList" : null));
        }

        foreach (Mark mark in page.Marks)
        {
            DocxFrame frame = DocxFrame.Mark(mark.Kind);
            Line(target, frame.Heading(1, inContents: false), mark.Label);
            blocks.Write(mark.Explanation, 2, frame);
        }
    }

    private static void Line(OpenXmlElement target, string style, string text) =>
        target.AppendChild(DocxBlocks.New(style)).AppendChild(DocxText.Plain(text));
}
