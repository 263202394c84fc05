namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>The contents: numbers and titles under each other, the pages at the right.</summary>
internal sealed class ContentsFlow(Flow flow, Lines lines)
{
    private const double Size = 10.5;
    private const double Height = Size * 1.55;
    private const double Step = 24;
    private const double ItemNumber = 34;
    private const double PageNumber = 40;

    // Less than this is left for the text where a page is mostly contents; it then begins on the next.
    private const double RoomForText = 380;

    public void Lay(IReadOnlyList<Part> parts)
    {
        flow.Space(20);
        flow.Need(80);
        flow.Open(Tag.H2);
        flow.Paragraph(lines.Of([new Run("Indhold")], 13, Sheet.TextWidth, strong: true), 13, Ink.Accent, Sheet.Left);
        flow.Close();
        flow.Advance(3);
        flow.Open(Tag.Contents);
        foreach (Part part in parts)
        {
            flow.Space(2);
            Entry(part, 0, Step, strong: true);
            foreach (Part item in part.Content.OfType<Part>())
            {
                Entry(item, Step, ItemNumber, strong: false);
            }
        }

        flow.Close();
        if (flow.Room < RoomForText)
        {
            flow.TurnPage();
        }
        else
        {
            flow.Space(6);
        }
    }

    private void Entry(Part part, double indent, double numberWidth, bool strong)
    {
        string title = part.Title + (part.Label is null ? "" : $" ({part.Label})");
        double left = Sheet.Left + indent;
        double hang = part.Number is null ? 0 : Math.Max(numberWidth, Lines.Width([new Run(part.Number)], Size, strong) + 2);
        IReadOnlyList<Line> laid = lines.Of([new Run(title)], Size, Sheet.Right - left - hang - PageNumber, strong);
        flow.Need(laid.Count * Height);
        flow.Open(Tag.ContentsEntry);
        flow.Open(Tag.Reference);
        flow.OpenLink("#" + part.Anchor, part.Number is null ? title : $"{part.Number} {title}", left, Sheet.Right - left, laid.Count * Height);
        if (part.Number is { } number)
        {
            flow.Write(number + " ", strong ? Face.Bold : Face.Regular, Size, Ink.Text, left, Flow.Baseline(flow.Y, Size, Height));
        }

        for (int i = 0; i < laid.Count; i++)
        {
            flow.Write(laid[i], Size, Ink.Text, left + hang, flow.Y, Height);
            if (i == laid.Count - 1)
            {
                flow.WritePageNumber(part.Anchor, Size, Sheet.Right, Flow.Baseline(flow.Y, Size, Height));
            }

            flow.Advance(Height);
        }

        flow.Lay(Ink.Line, left + hang, flow.Y - 1, Sheet.Right - left - hang, 0.4);
        flow.Close();
        flow.Close();
        flow.Close();
    }
}
