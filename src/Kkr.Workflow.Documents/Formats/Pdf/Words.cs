using System.Runtime.InteropServices;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>A stretch of text in one face, perhaps within a link.</summary>
/// <param name="Text">What it is a part of.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where what follows it begins.</param>
/// <param name="Width">At a size of one point.</param>
internal readonly record struct WordPart(string Text, int Start, int End, Face Face, string? Address, double Width);

/// <summary>
/// Running text word by word. A word is what hangs together: no line may end inside it unless it is too wide for any line. It is one part, or
/// several where its face changes or a link begins.
/// </summary>
internal sealed class Words(IReadOnlyList<Inline> inlines, bool strong, bool emphasis)
{
    private readonly List<WordPart> parts = [];
    private int inline = -1;
    private string text = "";
    private int start;
    private int at;
    private Face face;
    private string? address;
    private bool space;
    private bool isBreak;

    /// <summary>The present word; it changes with the next.</summary>
    public ReadOnlySpan<WordPart> Parts => CollectionsMarshal.AsSpan(parts);

    public bool HasSpaceBefore { get; private set; }

    public bool HasBreakBefore { get; private set; }

    /// <summary>How wide it is, at a size of one point.</summary>
    public double Width { get; private set; }

    /// <summary>Goes on to the next word, if there is one.</summary>
    public bool Next()
    {
        parts.Clear();
        Width = 0;
        while (!EndsInText())
        {
            if (++inline >= inlines.Count)
            {
                return parts.Count > 0 && Take();
            }

            if (inlines[inline] is LineBreak)
            {
                bool ends = parts.Count > 0 && Take();
                (text, start, at, isBreak, space) = ("", 0, 0, true, false);
                if (ends)
                {
                    return true;
                }
            }
            else
            {
                Enter(inlines[inline]);
            }
        }

        return true;
    }

    /// <summary>Reads on to the word's end, or to the text's, behind which the word may go on.</summary>
    private bool EndsInText()
    {
        for (; at < text.Length; at++)
        {
            char letter = text[at];
            bool isSpace = letter is ' ' or '\t' or '\n' or '\r';
            if (isSpace ? KeptTogether.At(text, at) : letter is not ('-' or '–' or '/') || at + 1 - start <= 2)
            {
                continue;
            }

            // »it-drift« and long addresses may end a line after their own hyphens and slashes.
            Add(isSpace ? at : at + 1);
            start = at + 1;
            if (parts.Count > 0)
            {
                Take();
                space = isSpace;
                at++;
                return true;
            }

            space |= isSpace;
        }

        Add(text.Length);
        start = text.Length;
        return false;
    }

    private void Enter(Inline next)
    {
        (string said, face, address) = next switch
        {
            Link link => (link.Text, FaceOf(strong, emphasis), link.Address),
            Run run => (run.Text, FaceOf(strong || run.Strong, emphasis || run.Emphasis), null),
            _ => ("", Face.Regular, (string?)null),
        };
        (text, start, at) = (Composed(said), 0, 0);
    }

    private void Add(int end)
    {
        if (end > start)
        {
            double wide = Measure.Of(text.AsSpan(start, end - start), face);
            parts.Add(new WordPart(text, start, end, face, address, wide));
            Width += wide;
        }
    }

    private bool Take()
    {
        (HasSpaceBefore, HasBreakBefore) = (space, isBreak);
        (space, isBreak) = (false, false);
        return true;
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
