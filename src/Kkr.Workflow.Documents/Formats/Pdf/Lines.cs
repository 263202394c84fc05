using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>A piece of a line in one face, perhaps a link.</summary>
internal sealed record Piece(string Text, Face Face, double X, double Width, string? Address);

/// <summary>One line of text, ready to be placed.</summary>
internal sealed record Line(IReadOnlyList<Piece> Pieces);

/// <summary>Breaks running text into lines. A word is divided only where it is wider than the line.</summary>
internal sealed class Lines(Measure measure)
{
    private (IReadOnlyList<Inline>, double, double, bool, bool, bool) lastAsked;
    private IReadOnlyList<Line> lastAnswer = [];

    /// <summary>What hangs together: no line may end inside it unless it is too wide for any line.</summary>
    private readonly record struct Word((string Text, Face Face, string? Address)[] Parts, bool SpaceBefore, bool BreakBefore);

    public IReadOnlyList<Line> Of(IReadOnlyList<Inline> words, double size, double width, bool strong = false, bool emphasis = false, bool hyphenate = false)
    {
        // Who asks how high a paragraph is lays it next.
        var asked = (words, size, width, strong, emphasis, hyphenate);
        if (asked == lastAsked)
        {
            return lastAnswer;
        }

        var lines = new List<Line>();
        var pieces = new List<Piece>();
        var growing = new StringBuilder();
        double x = 0;
        double grown = 0;
        foreach (Word word in Words(words, strong, emphasis))
        {
            double wide = WidthOf(word, size);
            double space = word.SpaceBefore && pieces.Count > 0 ? measure.Of(" ", pieces[^1].Face, size) : 0;
            (string Text, Face Face, string? Address)[] parts = word.Parts;
            if (word.BreakBefore || (pieces.Count > 0 && x + space + wide > width))
            {
                if (hyphenate && !word.BreakBefore && parts is [(string whole, Face cut, null)]
                    && Hyphenated(whole, cut, size, width, x, space) is ({ } head, { } tail))
                {
                    Append(" ", cut, null, space);
                    Append(head, cut, null, measure.Of(head, cut, size));
                    parts = [(tail, cut, null)];
                }

                Finish();
                space = 0;
            }

            if (space > 0)
            {
                Append(" ", word.Parts[0].Face, pieces[^1].Address is { } address && address == word.Parts[0].Address ? address : null, space);
            }

            foreach ((string text, Face face, string? address) in parts)
            {
                double fitting = measure.Of(text, face, size);
                if (x + fitting <= width)
                {
                    Append(text, face, address, fitting);
                }
                else
                {
                    AppendDivided(text, face, address);
                }
            }
        }

        if (pieces.Count > 0)
        {
            Finish();
        }

        (lastAsked, lastAnswer) = (asked, lines);
        return lines;

        void Finish()
        {
            Settle();
            lines.Add(new Line([.. pieces]));
            pieces.Clear();
            x = 0;
        }

        void Append(string text, Face face, string? address, double wide)
        {
            if (pieces is [.., Piece last] && last.Face == face && last.Address == address)
            {
                growing.Append(text);
                grown += wide;
            }
            else
            {
                Settle();
                growing.Append(text);
                grown = wide;
                pieces.Add(new Piece("", face, x, wide, address));
            }

            x += wide;
        }

        // The last piece gets its text and width when it is whole.
        void Settle()
        {
            if (pieces.Count > 0 && growing.Length > 0)
            {
                pieces[^1] = pieces[^1] with { Text = growing.ToString(), Width = grown };
                growing.Clear();
            }
        }

        void AppendDivided(string text, Face face, string? address)
        {
            double wide = measure.Of(text, face, size);
            while (x + wide > width && text.Length > 1)
            {
                (string head, string rest) = Divided(text, face, size, x, width);
                if (head.Length == 0)
                {
                    if (x == 0)
                    {
                        break;
                    }

                    Finish();
                    continue;
                }

                Append(head, face, address, measure.Of(head, face, size));
                Finish();
                text = rest;
                wide = measure.Of(text, face, size);
            }

            Append(text, face, address, wide);
        }
    }

    // Each in a method of its own, so that lines without such a word pay nothing for it.
    private (string Head, string Tail)? Hyphenated(string word, Face face, double size, double width, double x, double space) =>
        LongWord.AtLineEnd(word, (width - x) / width, head => x + space + measure.Of(head, face, size) <= width);

    private (string Head, string Tail) Divided(string word, Face face, double size, double x, double width) =>
        LongWord.Divide(word, candidate => x + measure.Of(candidate, face, size) <= width);

    private double WidthOf(Word word, double size)
    {
        double wide = 0;
        foreach ((string text, Face face, _) in word.Parts)
        {
            wide += measure.Of(text, face, size);
        }

        return wide;
    }

    /// <summary>The widest word, which a column should have room for.</summary>
    public double WidestWord(IReadOnlyList<Inline> words, double size, bool strong = false) =>
        Words(words, strong, false).Select(word => WidthOf(word, size)).DefaultIfEmpty(0).Max();

    /// <summary>The whole text on one line.</summary>
    public double Width(IReadOnlyList<Inline> words, double size, bool strong = false) =>
        Words(words, strong, false).Sum(word => WidthOf(word, size) + measure.Of(" ", Face.Regular, size));

    private static IEnumerable<Word> Words(IReadOnlyList<Inline> inlines, bool strong, bool emphasis)
    {
        List<(string, Face, string?)> parts = [];
        bool space = false;
        bool isBreak = false;
        foreach (Inline inline in inlines)
        {
            if (inline is LineBreak)
            {
                if (parts.Count > 0)
                {
                    yield return new Word([.. parts], space, isBreak);
                    parts.Clear();
                }

                isBreak = true;
                space = false;
                continue;
            }

            (string text, Face face, string? address) = inline switch
            {
                Link link => (link.Text, FaceOf(strong, emphasis), link.Address),
                Run run => (run.Text, FaceOf(strong || run.Strong, emphasis || run.Emphasis), null),
                _ => ("", Face.Regular, (string?)null),
            };
            string composed = Composed(text);
            int start = 0;
            for (int i = 0; i < composed.Length; i++)
            {
                char letter = composed[i];
                bool isSpace = letter is ' ' or '\t' or '\n' or '\r';
                if (isSpace ? KeptTogether.At(composed, i) : letter is not ('-' or '–' or '/') || i + 1 - start <= 2)
                {
                    continue;
                }

                // »it-drift« and long addresses may end a line after their own hyphens and slashes.
                int end = isSpace ? i : i + 1;
                if (end > start)
                {
                    parts.Add((composed[start..end], face, address));
                }

                start = i + 1;
                if (parts.Count > 0)
                {
                    yield return new Word([.. parts], space, isBreak);
                    parts.Clear();
                    isBreak = false;
                    space = false;
                }

                space |= isSpace;
            }

            if (start < composed.Length)
            {
                parts.Add((composed[start..], face, address));
            }
        }

        if (parts.Count > 0)
        {
            yield return new Word([.. parts], space, isBreak);
        }
    }

    /// <summary>Letters and their accents as one character each, as the typeface has them: some programs write å as a and a ring.</summary>
    private static string Composed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\u036F'))
        {
            return text;
        }

        try
        {
            return text.Normalize();
        }
        catch (ArgumentException)
        {
            // Half a character cannot be composed with anything; it is shown as what cannot be read.
            return text;
        }
    }

    private static Face FaceOf(bool strong, bool emphasis) =>
        strong ? (emphasis ? Face.BoldItalic : Face.Bold) : emphasis ? Face.Italic : Face.Regular;
}
