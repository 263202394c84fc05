namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Blocks down the page, each with the element that a screen reader announces.</summary>
internal sealed class BlockFlow(Flow flow, Lines lines, TableFlow tables)
{
    private const double AfterParagraph = 6;
    private const double BodyLine = Sheet.Body * Sheet.Leading;
    private const double BoxPadding = 12;

    // A decision that takes no more than this of a page is not cut in two.
    private const double LargestKept = (Sheet.Bottom - Sheet.Top) * 0.45;

    private static readonly double[] HeadingSizes = [21, 16.5, 13.5, 11.5, 11, 11];

    /// <param name="blocks">What to lay.</param>
    /// <param name="level">The heading level, 2 to 6, of parts among them.</param>
    /// <param name="x">The left edge.</param>
    /// <param name="width">From there to the right edge.</param>
    public void Lay(IEnumerable<Block> blocks, int level, double x, double width)
    {
        int last = level - 1;
        IReadOnlyList<Block> all = [.. blocks];
        for (int i = 0; i < all.Count; i++)
        {
            switch (all[i])
            {
                case Part part:
                    LayPart(part, level, x, width);
                    break;
                case Heading heading:
                    last = Math.Min(Math.Min(level - 1 + heading.Depth, last + 1), 6);
                    LayHeading([new Run(heading.Text)], last, x, width, Beginning(all, i + 1, width));
                    break;
                case Paragraph paragraph:
                    if (i + 1 < all.Count && all[i + 1] is Listing or Grid)
                    {
                        // »Følgende:« stays on the page where its list or table begins.
                        flow.Need(Beginning(all, i, width));
                    }

                    LayParagraph(paragraph, x, width);
                    flow.Space(AfterParagraph);
                    break;
                case Listing list:
                    new ListFlow(flow, lines, this).Lay(list, level, x, width);
                    flow.Space(AfterParagraph);
                    break;
                case Grid grid:
                    tables.Lay(grid, x, width);
                    flow.Space(AfterParagraph + 4);
                    break;
                case DecisionBox box:
                    LayDecision(box, level, x, width);
                    break;
            }
        }
    }

    /// <summary>A heading stays with the beginning of what it heads.</summary>
    /// <param name="words">What it says, without its number.</param>
    /// <param name="level">2 to 6.</param>
    /// <param name="x">The left edge.</param>
    /// <param name="width">From there to the right edge.</param>
    /// <param name="follows">How much of what it heads is to be on the same page.</param>
    /// <param name="part">The part that it begins, or null.</param>
    public void LayHeading(IReadOnlyList<Inline> words, int level, double x, double width, double follows, Part? part = null)
    {
        double size = HeadingSizes[level - 1];
        double hang = part?.Number is null ? 0 : Math.Max(level == 2 ? 26 : 36, Lines.Width([new Run(part.Number)], size, strong: true) + 4);
        IReadOnlyList<Line> laid = lines.Of(words, size, width - hang, strong: true);
        flow.Space(level switch { 2 => 20, 3 => 16, 4 => 8, _ => 5 });
        flow.Need((laid.Count * size * 1.25) + Math.Max(follows, 3 * BodyLine) + (level == 2 ? 26 : 4));
        if (part is not null)
        {
            flow.Mark(part.Anchor);
        }

        Ink ink = level == 2 ? Ink.Accent : level >= 5 ? Ink.Quiet : Ink.Text;

        flow.Open((Tag)((int)Tag.H1 + level - 1));
        if (part?.Number is { } number)
        {
            flow.Write(number + " ", Face.Bold, size, ink, x, Flow.Baseline(flow.Y, size, size * 1.25));
        }

        flow.Paragraph(laid, size, ink, x + hang, 1.25);
        flow.Close();
        if (level == 2)
        {
            flow.Lay(Ink.Accent, x, flow.Y + 2, width, 1.4);
            flow.Advance(9);
        }
        else
        {
            flow.Advance(2);
        }
    }

