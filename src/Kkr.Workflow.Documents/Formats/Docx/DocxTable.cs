using System.Globalization;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>Tables: caption above, a head that comes again on each page, rows and short tables that no page break cuts.</summary>
internal static class DocxTable
{
    // Word opens no table with more columns.
    private const int MostColumns = 63;

    // Half a page for a row and less for a table: more would leave too much of the page before empty.
    private const int MostLinesInARow = 25;
    private const int MostLinesKept = 15;

    public static void Write(OpenXmlElement target, Grid grid, DocxText text)
    {
        if (grid.Caption is { } caption)
        {
            target.AppendChild(DocxBlocks.New("Caption")).AppendChild(DocxText.Plain(caption));
        }

        int columns = grid.Rows.Select(row => row.Count).Append(grid.Columns.Count).Max();
        if (columns is 0 or > MostColumns)
        {
            AsLines(target, grid, text);
            return;
        }

        var table = new W.Table(
            new W.TableProperties
            {
                TableStyle = new W.TableStyle { Val = "AgendaTable" },
                TableWidth = new W.TableWidth { Width = Number(ColumnWidths.PageWidth), Type = W.TableWidthUnitValues.Dxa },
                TableLayout = new W.TableLayout { Type = W.TableLayoutValues.Fixed },
                TableLook = new W.TableLook { Val = "0020", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
                TableCaption = new W.TableCaption { Val = DocxText.Clean(grid.Caption ?? "Tabel") },
            });
        int[] widths = ColumnWidths.Of(grid, columns);
        bool[] numbers = [.. Enumerable.Range(0, columns).Select(grid.IsNumeric)];
        table.AppendChild(new W.TableGrid(widths.Select(width => new W.GridColumn { Width = Number(width) })));
        bool staysWhole = grid.Rows.Prepend(grid.Columns).Sum(row => ColumnWidths.Lines(row, widths)) <= MostLinesKept;
        table.AppendChild(Row(grid.Columns, widths, numbers, text, isHead: true));
        for (int i = 0; i < grid.Rows.Count; i++)
        {
            W.TableRow row = table.AppendChild(Row(grid.Rows[i], widths, numbers, text, isHead: false));
            if (staysWhole && i + 1 < grid.Rows.Count)
            {
                foreach (W.Paragraph paragraph in row.Descendants<W.Paragraph>())
                {
                    paragraph.ParagraphProperties!.KeepNext = new W.KeepNext();
                }
            }
        }

        target.AppendChild(table);

        // Without something between them Word makes one table of two.
        target.AppendChild(DocxBlocks.New("TableEnd"));
    }

    private static W.TableRow Row(IReadOnlyList<IReadOnlyList<Inline>> cells, int[] widths, bool[] numbers, DocxText text, bool isHead)
    {
        var properties = new W.TableRowProperties();

        // A row longer than a page must be cut, or some programs show only its beginning.
        if (ColumnWidths.Lines(cells, widths) <= MostLinesInARow)
        {
            properties.AppendChild(new W.CantSplit());
        }

        if (isHead)
        {
            properties.AppendChild(new W.TableHeader());
        }

        var row = new W.TableRow(properties);
        for (int i = 0; i < widths.Length; i++)
        {
            W.Paragraph paragraph = DocxBlocks.New((isHead ? "TableHead" : "TableText") + (numbers[i] ? "Number" : ""));
            paragraph.Append(text.Words(i < cells.Count ? cells[i] : []));
            row.AppendChild(new W.TableCell(
                new W.TableCellProperties(new W.TableCellWidth { Width = Number(widths[i]), Type = W.TableWidthUnitValues.Dxa }),
                paragraph));
        }

        return row;
    }

    private static void AsLines(OpenXmlElement target, Grid grid, DocxText text)
    {
        foreach (IReadOnlyList<IReadOnlyList<Inline>> row in grid.Rows.Prepend(grid.Columns).Where(row => row.Count > 0))
        {
            W.Paragraph line = target.AppendChild(DocxBlocks.New("TableText"));
            foreach (IReadOnlyList<Inline> cell in row)
            {
                line.Append(text.Words(cell));
                line.AppendChild(DocxText.Tab());
            }
        }
    }

    private static string Number(int twips) => twips.ToString(CultureInfo.InvariantCulture);
}
