using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>How wide text is.</summary>
internal static class Measure
{
    // The letters of European languages and the signs of their typography, of which nearly every text is made.
    private const int Plain = 0x2100;

    // An advance and one, so that what has not been looked up yet is none.
    private static readonly int[][] Known = [.. Enum.GetValues<Face>().Select(_ => new int[Plain])];

    /// <summary>In points, at <paramref name="size"/> points.</summary>
    public static double Of(string text, Face face, double size) => Of(text.AsSpan(), face) * size;

    /// <summary>In points, at a size of one point.</summary>
    public static double Of(ReadOnlySpan<char> text, Face face)
    {
        int[] known = Known[(int)face];
        TrueTypeFont font = Typeface.Of(face);
        int units = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter < Plain && known[letter] is > 0 and int advance)
            {
                units += advance - 1;
                continue;
            }

            Rune.DecodeFromUtf16(text[i..], out Rune character, out int length);
            int looked = font.Advance(FontUse.GlyphFor(font, character));
            units += looked;
            i += length - 1;
            if (character.Value < Plain)
            {
                known[character.Value] = looked + 1;
            }
        }

        return units / (double)font.UnitsPerEm;
    }
}
