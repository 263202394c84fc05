namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// Tables: columns as wide as their content asks for, rows whole where a page has room for them, and the head on every page that the
/// table reaches.
/// </summary>
internal sealed class TableFlow(Flow flow, Lines lines)
{
    private const double PadX = 5;
    private const double PadY = 3.5;

    // Parts of a page: a higher row may be cut, and a lower table stays whole.
    private const double HighRow = (Sheet.Bottom - Sheet.Top) * 0.4;
    private const double LowTable = (Sheet.Bottom - Sheet.Top) * 0.4;

    // A table with too many columns for the first is set in a smaller one.
    private static readonly double[] Sizes = [9.5, 8.5, 7.5];

    private double size = Sizes[0];
    private bool[] figures = [];
    private Grid? prepared;
    private Cells head = new([], 0);
    private List<Cells> rows = [];
    private double begins;

    private double LineHeight => size * 1.32;

    private double FewLines => 5 * LineHeight;

    public void Lay(Grid grid, double x, double width)
    {
        if (!Prepare(grid, width))
        {
            return;
        }

        flow.Space(4);
        flow.Need(begins + (grid.Caption is null ? 0 : LineHeight));
        flow.Open(Tag.Table);
        if (grid.Caption is { } caption)
        {
            flow.Open(Tag.TableCaption);
            flow.Paragraph(lines.Of([new Run(caption)], size, width), size, Ink.Quiet, x);
            flow.Close();
            flow.Need(begins);
            flow.Advance(2);
        }

        flow.Open(Tag.Head);
        flow.Open(Tag.Row);
        flow.Lay(Ink.Pale, x, flow.Y, width, head.Height);
        Place(head, x, Tag.HeadCell, 0, head.Lines);
        flow.Close();
        flow.Close();
        FinishRow(x, width, head.Height, 1.2);

        flow.Open(Tag.Rows);
        foreach (Cells row in rows)
        {
            LayRow(row, head, x, width);
        }

        flow.Close();
        flow.Close();
    }

    /// <summary>How much of a table must be on the page where it begins: all of a low one, else its head and its first row.</summary>
    public double Beginning(Grid grid, double width) => Prepare(grid, width) ? begins + LineHeight + 8 : 0;

    /// <summary>Breaks a table's text into lines, once for those who ask how high it is and for laying it. An empty table is none.</summary>
    private bool Prepare(Grid grid, double width)
    {
        int columns = grid.Rows.Select(row => row.Count).Append(grid.Columns.Count).Max();
        if (columns == 0 || ReferenceEquals(grid, prepared))
        {
            return columns > 0;
        }

        prepared = grid;
        size = Sizes.FirstOrDefault(size => Least(grid, columns, width, size).Sum() <= width, Sizes[^1]);
        figures = [.. Enumerable.Range(0, columns).Select(grid.IsNumeric)];
        double[] widths = Widths(grid, columns, width);
        head = Break(grid.Columns, widths, strong: true);
        rows = [.. grid.Rows.Select(row => Break(row, widths, strong: false))];
        double whole = head.Height + rows.Sum(row => row.Height);
        begins = whole <= LowTable ? whole : head.Height + FirstRow(rows);
        return true;
    }

    private void LayRow(Cells row, Cells head, double x, double width)
    {
        if (flow.Room < (row.Height <= HighRow ? row.Height : FewLines))
        {
            TurnPage(head, x, width);
        }

        // A row that is cut goes on as a row of its own.
        int first = 0;
        do
        {
            int fits = Math.Max((int)((flow.Room - (2 * PadY)) / LineHeight), 1);
            int last = Math.Min(first + fits, row.Lines);
            flow.Open(Tag.Row);
            Place(row, x, Tag.Cell, first, last);
            flow.Close();
            FinishRow(x, width, ((last - first) * LineHeight) + (2 * PadY), 0.6);
            first = last;
            if (first < row.Lines)
            {
                TurnPage(head, x, width);
            }
        }
        while (first < row.Lines);
    }

    private void TurnPage(Cells head, double x, double width)
    {
        flow.TurnPage();
        if (head.Height > (Sheet.Bottom - Sheet.Top) / 3)
        {
            return;
        }

        flow.Lay(Ink.Pale, x, flow.Y, width, head.Height);
        double left = x;
        for (int i = 0; i < head.Columns.Count; i++)
        {
            double top = flow.Y + PadY;
            foreach (Line line in head.Columns[i].Lines)
            {
                foreach (Piece piece in line.Pieces)
                {
                    flow.Repeat(new DrawText(piece.Text, piece.Face, size, Ink.Text, left + Shift(line, i, head.Columns[i].Width) + piece.X, Flow.Baseline(top, size, LineHeight)));
                }

                top += LineHeight;
            }

            left += head.Columns[i].Width;
        }

        FinishRow(x, width, head.Height, 1.2);
    }

