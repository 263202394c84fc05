using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>The lines of one text, of which the last is growing.</summary>
internal sealed class LineBreaker(double size, double width, bool hyphenate)
{
    private readonly List<Line> lines = [];
    private readonly List<Piece> pieces = [];

    // The last piece, which grows: mostly a stretch of the text itself, and put together only where it is not.
    private bool isGrowing;
    private string source = "";
    private int from;
    private int to;
    private StringBuilder? together;
    private Face face;
    private string? address;
    private double begin;
    private double x;

    public IReadOnlyList<Line> Break(Words word)
    {
        while (word.Next())
        {
            Place(word);
        }

        if (isGrowing)
        {
            Finish();
        }

        return lines;
    }

    private void Place(Words word)
    {
        double space = word.HasSpaceBefore && isGrowing ? Measure.Of(" ", face, size) : 0;
        if (word.HasBreakBefore || (isGrowing && x + space + (word.Width * size) > width))
        {
            WordPart? rest = Hyphenated(word, space);
            Finish();
            if (rest is { } tail)
            {
                AppendOrDivide(tail);
                return;
            }
        }
        else if (space > 0)
        {
            AppendSpace(word.Parts[0], space);
        }

        foreach (WordPart part in word.Parts)
        {
            AppendOrDivide(part);
        }
    }

    /// <summary>Puts as much of a word at the line's end as its division allows, and gives the rest.</summary>
    private WordPart? Hyphenated(Words word, double space)
    {
        if (!hyphenate || word.HasBreakBefore || word.Parts is not [{ Address: null } whole])
        {
            return null;
        }

        int letters = LongWord.AtLineEnd(Span(whole), (width - x) / width, Fitting(whole, space));
        if (letters == 0)
        {
            return null;
        }

        if (space > 0)
        {
            AppendSpace(whole, space);
        }

        return Divide(whole, letters, hasHyphen: true);
    }

    private void AppendOrDivide(WordPart part)
    {
        while (x + (part.Width * size) > width && part.End - part.Start > 1)
        {
            (int letters, bool hasHyphen) = LongWord.Divide(Span(part), Fitting(part, 0));
            if (letters > 0)
            {
                part = Divide(part, letters, hasHyphen);
            }
            else if (x == 0)
            {
                break;
            }

            Finish();
        }

        Append(part);
    }

    /// <summary>Puts a word's first letters on the line, and gives the rest.</summary>
    private WordPart Divide(WordPart word, int letters, bool hasHyphen)
    {
        string head = Span(word)[..letters].ToString() + (hasHyphen ? LongWord.Hyphen : "");
        Append(word with { Text = head, Start = 0, End = head.Length, Width = Measure.Of(head, word.Face) });
        int start = word.Start + letters;
        return word with { Start = start, Width = Measure.Of(word.Text.AsSpan(start, word.End - start), word.Face) };
    }

    /// <summary>Says of a number of letters whether they fit with a hyphen.</summary>
    private Func<int, bool> Fitting(WordPart word, double space)
    {
        double before = x + space;
        double hyphen = Measure.Of(LongWord.Hyphen, word.Face);
        return letters => before + ((Measure.Of(Span(word)[..letters], word.Face) + hyphen) * size) <= width;
    }

    private static ReadOnlySpan<char> Span(WordPart part) => part.Text.AsSpan(part.Start, part.End - part.Start);

    /// <summary>A space belongs to the link when what is on both sides of it does.</summary>
    private void AppendSpace(WordPart next, double wide)
    {
        string? within = address is not null && address == next.Address ? address : null;
        if (together is null && face == next.Face && address == within && to < source.Length && source[to] == ' ')
        {
            to++;
            x += wide;
        }
        else
        {
            Append(new WordPart(" ", 0, 1, next.Face, within, wide / size));
        }
    }

    private void Append(WordPart part)
    {
        if (!isGrowing || face != part.Face || address != part.Address)
        {
            Settle();
            (isGrowing, source, from, to, face, address, begin) = (true, part.Text, part.Start, part.End, part.Face, part.Address, x);
        }
        else if (together is null && to == part.Start && ReferenceEquals(source, part.Text))
        {
            to = part.End;
        }
        else
        {
            together ??= new StringBuilder().Append(source, from, to - from);
            together.Append(part.Text, part.Start, part.End - part.Start);
        }

        x += part.Width * size;
    }

    private void Settle()
    {
        if (isGrowing)
        {
            pieces.Add(new Piece(together?.ToString() ?? source[from..to], face, begin, x - begin, address));
            isGrowing = false;
            together = null;
        }
    }

    private void Finish()
    {
        Settle();
        lines.Add(new Line([.. pieces]));
        pieces.Clear();
        x = 0;
    }
}
