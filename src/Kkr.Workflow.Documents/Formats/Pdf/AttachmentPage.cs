namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>The page before an attachment: which item it belongs to, what it is called, and where it is if it does not follow.</summary>
internal sealed class AttachmentPage(Flow flow, Lines lines, BlockFlow blocks)
{
    public void Lay(string anchor, string itemAnchor, string headline, string name, string itemTitle, IReadOnlyList<Fact> facts, string? excuse)
    {
        flow.Lay(Ink.Accent, Sheet.Left, flow.Y - 8, Sheet.TextWidth, 5);
        flow.Mark(anchor);
        flow.Advance(150);
        Write([new Run(headline)], Tag.P, 12, Ink.Accent, strong: true);
        Write([new Run(name)], Tag.H2, 22, Ink.Text, strong: true);
        flow.Advance(4);
        Write([new Link(itemTitle, "#" + itemAnchor)], Tag.P, 13, Ink.Quiet, strong: false);
        flow.Advance(14);
        PdfPage.Facts(facts, flow, lines);
        if (excuse is null)
        {
            return;
        }

        flow.Advance(16);
        flow.Open(Tag.Div);
        blocks.LayBox(Ink.DraftGround, Ink.DraftEdge, Sheet.Left, Sheet.TextWidth, (x, width) =>
            blocks.Lay([new Paragraph([new Run("Bilaget leveres ved siden af dette dokument.", Strong: true)]), new Paragraph(excuse)], 3, x, width));
        flow.Close();

        void Write(IReadOnlyList<Inline> words, Tag tag, double size, Ink ink, bool strong)
        {
            flow.Open(tag);
            flow.Paragraph(lines.Of(words, size, Sheet.TextWidth, strong), size, ink, Sheet.Left, 1.25);
            flow.Close();
        }
    }
}
