using System.IO.Packaging;
using System.Reflection;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>
/// A page as a Word document that can be edited further: everything is said with styles, and Styles.xml, Numbering.xml and
/// Settings.xml beside this class say how it looks.
/// </summary>
internal static class DocxPage
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static RenderedDocument Render(Page page, string name)
    {
        using var stream = new MemoryStream();
        using DocxBody body = new();
        using (WordprocessingDocument package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            // It is packed once more when it is sealed.
            package.CompressionOption = CompressionOption.NotCompressed;

            // The ids that the library makes up by itself are random.
            var document = package.AddNewPart<MainDocumentPart>(ContentType + ".main+xml", "document");
            var properties = package.AddNewPart<CoreFilePropertiesPart>("properties");
            Fill(properties, CoreProperties(page));
            Fill(document.AddNewPart<StyleDefinitionsPart>("styles"), "Styles.xml");
            Fill(document.AddNewPart<DocumentSettingsPart>("settings"), "Settings.xml");
            var numbering = document.AddNewPart<NumberingDefinitionsPart>("numbering");
            Fill(numbering, "Numbering.xml");
            document.AddNewPart<HeaderPart>("head").Header = DocxFurniture.Head(page);
            document.AddNewPart<FooterPart>("foot").Footer = DocxFurniture.Foot(page);
            document.Document = new W.Document();
            Write(page, body, document, numbering);
        }

        stream.Position = 0;
        return new RenderedDocument(name, ContentType, DocxPackage.Seal(stream, "word/document.xml", body.Finish()));
    }

    private static void Write(Page page, DocxBody body, MainDocumentPart document, NumberingDefinitionsPart numbering)
    {
        var anchors = new DocxAnchors();
        var text = new DocxText(new DocxLinks(document), anchors);
        var blocks = new DocxBlocks(body, text, new DocxLists(numbering), anchors);
        DocxCover.Write(body.Target, page, blocks);
        if (!page.IsExcerpt)
        {
            DocxContents.Write(body.Target, page.Parts, anchors);
            blocks.BreakPage();
        }

        blocks.Write(page.Parts, 1, DocxFrame.None);
        body.Target.AppendChild(DocxFurniture.Signature(page.Sender, text));
        body.Target.AppendChild(DocxFurniture.Section("head", "foot"));
    }

    private static void Fill(OpenXmlPart part, string resource)
    {
        using Stream content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Kkr.Workflow.Documents.Formats.Docx.{resource}")!;
        part.FeedData(content);
    }

    private static void Fill(CoreFilePropertiesPart part, byte[] content)
    {
        using var stream = new MemoryStream(content);
        part.FeedData(stream);
    }

    /// <summary>No time of writing: nobody needs it, and the same document would differ from itself.</summary>
    private static byte[] CoreProperties(Page page)
    {
        string status = page.Mark is { } mark ? $"<cp:contentStatus>{Encode(mark.Label)}</cp:contentStatus>" : "";
        return Encoding.UTF8.GetBytes(
            $"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{Encode(page.FullTitle)}</dc:title><dc:subject>{Encode(page.Subtitle)}</dc:subject><dc:creator>{Encode(page.Sender.Name)}</dc:creator><dc:language>da-DK</dc:language>{status}</cp:coreProperties>
            """.ReplaceLineEndings("\n"));
    }

    private static string Encode(string text) => HtmlText.Encode(DocxText.Clean(text));
}
