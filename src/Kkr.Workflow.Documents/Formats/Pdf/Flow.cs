using Kkr.Workflow.Documents.Formats.Pdf.Attached;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>Lays things one under the other and turns the page where it is full.</summary>
internal sealed class Flow
{
    public Flow() => TurnPage();

    public List<PageMarks> Pages { get; } = [];

    /// <summary>How far down each full page was filled.</summary>
    public List<double> Feet { get; } = [];

    public Dictionary<string, Place> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>The upper edge of what comes next.</summary>
    public double Y { get; private set; }

    public double Room => Sheet.Bottom - Y;

    public bool IsAtTop => Y <= Sheet.Top;

    private PageMarks Page => Pages[^1];

    public void TurnPage() => TurnPage(new PageMarks());

    /// <summary>A picture on a page of its own, which lies if the picture does.</summary>
    /// <param name="picture">What is shown.</param>
    /// <param name="words">What it is, for the running head and for those who do not see it.</param>
    public void Picture(Picture picture, string words)
    {
        const double Side = 34;
        const double Above = 58;
        const double Below = 52;
        bool lies = picture.Width > picture.Height * 1.05;
        (double width, double height) = lies ? (Sheet.Height, Sheet.Width) : (Sheet.Width, Sheet.Height);
        TurnPage(new PageMarks { Width = width, Height = height, Head = words });
        double scale = Math.Min(1, Math.Min((width - (2 * Side)) / picture.Width, (height - Above - Below) / picture.Height));
        (double wide, double high) = (picture.Width * scale, picture.Height * scale);
        double x = (width - wide) / 2;
        double y = Above + ((height - Above - Below - high) / 2);
        Page.Steps.Add(new OpenFigure(words, x, y, wide, high));
        Page.Steps.Add(new DrawPicture(picture, x, y, scale));
        Close();
        foreach (PictureLink link in picture.Links)
        {
            Page.Steps.Add(new OpenLink(
                link.Address, link.Address, x + (link.Left * scale), y + high - (link.Top * scale), (link.Right - link.Left) * scale, (link.Top - link.Bottom) * scale));
            Close();
        }

        const double Line = 0.5;
        Lay(Ink.Line, x - Line, y - Line, wide + (2 * Line), Line);
        Lay(Ink.Line, x - Line, y + high, wide + (2 * Line), Line);
        Lay(Ink.Line, x - Line, y, Line, high);
        Lay(Ink.Line, x + wide, y, Line, high);
        Y = Sheet.Bottom;
    }

    private void TurnPage(PageMarks page)
    {
        if (Pages.Count > 0)
        {
            Feet.Add(Y);
        }

        Pages.Add(page);
        Y = Sheet.Top;
    }

    /// <summary>Turns the page unless there is room; on a fresh page there is none to gain.</summary>
    public void Need(double height)
    {
        if (Room < height && !IsAtTop)
        {
            TurnPage();
        }
    }

    /// <summary>Empty space, which a fresh page swallows.</summary>
    public void Space(double height)
    {
        if (!IsAtTop)
        {
            Y += height;
        }
    }

    public void Advance(double height) => Y += height;

    /// <summary>Goes back up the page, to a second column.</summary>
    public void MoveTo(double y) => Y = y;

    public void Mark(string anchor) => Anchors.TryAdd(anchor, new Place(Pages.Count, Y));

    public void Open(Tag tag) => Page.Steps.Add(new OpenTag(tag));

    public void Close() => Page.Steps.Add(new CloseTag());

    public void Lay(Ink ink, double x, double y, double width, double height) => Page.Grounds.Add(new Ground(ink, x, y, width, height));

    public void Repeat(DrawText text) => Page.Repeats.Add(text);

    /// <summary>Words at a place of the page, without moving on.</summary>
    public void Write(string text, Face face, double size, Ink ink, double x, double baseline) =>
        Page.Steps.Add(new DrawText(text, face, size, ink, x, baseline));

    /// <summary>One line at the present height, without moving on.</summary>
    public void Write(Line line, double size, Ink ink, double x, double top, double height)
    {
        double baseline = Baseline(top, size, height);
        foreach (Piece piece in line.Pieces)
        {
            if (piece.Address is { } address)
            {
                Page.Steps.Add(new OpenLink(address, piece.Text.Trim(), x + piece.X, top, piece.Width, height));
                Write(piece.Text, piece.Face, size, Ink.Accent, x + piece.X, baseline);
                Page.Steps.Add(new CloseTag());
                Lay(Ink.Accent, x + piece.X, baseline + 1.4, piece.Width, 0.5);
            }
            else
            {
                Write(piece.Text, piece.Face, size, ink, x + piece.X, baseline);
            }
        }
    }

    public void WritePageNumber(string anchor, double size, double right, double baseline) =>
        Page.Steps.Add(new DrawPageNumber(anchor, size, Ink.Quiet, right, baseline));

    public void OpenLink(string address, string text, double x, double width, double height) =>
        Page.Steps.Add(new OpenLink(address, text, x, Y, width, height));

    /// <summary>Where letters stand in a line of that height.</summary>
    public static double Baseline(double top, double size, double height) => top + ((height - size) / 2) + (size * 0.82);

    /// <summary>
    /// A paragraph: as many lines as the page has room for, the rest on the next, but neither its first nor its last line alone.
    /// </summary>
    public void Paragraph(IReadOnlyList<Line> lines, double size, Ink ink, double x, double leading = Sheet.Leading)
    {
        double height = size * leading;
        int next = 0;
        while (next < lines.Count)
        {
            int left = lines.Count - next;
            int fit = Math.Min((int)((Room + 0.01) / height), left);
            if (fit == left - 1 && left > 2)
            {
                fit--;
            }

            if ((fit < left && fit < 2 && !IsAtTop) || fit <= 0)
            {
                TurnPage();
                continue;
            }

            for (; fit > 0; fit--, next++)
            {
                Write(lines[next], size, ink, x, Y, height);
                Y += height;
            }
        }
    }
}
