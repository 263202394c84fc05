namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// A page model as a tagged PDF: title, facts, contents with page numbers, and the parts. All is laid out before anything is drawn, so
/// that the contents and »Side 1 af 9« know where things are.
/// </summary>
internal static class PdfPage
{
    /// <param name="page">What the document says.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="attachments">What comes behind it, or null.</param>
    public static RenderedDocument Render(Page page, string name, Attachments? attachments = null)
    {
        page = attachments is null ? page : page with { Parts = attachments.Linked(page.Parts) };
        PdfFile file = new();
        Lines lines = new();
        Flow flow = new();
        BlockFlow blocks = new(flow, lines, new TableFlow(flow, lines));

        Cover(page, flow, lines, blocks);
        if (!page.IsExcerpt)
        {
            new ContentsFlow(flow, lines).Lay([.. page.Parts, .. attachments?.ForContents() ?? []]);
        }

        blocks.Lay(page.Parts, 2, Sheet.Left, Sheet.TextWidth);
        Signature(page.Sender, flow, lines);
        attachments?.Lay(file, flow, lines, blocks);
        return new RenderedDocument(name, "application/pdf", new PdfWriter(page, flow, file, attachments).Write());
    }

    private static void Cover(Page page, Flow flow, Lines lines, BlockFlow blocks)
    {
        flow.Lay(Ink.Accent, Sheet.Left, flow.Y - 8, Sheet.TextWidth, 5);
        flow.Advance(12);
        OneParagraph(page.Source, Tag.P, 12, Ink.Accent, strong: true);
        OneParagraph(page.Title, Tag.H1, 27, Ink.Text, strong: true);
        OneParagraph(page.Subtitle, Tag.P, 14, Ink.Quiet, strong: false);
        flow.Advance(14);
        flow.Lay(Ink.Line, Sheet.Left, flow.Y, Sheet.TextWidth, 0.8);
        flow.Advance(9);
        Facts(page.Facts, flow, lines);
        flow.Advance(7);
        flow.Lay(Ink.Line, Sheet.Left, flow.Y, Sheet.TextWidth, 0.8);
        foreach (Mark mark in page.Marks)
        {
            flow.Advance(14);
            (Ink ground, Ink edge) = mark.Kind switch
            {
                MarkKind.Approved => (Ink.ApprovedGround, Ink.ApprovedEdge),
                MarkKind.Confidential => (Ink.ClosedGround, Ink.ClosedEdge),
                _ => (Ink.DraftGround, Ink.DraftEdge),
            };
            flow.Open(Tag.Div);
            blocks.LayBox(
                ground,
                edge,
                Sheet.Left,
                Sheet.TextWidth,
                (x, width) =>
                {
                    flow.Open(Tag.P);
                    flow.Paragraph(lines.Of([new Run(mark.Label)], 12, width, strong: true), 12, Ink.Text, x);
                    flow.Close();
                    blocks.Lay(mark.Explanation, 2, x, width);
                });
            flow.Close();
        }

        void OneParagraph(string text, Tag tag, double size, Ink ink, bool strong)
        {
            flow.Open(tag);
            flow.Paragraph(lines.Of([new Run(text)], size, Sheet.TextWidth, strong), size, ink, Sheet.Left, 1.25);
            flow.Close();
        }
    }

    /// <summary>Names and values, a line each.</summary>
    public static void Facts(IReadOnlyList<Fact> facts, Flow flow, Lines lines)
    {
        foreach (Fact fact in facts)
        {
            const double NameWidth = 68;
            const double Height = Sheet.Body * Sheet.Leading;
            flow.Open(Tag.P);
            flow.Write(fact.Name + ": ", Face.Regular, Sheet.Body, Ink.Quiet, Sheet.Left, Flow.Baseline(flow.Y, Sheet.Body, Height));
            flow.Paragraph(lines.Of([new Run(fact.Value)], Sheet.Body, Sheet.TextWidth - NameWidth, strong: !fact.IsList), Sheet.Body, Ink.Text, Sheet.Left + NameWidth);
            flow.Close();
            flow.Advance(2);
        }
    }

    private static void Signature(Sender sender, Flow flow, Lines lines)
    {
        flow.Space(24);
        flow.Need(30);
        flow.Lay(Ink.Line, Sheet.Left, flow.Y, Sheet.TextWidth, 0.8);
        flow.Advance(8);
        flow.Open(Tag.P);
        flow.Paragraph(
            lines.Of([new Run(sender.Name + ", "), new Link(sender.Email, "mailto:" + sender.Email)], 9.5, Sheet.TextWidth), 9.5, Ink.Quiet, Sheet.Left);
        flow.Close();
    }
}
