using System.Globalization;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Blocks down the page, each with the element that a screen reader announces.</summary>
internal sealed class BlockFlow(Flow flow, Lines lines, TableFlow tables)
{
    private const double AfterParagraph = 6;
    private const double Indent = 17;
    private const double BoxPadding = 12;

    private static readonly double[] HeadingSizes = [21, 16, 13, 11.5, 10.5, 10.5];

    /// <param name="blocks">What to lay.</param>
    /// <param name="level">The heading level, 2 to 6, of parts among them.</param>
    /// <param name="x">The left edge.</param>
    /// <param name="width">From there to the right edge.</param>
    public void Lay(IEnumerable<Block> blocks, int level, double x, double width)
    {
        int last = level - 1;
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case Part part:
                    LayPart(part, level, x, width);
                    break;
                case Heading heading:
                    last = Math.Min(Math.Min(level - 1 + heading.Depth, last + 1), 6);
                    LayHeading([new Run(heading.Text)], last, x, width);
                    break;
                case Paragraph paragraph:
                    LayParagraph(paragraph, x, width);
                    flow.Space(AfterParagraph);
                    break;
                case Listing list:
                    LayList(list, level, x, width);
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
    public void LayHeading(IReadOnlyList<Inline> words, int level, double x, double width, string? anchor = null, bool headsHeading = false)
    {
        double size = HeadingSizes[level - 1];
        IReadOnlyList<Line> laid = lines.Of(words, size, width, strong: true);
        flow.Space(level switch { 2 => 20, 3 => 16, 4 => 8, _ => 5 });
        flow.Need((laid.Count * size * 1.25) + (3 * Sheet.Body * Sheet.Leading) + (level == 2 ? 26 : 4) + (headsHeading ? 45 : 0));
        if (anchor is not null)
        {
            flow.Mark(anchor);
        }

        flow.Open((Tag)((int)Tag.H1 + level - 1));
        flow.Paragraph(laid, size, level == 2 ? Ink.Accent : level >= 5 ? Ink.Quiet : Ink.Text, x, 1.25);
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
        List<Inline> words = [new Run(part.Headline)];
        if (part.Label is { } label)
        {
            words.Add(new Run($" ({label})"));
        }

        LayHeading(words, level, x, width, part.Anchor, part.Content is [Heading or Part, ..]);
        Lay(part.Content, level + 1, x, width);
        flow.Close();
    }

    private void LayParagraph(Paragraph paragraph, double x, double width)
    {
        (double size, Ink ink, bool emphasis) = paragraph.Role switch
        {
            ParagraphRole.CaseLine => (9.5, Ink.Quiet, false),
            ParagraphRole.Note => (9.5, Ink.Quiet, true),
            _ => (Sheet.Body, Ink.Text, false),
        };
        flow.Open(Tag.P);
        flow.Paragraph(lines.Of(paragraph.Words, size, width, emphasis: emphasis), size, ink, x);
        flow.Close();
    }

    private void LayList(Listing list, int level, double x, double width)
    {
        double indent = list.Style switch
        {
            ListStyle.Names => 0,
            ListStyle.Attachments => 20,
            _ => Indent,
        };
        flow.Open(Tag.List);
        for (int i = 0; i < list.Entries.Count; i++)
        {
            flow.Need(Sheet.Body * Sheet.Leading * (list.Entries[i].Count > 1 ? 2 : 1));
            flow.Open(Tag.ListItem);
            if (LabelOf(list, i) is { } label)
            {
                flow.Open(Tag.Label);
                flow.Write(label, Face.Regular, Sheet.Body, Ink.Quiet, x + 2, Flow.Baseline(flow.Y, Sheet.Body, Sheet.Body * Sheet.Leading));
                flow.Close();
            }

            flow.Open(Tag.ListBody);
            bool isFirst = true;
            foreach (Block block in list.Entries[i])
            {
                if (!isFirst && block is Paragraph)
                {
                    flow.Space(3);
                }

                isFirst = false;
                if (block is Paragraph paragraph)
                {
                    LayParagraph(paragraph, x + indent, width - indent);
                }
                else if (block is Listing inner)
                {
                    LayList(inner, level, x + indent, width - indent);
                }
                else
                {
                    Lay([block], level, x + indent, width - indent);
                }
            }

            flow.Close();
            flow.Close();
            flow.Space(list.Style == ListStyle.Names ? 0 : 1.5);
        }

        flow.Close();
    }

    private void LayDecision(DecisionBox box, int level, double x, double width)
    {
        flow.Space(8);
        flow.Need(5 * Sheet.Body * Sheet.Leading);
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

    private static string? LabelOf(Listing list, int index) => list.Style switch
    {
        ListStyle.Bullets => "•",
        ListStyle.Numbers => string.Create(CultureInfo.InvariantCulture, $"{list.Start + index}."),
        ListStyle.Letters => Letters(list.Start + index) + ".",
        ListStyle.Attachments => "./.",
        _ => null,
    };

    private static string Letters(int number)
    {
        string letters = "";
        for (; number > 0; number = (number - 1) / 26)
        {
            letters = (char)('a' + ((number - 1) % 26)) + letters;
        }

        return letters;
    }
}
