using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Documents.Formats;

/// <summary>Blocks as HTML elements. Headings follow the nesting, so their order never skips a level.</summary>
internal sealed class HtmlBlocks(StringBuilder html)
{
    private int unnamed;

    /// <param name="blocks">What to write.</param>
    /// <param name="level">The heading level, 2 to 6, of parts among <paramref name="blocks"/>.</param>
    public void Write(IEnumerable<Block> blocks, int level)
    {
        // An outer part may begin with a deeper sub-heading of its text; it comes one below the last one at most.
        int last = level - 1;
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case Part part:
                    PartElement(part, level);
                    break;
                case Heading heading:
                    last = Math.Min(Math.Min(level - 1 + heading.Depth, last + 1), 6);
                    html.Append(CultureInfo.InvariantCulture, $"<h{last}>{HtmlText.Encode(heading.Text)}</h{last}>\n");
                    break;
                case Paragraph paragraph:
                    html.Append("<p").Append(Class(paragraph.Role)).Append('>');
                    Words(paragraph.Words);
                    html.Append("</p>\n");
                    break;
                case Listing list:
                    List(list, level);
                    break;
                case Grid grid:
                    Table(grid);
                    break;
                case DecisionBox box:
                    html.Append(CultureInfo.InvariantCulture, $"<div class=\"decision\">\n<h{level}>{HtmlText.Encode(box.Title)}</h{level}>\n");
                    Write(box.Content, level + 1);
                    html.Append("</div>\n");
                    break;
            }
        }
    }

    public static string Number(Part part) => part.Number is null ? "" : $"<span class=\"number\">{HtmlText.Encode(part.Number)}</span> ";

    public static string Label(Part part) => part.Label is null ? "" : $" <span class=\"state\">{HtmlText.Encode(part.Label)}</span>";

    public static string Anchor(string text, string address) => $"<a href=\"{HtmlText.Encode(address)}\">{HtmlText.Encode(text)}</a>";

    private void PartElement(Part part, int level)
    {
        string element = level == 2 ? "section" : "article";
        string anchor = HtmlText.Encode(part.Anchor);
        html.Append(CultureInfo.InvariantCulture, $"<{element} id=\"{anchor}\" aria-labelledby=\"{anchor}-titel\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<h{level} id=\"{anchor}-titel\">{Number(part)}{HtmlText.Encode(part.Title)}{Label(part)}</h{level}>\n");
        Write(part.Content, level + 1);
        html.Append(CultureInfo.InvariantCulture, $"</{element}>\n");
    }

    private void List(Listing list, int level)
    {
        (string element, string attributes) = list.Style switch
        {
            ListStyle.Numbers => ("ol", Start(list)),
            ListStyle.Letters => ("ol", " type=\"a\"" + Start(list)),
            ListStyle.Attachments => ("ul", " class=\"attachments\""),
            ListStyle.Names => ("ul", " class=\"names\""),
            _ => ("ul", ""),
        };
        html.Append(CultureInfo.InvariantCulture, $"<{element}{attributes}>\n");
        foreach (IReadOnlyList<Block> entry in list.Entries)
        {
            html.Append("<li>");
            if (entry is [Paragraph first, ..])
            {
                Words(first.Words);
                Write(entry.Skip(1), level);
            }
            else
            {
                Write(entry, level);
            }

            html.Append("</li>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"</{element}>\n");
    }

    private void Table(Grid grid)
    {
        // Wide tables scroll by themselves, and the keyboard must reach what scrolls.
        string name = grid.Caption ?? string.Create(CultureInfo.InvariantCulture, $"Tabel {++unnamed}");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{HtmlText.Encode(name)}\">\n<table>\n");
        if (grid.Caption is { } caption)
        {
            html.Append(CultureInfo.InvariantCulture, $"<caption>{HtmlText.Encode(caption)}</caption>\n");
        }

        bool[] isFigures = [.. Enumerable.Range(0, grid.Rows.Select(row => row.Count).Append(grid.Columns.Count).Max()).Select(grid.IsNumeric)];
        html.Append("<thead><tr>");
        Cells(grid.Columns, "th", " scope=\"col\"", isFigures);
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<IReadOnlyList<Inline>> row in grid.Rows)
        {
            html.Append("<tr>");
            Cells(row, "td", "", isFigures);
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private void Cells(IReadOnlyList<IReadOnlyList<Inline>> row, string element, string attributes, bool[] isFigures)
    {
        for (int i = 0; i < row.Count; i++)
        {
            html.Append('<').Append(element).Append(attributes).Append(isFigures[i] ? " class=\"figures\">" : ">");
            Words(row[i]);
            html.Append("</").Append(element).Append('>');
        }
    }

    private static string Start(Listing list) =>
        list.Start == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" start=\"{list.Start}\"");

    private static string Class(ParagraphRole role) => role switch
    {
        ParagraphRole.CaseLine => " class=\"case\"",
        ParagraphRole.Note => " class=\"note\"",
        _ => "",
    };

    private void Words(IReadOnlyList<Inline> words)
    {
        foreach (Inline word in words)
        {
            switch (word)
            {
                case Link link:
                    html.Append(Anchor(link.Text, link.Address));
                    break;
                case LineBreak:
                    html.Append("<br>");
                    break;
                case Run run:
                    html.Append(run.Strong ? "<strong>" : "").Append(run.Emphasis ? "<em>" : "");
                    HtmlText.Append(html, run.Text);
                    html.Append(run.Emphasis ? "</em>" : "").Append(run.Strong ? "</strong>" : "");
                    break;
            }
        }
    }
}
