using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>How wide text is. Words recur, so each is added up once.</summary>
internal sealed class Measure
{
    private readonly Dictionary<(string, Face), double> widths = [];

    /// <summary>In points, at <paramref name="size"/> points.</summary>
    public double Of(string text, Face face, double size)
    {
        if (!widths.TryGetValue((text, face), out double width))
        {
            TrueTypeFont font = Typeface.Of(face);
            int units = 0;
            foreach (Rune character in text.EnumerateRunes())
            {
                units += font.Advance(FontUse.GlyphFor(font, character));
            }

            width = units / (double)font.UnitsPerEm;

            // Text is measured whole when a table's columns are weighed; only words come again.
            if (text.Length <= 40)
            {
                widths[(text, face)] = width;
            }
        }

        return width * size;
    }
}
