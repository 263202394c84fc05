namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// Tables: columns as wide as their content asks for, rows whole where a page has room for them, and the head on every page that the
/// table reaches.
/// </summary>
internal sealed class TableFlow(Flow flow, Lines lines)
{
    private const double Size = 9.5;
    private const double LineHeight = Size * 1.32;
    private const double PadX = 5;
    private const double PadY = 3.5;
    private const double FewLines = 5 * LineHeight;

    public void Lay(Grid grid, double x, double width)
    {
        int columns = grid.Rows.Select(row => row.Count).Append(grid.Columns.Count).Max();
        if (columns == 0)
        {
            return;
        }

        double[] widths = Widths(grid, columns, width);
        Cells head = Break(grid.Columns, widths, strong: true);
        flow.Space(4);
        flow.Need(head.Height + FirstRow(grid, widths));
        flow.Open(Tag.Table);
        if (grid.Caption is { } caption)
        {
            flow.Open(Tag.TableCaption);
            flow.Paragraph(lines.Of([new Run(caption)], Size, width), Size, Ink.Quiet, x);
            flow.Close();
            flow.Need(head.Height + FirstRow(grid, widths));
        }

        flow.Open(Tag.Head);
        flow.Open(Tag.Row);
        Place(head, x, Tag.HeadCell, 0, head.Lines);
        flow.Close();
        flow.Close();
        FinishRow(x, width, head.Height, 1.2);

        flow.Open(Tag.Rows);
        foreach (IReadOnlyList<IReadOnlyList<Inline>> row in grid.Rows)
        {
            LayRow(Break(row, widths, strong: false), head, x, width);
        }

        flow.Close();
        flow.Close();
    }

    private void LayRow(Cells row, Cells head, double x, double width)
    {
        bool fitsAPage = row.Height <= Sheet.Bottom - Sheet.Top - head.Height;
        if (flow.Room < (fitsAPage ? row.Height : FewLines))
        {
            TurnPage(head, x, width);
        }

        // A row that is taller than a page goes on as a row of its own.
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

        double left = x;
        for (int i = 0; i < head.Columns.Count; i++)
        {
            double top = flow.Y + PadY;
            foreach (Line line in head.Columns[i].Lines)
            {
                foreach (Piece piece in line.Pieces)
                {
                    flow.Repeat(new DrawText(piece.Text, piece.Face, Size, Ink.Text, left + PadX + piece.X, Flow.Baseline(top, Size, LineHeight)));
                }

                top += LineHeight;
            }

            left += head.Columns[i].Width;
        }

        FinishRow(x, width, head.Height, 1.2);
    }

    /// <summary>A head never stands alone: this much of what is under it goes with it.</summary>
    private double FirstRow(Grid grid, double[] widths) =>
        grid.Rows.Count == 0 ? 0 : Math.Min(Break(grid.Rows[0], widths, strong: false).Height, FewLines);

    private void Place(Cells cells, double x, Tag tag, int first, int last)
    {
        double left = x;
        foreach ((IReadOnlyList<Line> cell, double width) in cells.Columns)
        {
            flow.Open(tag);
            for (int i = first; i < Math.Min(last, cell.Count); i++)
            {
                flow.Write(cell[i], Size, Ink.Text, left + PadX, flow.Y + PadY + ((i - first) * LineHeight), LineHeight);
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
                (i < row.Count ? lines.Of(row[i], Size, width - (2 * PadX), strong) : (IReadOnlyList<Line>)[], width)),
        ];
        return new Cells(columns);
    }

    /// <summary>Each column has room for its longest word as far as the page has it; the rest goes to those with the most text.</summary>
    private double[] Widths(Grid grid, int columns, double width)
    {
        double[] least = new double[columns];
        double[] wished = new double[columns];
        foreach ((IReadOnlyList<IReadOnlyList<Inline>> row, bool strong) in grid.Rows.Select(row => (row, false)).Prepend((grid.Columns, true)))
        {
            for (int i = 0; i < row.Count; i++)
            {
                least[i] = Math.Max(least[i], Math.Min(lines.WidestWord(row[i], Size, strong), width / 3) + (2 * PadX) + 0.5);
                wished[i] = Math.Max(wished[i], Math.Min(lines.Width(row[i], Size, strong), width * 2) + (2 * PadX));
            }
        }

        double needed = least.Sum();
        if (needed >= width)
        {
            return [.. least.Select(column => column * width / needed)];
        }

        double more = wished.Zip(least, (wish, has) => Math.Max(wish - has, 0)).Sum();
        double room = width - needed;
        return [.. wished.Zip(least, (wish, has) => has + (more > 0 ? room * Math.Max(wish - has, 0) / more : room / columns))];
    }

    private sealed record Cells(List<(IReadOnlyList<Line> Lines, double Width)> Columns)
    {
        public int Lines => Math.Max(Columns.Max(column => column.Lines.Count), 1);

        public double Height => (Lines * LineHeight) + (2 * PadY);
    }
}
