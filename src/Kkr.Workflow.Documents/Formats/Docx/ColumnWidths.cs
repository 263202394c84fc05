namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>
/// How wide a table's columns are: each has room for its longest word as far as the page has it, and the rest goes to those with
/// the most text. Where the page is too narrow, the widest give way first. The widths are fixed, so that every program shows the
/// same table.
/// </summary>
internal static class ColumnWidths
{
    /// <summary>Between the margins, in twentieths of a point.</summary>
    public const int PageWidth = 9412;

    // As the table's style has them, with a little room for rounding.
    private const int CellMargins = 175;
    private const int Narrowest = 400;

    // A longer word is broken anyhow.
    private const double LongestWord = PageWidth / 3.0;

    // More text than this asks for no more room: it takes several lines anyhow.
    private const double LongestWish = 30_000;

    public static int[] Of(Grid grid, int columns)
    {
        var least = new double[columns];
        var wished = new double[columns];
        foreach (IReadOnlyList<IReadOnlyList<Inline>> row in grid.Rows.Prepend(grid.Columns))
        {
            // A head may take several lines; what is under it is read line by line.
            double weight = ReferenceEquals(row, grid.Columns) ? 0.3 : 1;
            for (int i = 0; i < row.Count; i++)
            {
                string words = Words(row[i]);
                double word = Math.Min(words.Split(' ').Max(TextWidth), LongestWord);
                least[i] = Math.Max(least[i], Math.Max(word + CellMargins, Narrowest));
                wished[i] = Math.Max(wished[i], Math.Min((TextWidth(words) * weight) + CellMargins, LongestWish));
            }
        }

        double most = WidestThatFits(least);
        double[] given = [.. least.Select(needed => Math.Min(needed, most))];
        double room = Math.Max(PageWidth - given.Sum(), 0);
        double more = wished.Zip(given, (wish, has) => Math.Max(wish - has, 0)).Sum();
        int[] widths = [.. given.Zip(wished, (has, wish) => (int)(has + (more > 0 ? room * Math.Max(wish - has, 0) / more : room / columns)))];
        widths[^1] += PageWidth - widths.Sum();
        return widths;
    }

    /// <summary>About how many lines a row takes.</summary>
    public static int Lines(IReadOnlyList<IReadOnlyList<Inline>> row, int[] widths) =>
        row.Zip(widths, (cell, width) => (int)Math.Ceiling((TextWidth(Words(cell)) + 1) / Math.Max(width - CellMargins, 100))).DefaultIfEmpty(1).Max();

    /// <summary>The width that no column may pass, so that all of them together fit the page.</summary>
    private static double WidestThatFits(double[] least)
    {
        double[] narrowFirst = [.. least.Order()];
        double left = PageWidth;
        for (int i = 0; i < narrowFirst.Length; i++)
        {
            double share = left / (narrowFirst.Length - i);
            if (narrowFirst[i] > share)
            {
                return share;
            }

            left -= narrowFirst[i];
        }

        return PageWidth;
    }

    private static string Words(IReadOnlyList<Inline> cell) =>
        string.Concat(cell.Select(word => word switch { Run run => run.Text, Link link => link.Text, _ => " " }));

    // Bold letters of 10 points in the document's typeface, by kind; exact enough to keep words whole.
    private static double TextWidth(string text) => text.Sum(c => c switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' => 52,
        'f' or 'r' or 't' or '-' or '(' or ')' or '/' => 70,
        's' or 'c' or 'z' => 82,
        'a' or 'e' or 'g' or 'k' or 'v' or 'x' or 'y' => 101,
        'm' or 'w' or 'M' or 'W' or 'æ' or 'Æ' => 170,
        _ => char.IsUpper(c) ? 120 : 108,
    });
}
