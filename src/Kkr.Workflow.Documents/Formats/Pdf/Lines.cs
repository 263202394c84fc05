namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>A piece of a line in one face, perhaps a link.</summary>
internal sealed record Piece(string Text, Face Face, double X, double Width, string? Address);

/// <summary>One line of text, ready to be placed.</summary>
internal sealed record Line(IReadOnlyList<Piece> Pieces);

/// <summary>Breaks running text into lines. A word is divided only where it is wider than the line.</summary>
internal sealed class Lines
{
    private (IReadOnlyList<Inline>, double, double, bool, bool, bool) lastAsked;
    private IReadOnlyList<Line> lastAnswer = [];

    public IReadOnlyList<Line> Of(IReadOnlyList<Inline> words, double size, double width, bool strong = false, bool emphasis = false, bool hyphenate = false)
    {
        // Who asks how high a paragraph is lays it next.
        var asked = (words, size, width, strong, emphasis, hyphenate);
        if (asked != lastAsked)
        {
            lastAnswer = new LineBreaker(size, width, hyphenate).Break(new Words(words, strong, emphasis));
            lastAsked = asked;
        }

        return lastAnswer;
    }

    /// <summary>The widest word, which a column should have room for.</summary>
    public static double WidestWord(IReadOnlyList<Inline> words, double size, bool strong = false)
    {
        double widest = 0;
        for (Words word = new(words, strong, emphasis: false); word.Next();)
        {
            widest = Math.Max(widest, word.Width * size);
        }

        return widest;
    }

    /// <summary>The whole text on one line.</summary>
    public static double Width(IReadOnlyList<Inline> words, double size, bool strong = false)
    {
        double space = Measure.Of(" ", Face.Regular, size);
        double width = 0;
        for (Words word = new(words, strong, emphasis: false); word.Next();)
        {
            width += (word.Width * size) + space;
        }

        return width;
    }
}
