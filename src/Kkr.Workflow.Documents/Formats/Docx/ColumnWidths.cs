namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>
/// How wide a table's columns are: each has room for its longest word as far as the page has it, and the rest goes to those with
/// the most text. The widths are fixed, so that every program shows the same table.
/// </summary>
internal static class ColumnWidths
{
    /// <summary>Between the margins, in twentieths of a point.</summary>
    public const int PageWidth = 9412;

    // An average letter of the table's 10 points, a little generous; the cell's own margins come on top.
    private const int LetterWidth = 110;
    private const int CellMargins = 230;
    private const int LongestCounted = 300;

    public static int[] Of(Grid grid, int columns)
    {
        var least = new double[columns];
        var wished = new double[columns];
        foreach (IReadOnlyList<IReadOnlyList<Inline>> row in grid.Rows.Prepend(grid.Columns))
        {
            for (int i = 0; i < row.Count; i++)
            {
                string words = string.Concat(row[i].Select(word => word switch { Run run => run.Text, Link link => link.Text, _ => " " }));
                int longest = words.Split(' ').Max(word => word.Length);
                least[i] = Math.Max(least[i], Width(longest));
                wished[i] = Math.Max(wished[i], Width(words.Length));
            }
        }

        double room = PageWidth - least.Sum();
        double more = wished.Zip(least, (wish, needed) => Math.Max(wish - needed, 0)).Sum();
        double[] widths = room < 0
            ? [.. least.Select(needed => needed * PageWidth / least.Sum())]
            : [.. least.Zip(wished, (needed, wish) => needed + (more > 0 ? room * (wish - needed) / more : room / columns))];
        int[] rounded = [.. widths.Select(width => (int)width)];
        rounded[^1] += PageWidth - rounded.Sum();
        return rounded;
    }

    private static double Width(int letters) => CellMargins + (LetterWidth * Math.Min(Math.Max(letters, 1), LongestCounted));
}
