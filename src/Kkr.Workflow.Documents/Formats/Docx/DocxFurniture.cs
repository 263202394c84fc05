using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>What every page repeats: the document's name above, from whom it is and »Side 1 af 9« below.</summary>
internal static class DocxFurniture
{
    /// <summary>The running head. The cover says it all itself and has none.</summary>
    public static W.Header Head(Page page)
    {
        W.Paragraph line = DocxBlocks.New("Header");
        line.Append(DocxText.Plain($"{page.Source} · {page.Title} · {page.Facts[0].Value}"), DocxText.Tab());
        foreach ((int i, Mark mark) in page.Marks.Index())
        {
            line.Append([.. i > 0 ? new[] { DocxText.Plain(" ") } : [], DocxText.Plain(mark.Label, mark.Kind == MarkKind.Approved ? "Strong" : "State")]);
        }

        return new W.Header(line);
    }

    public static W.Footer Foot(Page page)
    {
        W.Paragraph line = DocxBlocks.New("Footer");
        line.Append(DocxText.Plain(page.Sender.Name), DocxText.Tab(), DocxText.Plain("Side "), Field("PAGE"), DocxText.Plain(" af "), Field("NUMPAGES"));
        return new W.Footer(line);
    }

    /// <summary>Who answers questions, after the last item.</summary>
    public static W.Paragraph Signature(Sender sender, DocxText text)
    {
        W.Paragraph line = DocxBlocks.New("Sender");
        line.Append(text.Words([new Run(sender.Name + ", "), new Link(sender.Email, "mailto:" + sender.Email)]));
        return line;
    }

    /// <summary>A4 with the margins that <see cref="ColumnWidths.PageWidth"/> and the tab stops in Styles.xml count on.</summary>
    public static W.SectionProperties Section(string headId, string footId) => new(
        new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = headId },
        new W.FooterReference { Type = W.HeaderFooterValues.Default, Id = footId },
        new W.FooterReference { Type = W.HeaderFooterValues.First, Id = footId },
        new W.PageSize { Width = 11906, Height = 16838 },
        new W.PageMargin { Top = 1531, Right = 1247, Bottom = 1361, Left = 1247, Header = 680, Footer = 567, Gutter = 0 },
        new W.TitlePage());

    private static W.SimpleField Field(string name) => new(DocxText.Plain("1")) { Instruction = $" {name} " };
}
