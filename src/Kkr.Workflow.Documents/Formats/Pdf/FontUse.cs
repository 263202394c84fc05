using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// One cut of the typeface as one document uses it. Every character that occurs gets a code of its own, so that what is copied out of
/// the document is what was written, also where two characters look alike or the font lacks one (ISO 32000-1, 9.7 and 9.10.3).
/// </summary>
internal sealed class FontUse(Face face)
{
    private const int Plain = 0x180;

    private readonly TrueTypeFont font = Typeface.Of(face);
    private readonly Dictionary<Rune, int> codes = [];

    // The letters of European languages, which nearly every text is made of, are found without hashing.
    private readonly int[] plainCodes = new int[Plain];
    private readonly List<Rune> characters = [];

    public Face Face => face;

    public bool IsUsed => characters.Count > 0;

    /// <summary>The glyph that shows a character: a box for one that the font does not have.</summary>
    public static int GlyphFor(TrueTypeFont font, Rune character) => character.Value switch
    {
        0xAD => font.GlyphOf(new Rune('-')),
        _ when font.GlyphOf(character) is > 0 and int glyph => glyph,
        _ when IsUnseen(character) => font.GlyphOf(new Rune(' ')),
        _ => font.GlyphOf(new Rune('□')),
    };

    /// <summary>The text as a string of codes, two bytes each.</summary>
    public void Encode(string text, Script content)
    {
        content.Add((byte)'(');
        foreach (Rune character in text.EnumerateRunes())
        {
            content.AddCode(CodeOf(character));
        }

        content.Add((byte)')');
    }

    private int CodeOf(Rune character)
    {
        if (character.Value < Plain && plainCodes[character.Value] is > 0 and int known)
        {
            return known;
        }

        if (!codes.TryGetValue(character, out int code))
        {
            characters.Add(character);
            codes[character] = code = characters.Count;
        }

        if (character.Value < Plain)
        {
            plainCodes[character.Value] = code;
        }

        return code;
    }

    /// <summary>Puts the font in and gives its number.</summary>
    public int Write(PdfFile file)
    {
        string name = "/KKRWFA+" + Typeface.Name + "-" + face;
        int descendant = file.Reserve();
        int descriptor = file.Reserve();
        int outlines = file.PutStream("", font.Subset(characters.Select(Glyph)), isFont: true);
        int unicode = file.PutStream("", Encoding.ASCII.GetBytes(ToUnicode()));
        int glyphs = file.PutStream("", GlyphMap());
        int id = file.Put($"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
        string widths = string.Join(' ', characters.Select(character => Thousandths(font.Advance(Glyph(character)))));
        file.Put(
            descendant,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {descriptor} 0 R/DW 1000/W[1[{widths}]]/CIDToGIDMap {glyphs} 0 R>>");
        bool isItalic = face is Face.Italic or Face.BoldItalic;
        file.Put(
            descriptor,
            $"<</Type/FontDescriptor/FontName{name}/Flags {(isItalic ? 68 : 4)}/FontBBox[{string.Join(' ', font.Box.Select(Thousandths))}]/ItalicAngle {(isItalic ? -11 : 0)}"
            + $"/Ascent {Thousandths(font.Ascent)}/Descent {Thousandths(font.Descent)}/CapHeight {Thousandths(font.CapHeight)}"
            + $"/StemV {(face is Face.Bold or Face.BoldItalic ? 140 : 84)}/FontFile2 {outlines} 0 R>>");
        return id;
    }

    private static bool IsUnseen(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpaceSeparator;

    private int Glyph(Rune character) => GlyphFor(font, character);

    private string Thousandths(int units) => ((int)Math.Round(units * 1000.0 / font.UnitsPerEm)).ToString(CultureInfo.InvariantCulture);

    private byte[] GlyphMap()
    {
        byte[] map = new byte[(characters.Count + 1) * 2];
        for (int i = 0; i < characters.Count; i++)
        {
            int glyph = Glyph(characters[i]);
            map[(i + 1) * 2] = (byte)(glyph >> 8);
            map[((i + 1) * 2) + 1] = (byte)glyph;
        }

        return map;
    }

    private string ToUnicode()
    {
        StringBuilder map = new(
            "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach ((int index, Rune[] hundred) in characters.Chunk(100).Index())
        {
            map.Append(CultureInfo.InvariantCulture, $"{hundred.Length} beginbfchar\n");
            for (int i = 0; i < hundred.Length; i++)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{(index * 100) + i + 1:X4}><");
                foreach (char unit in hundred[i].ToString())
                {
                    map.Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
                }

                map.Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n").ToString();
    }
}
