using Kkr.Workflow.Documents.Formats;
using Kkr.Workflow.Documents.Formats.Docx;
using Kkr.Workflow.Documents.Formats.Pdf;

namespace Kkr.Workflow.Documents;

/// <summary>A document that says everything it has to say, and may be written in each format.</summary>
public sealed class ComposedDocument
{
    private readonly string name;

    /// <param name="page">What it says.</param>
    /// <param name="name">The file's name without its ending, e.g. <c>dagsorden-2026-11-17-v1</c>.</param>
    internal ComposedDocument(Page page, string name)
    {
        Page = page;
        this.name = name;
    }

    internal Page Page { get; }

    internal string Name => name;

    /// <summary>Writes the document; the same document always gives the same bytes.</summary>
    public RenderedDocument Render(FileFormat format) => format switch
    {
        FileFormat.Html => HtmlPage.Render(Page, name + ".html"),
        FileFormat.Docx => DocxPage.Render(Page, name + ".docx"),
        FileFormat.Pdf => PdfPage.Render(Page, name + ".pdf"),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown format."),
    };
}