    /// <summary>A tinted box with an edge, on as many pages as its content needs.</summary>
    public void LayBox(Ink ground, Ink edge, double x, double width, Action<double, double> content)
    {
        double top = flow.Y;
        int page = flow.Pages.Count;
        flow.Advance(BoxPadding - 3);
        content(x + BoxPadding + 4, width - (2 * BoxPadding) - 4);
        flow.Advance(BoxPadding - 9);

        // A page that was filled inside the box is tinted from where the box began on it to where its text ends.
        for (; page < flow.Pages.Count; page++, top = Sheet.Top)
        {
            Tint(flow.Pages[page - 1], top, Math.Min(flow.Feet[page - 1] + (BoxPadding / 2), Sheet.Bottom));
        }

        Tint(flow.Pages[^1], top, flow.Y);

        // Under all else that lies on the page, such as the lines under links inside the box.
        void Tint(PageMarks on, double from, double to) => on.Grounds.InsertRange(
            0, [new Ground(ground, x, from, width, to - from), new Ground(edge, x, from, 4, to - from)]);
    }

    private void LayPart(Part part, int level, double x, double width)
    {
        flow.Open(Tag.Sect);
        List<Inline> words = [new Run(part.Title)];
        if (part.Label is { } label)
        {
            words.Add(new Run($" ({label})"));
        }

        // An item that only says why it is closed or withdrawn stays whole; of others a line of their text is seen under the headings.
        double follows = part.Content switch
        {
            [Paragraph { Role: ParagraphRole.Note }, DecisionBox box] => (2 * BodyLine) + Math.Min(HeightOf(box, level + 1, x, width), LargestKept),
            [Part, ..] => 9 * BodyLine,
            [Paragraph, Heading, ..] or [Heading, ..] => 6 * BodyLine,
            _ => 0,
        };
        LayHeading(words, level, x, width, follows, part);
        Lay(part.Content, level + 1, x, width);
        flow.Close();
    }

    public void LayParagraph(Paragraph paragraph, double x, double width)
    {
        (double size, Ink ink, bool emphasis) = paragraph.Role switch
        {
            ParagraphRole.CaseLine => (10, Ink.Quiet, false),
            ParagraphRole.Note => (10, Ink.Quiet, true),
            _ => (Sheet.Body, Ink.Text, false),
        };
        flow.Open(Tag.P);
        flow.Paragraph(lines.Of(paragraph.Words, size, width, emphasis: emphasis, hyphenate: true), size, ink, x);
        flow.Close();
    }

    private void LayDecision(DecisionBox box, int level, double x, double width)
    {
        flow.Space(8);
        double whole = HeightOf(box, level, x, width);
        flow.Need(whole <= LargestKept ? whole : 5 * Sheet.Body * Sheet.Leading);
        flow.Open(Tag.Div);
        LayBox(Ink.Pale, Ink.Accent, x, width, (left, inner) =>
        {
            double size = HeadingSizes[3];
            flow.Open((Tag)((int)Tag.H1 + level - 1));
            flow.Paragraph(lines.Of([new Run(box.Title)], size, inner, strong: true), size, Ink.Text, left, 1.25);
            flow.Close();
            flow.Advance(2);
            Lay(box.Content, level + 1, left, inner);
        });
        flow.Close();
        flow.Space(8);
    }

    /// <summary>How much of a block must be on the page where it begins.</summary>
    private double Beginning(IReadOnlyList<Block> blocks, int index, double width) => index >= blocks.Count ? 0 : blocks[index] switch
    {
        Grid grid => tables.Beginning(grid, width),
        Listing => 2 * BodyLine,
        Heading => 5 * BodyLine,
        Paragraph paragraph when index + 1 < blocks.Count && blocks[index + 1] is Listing or Grid =>
            (Math.Min(lines.Of(paragraph.Words, Sheet.Body, width).Count, 4) * BodyLine) + AfterParagraph + Beginning(blocks, index + 1, width),
        _ => 0,
    };

    /// <summary>How high a decision is where no page ends in it; without end where one does.</summary>
    private double HeightOf(DecisionBox box, int level, double x, double width)
    {
        Flow trial = new();
        new BlockFlow(trial, lines, new TableFlow(trial, lines)).Lay(box.Content, level + 1, x + BoxPadding + 4, width - (2 * BoxPadding) - 4);
        return trial.Pages.Count > 1 ? double.PositiveInfinity : trial.Y - Sheet.Top + (2 * BoxPadding) + (HeadingSizes[3] * 1.25);
    }
}
