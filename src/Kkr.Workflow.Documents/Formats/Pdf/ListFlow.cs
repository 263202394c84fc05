using System.Globalization;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Lists: bullets and numbers beside their entries, lists within lists, and names in columns.</summary>
internal sealed class ListFlow(Flow flow, Lines lines, BlockFlow blocks)
{
    private const double Indent = 17;
    private const double BodyLine = Sheet.Body * Sheet.Leading;

    public void Lay(Listing list, int level, double x, double width, int depth = 0)
    {
        if (list.Style == ListStyle.Names && LayInColumns(list, x, width))
        {
            return;
        }

        double indent = list.Style switch
        {
            ListStyle.Names => 0,
            ListStyle.Attachments => 20,
            _ => Indent,
        };
        flow.Open(Tag.List);
        for (int i = 0; i < list.Entries.Count; i++)
        {
            flow.Need(FirstLines(list.Entries[i], width - indent) * BodyLine);
            flow.Open(Tag.ListItem);
            if (LabelOf(list, i, depth) is { } label)
            {
                flow.Open(Tag.Label);
                flow.Write(label, Face.Regular, Sheet.Body, list.Style == ListStyle.Attachments ? Ink.Quiet : Ink.Text, x + 2, Flow.Baseline(flow.Y, Sheet.Body, Sheet.Body * Sheet.Leading));
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
                    blocks.LayParagraph(paragraph, x + indent, width - indent);
                }
                else if (block is Listing inner)
                {
                    Lay(inner, level, x + indent, width - indent, depth + 1);
                }
                else
                {
                    blocks.Lay([block], level, x + indent, width - indent);
                }
            }

            flow.Close();
            flow.Close();
            flow.Space(list.Style == ListStyle.Names ? 0 : 1.5);
        }

        flow.Close();
    }

    /// <summary>How many lines of an entry stand beside its bullet at least: what a page may not cut.</summary>
    private int FirstLines(IReadOnlyList<Block> entry, double width)
    {
        int count = entry is [Paragraph first, ..] ? lines.Of(first.Words, Sheet.Body, width, hyphenate: true).Count : 1;
        return count <= 3 ? Math.Max(count, 1) : 2;
    }

    /// <summary>Many names stand in two columns, read down the first and then the second. Says whether they do.</summary>
    private bool LayInColumns(Listing list, double x, double width)
    {
        const int Fewest = 8;
        const double Between = 18;
        const double LineHeight = Sheet.Body * Sheet.Leading;
        double column = (width - Between) / 2;
        int rows = (list.Entries.Count + 1) / 2;
        if (list.Entries.Count < Fewest || list.Entries.Any(entry => entry is not [Paragraph]))
        {
            return false;
        }

        int[] heights = [.. list.Entries.Select(entry => lines.Of(((Paragraph)entry[0]).Words, Sheet.Body, column, hyphenate: true).Count)];
        double height = Math.Max(heights.Take(rows).Sum(), heights.Skip(rows).Sum()) * LineHeight;
        if (height > Sheet.Bottom - Sheet.Top)
        {
            return false;
        }

        flow.Need(height);
        double top = flow.Y;
        flow.Open(Tag.List);
        for (int i = 0; i < list.Entries.Count; i++)
        {
            if (i == rows)
            {
                flow.MoveTo(top);
            }

            flow.Open(Tag.ListItem);
            flow.Open(Tag.ListBody);
            blocks.LayParagraph((Paragraph)list.Entries[i][0], i < rows ? x : x + column + Between, column);
            flow.Close();
            flow.Close();
        }

        flow.Close();
        flow.MoveTo(top + height);
        return true;
    }

    private static string? LabelOf(Listing list, int index, int depth) => list.Style switch
    {
        ListStyle.Bullets => depth % 2 == 0 ? "•" : "–",
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