    /// <summary>A head never stands alone: this much of what is under it goes with it.</summary>
    private double FirstRow(List<Cells> rows) => rows.Count == 0 ? 0 : rows[0].Height <= HighRow ? rows[0].Height : FewLines;

    /// <summary>Where a line begins in its cell: figures end under each other.</summary>
    private double Shift(Line line, int column, double width) =>
        figures[column] && line.Pieces is [.., Piece last] ? Math.Max(width - PadX - last.X - last.Width, PadX) : PadX;

    private void Place(Cells cells, double x, Tag tag, int first, int last)
    {
        double left = x;
        foreach ((int column, (IReadOnlyList<Line> cell, double width)) in cells.Columns.Index())
        {
            flow.Open(tag);
            for (int i = first; i < Math.Min(last, cell.Count); i++)
            {
                flow.Write(cell[i], size, Ink.Text, left + Shift(cell[i], column, width), flow.Y + PadY + ((i - first) * LineHeight), LineHeight);
            }

            flow.Close();
            left += width;
        }
    }

    private void FinishRow(double x, double width, double height, double thickness)
    {
        flow.Advance(height);
        flow.Lay(Ink.Line, x, flow.Y - thickness, width, thickness);
    }

    private Cells Break(IReadOnlyList<IReadOnlyList<Inline>> row, double[] widths, bool strong)
    {
        List<(IReadOnlyList<Line>, double)> columns =
        [
            .. widths.Select((width, i) =>
                (i < row.Count ? lines.Of(row[i], size, width - (2 * PadX), strong, hyphenate: true) : (IReadOnlyList<Line>)[], width)),
        ];
        return new Cells(columns, LineHeight);
    }

    /// <summary>Each column has room for its longest word as far as the page has it; the rest goes to those with the most text.</summary>
    private double[] Widths(Grid grid, int columns, double width)
    {
        double[] least = Least(grid, columns, width, size);
        double[] wished = new double[columns];
        foreach ((IReadOnlyList<IReadOnlyList<Inline>> row, bool strong) in grid.Rows.Select(row => (row, false)).Prepend((grid.Columns, true)))
        {
            for (int i = 0; i < row.Count; i++)
            {
                wished[i] = Math.Max(wished[i], Math.Min(Lines.Width(row[i], size, strong), width * 2) + (2 * PadX));
            }
        }

        // Where the page is too narrow, the widest give way first.
        double most = Most(least, width);
        double[] given = [.. least.Select(column => Math.Min(column, most))];
        if (wished.Sum() <= width)
        {
            double room = (width - wished.Sum()) / columns;
            return [.. wished.Select(wish => wish + room)];
        }

        // What is short stays on one line; the rest share what is left of the page.
        double low = 0;
        double high = width;
        for (int i = 0; i < 40; i++)
        {
            double cap = (low + high) / 2;
            (low, high) = Sum(cap) <= width ? (cap, high) : (low, cap);
        }

        double left = (width - Sum(low)) / columns;
        return [.. given.Zip(wished, (has, wish) => Math.Max(has, Math.Min(wish, low)) + left)];

        double Sum(double cap) => given.Zip(wished, (has, wish) => Math.Max(has, Math.Min(wish, cap))).Sum();
    }

    private static double[] Least(Grid grid, int columns, double width, double at)
    {
        double[] least = new double[columns];
        foreach ((IReadOnlyList<IReadOnlyList<Inline>> row, bool strong) in grid.Rows.Select(row => (row, false)).Prepend((grid.Columns, true)))
        {
            for (int i = 0; i < row.Count; i++)
            {
                least[i] = Math.Max(least[i], Math.Min(Lines.WidestWord(row[i], at, strong), width / 3) + (2 * PadX) + 0.5);
            }
        }

        return least;
    }

    /// <summary>The width that no column may pass, so that all of them together fit.</summary>
    private static double Most(double[] least, double width)
    {
        double[] narrowFirst = [.. least.Order()];
        double left = width;
        for (int i = 0; i < narrowFirst.Length; i++)
        {
            double share = left / (narrowFirst.Length - i);
            if (narrowFirst[i] > share)
            {
                return share;
            }

            left -= narrowFirst[i];
        }

        return width;
    }

    private sealed record Cells(List<(IReadOnlyList<Line> Lines, double Width)> Columns, double LineHeight)
    {
        public int Lines => Math.Max(Columns.Max(column => column.Lines.Count), 1);

        public double Height => (Lines * LineHeight) + (2 * PadY);
    }
}
