using System.Buffers.Binary;
using System.Reflection;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// A TrueType font: how wide its letters are, and a copy that holds only those that a document uses. Source: the OpenType
/// specification, tables cmap (formats 4 and 12), glyf, head, hhea, hmtx, loca, OS/2.
/// </summary>
internal sealed class TrueTypeFont
{
    // What a reader needs beside the outlines (ISO 32000-1, 9.9).
    private static readonly string[] CopiedTables = ["cvt ", "fpgm", "hhea", "hmtx", "maxp", "prep"];

    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];
    private readonly int longAdvances;
    private readonly bool hasLongOffsets;

    public TrueTypeFont(byte[] file)
    {
        this.file = file;
        for (int i = 0; i < U16(4); i++)
        {
            int record = 12 + (i * 16);
            tables[Encoding.ASCII.GetString(file, record, 4)] = ((int)U32(record + 8), (int)U32(record + 12));
        }

        int head = tables["head"].Offset;
        UnitsPerEm = U16(head + 18);
        hasLongOffsets = U16(head + 50) == 1;
        Box = [S16(head + 36), S16(head + 38), S16(head + 40), S16(head + 42)];
        int hhea = tables["hhea"].Offset;
        Ascent = S16(hhea + 4);
        Descent = S16(hhea + 6);
        longAdvances = U16(hhea + 34);
        GlyphCount = U16(tables["maxp"].Offset + 4);
        CapHeight = tables.TryGetValue("OS/2", out (int Offset, int Length) os2) && U16(os2.Offset) >= 2 ? S16(os2.Offset + 88) : Ascent;
        ReadCharacters();
    }

    public int UnitsPerEm { get; }

    public int[] Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    public int GlyphCount { get; }

    public static TrueTypeFont Load(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(bytes);
    }

    /// <summary>The glyph of a character, or 0 when the font has none.</summary>
    public int GlyphOf(Rune character) => glyphs.GetValueOrDefault(character.Value);

    /// <summary>In units of which <see cref="UnitsPerEm"/> are as wide as the font is tall.</summary>
    public int Advance(int glyph) => U16(tables["hmtx"].Offset + (Math.Min(glyph, longAdvances - 1) * 4));

    /// <summary>The font with the outlines of these glyphs only; every glyph keeps its number.</summary>
    public byte[] Subset(IEnumerable<int> used)
    {
        SortedSet<int> kept = [0];
        foreach (int glyph in used)
        {
            Keep(glyph, kept);
        }

        using MemoryStream outlines = new();
        byte[] places = new byte[(GlyphCount + 1) * 4];
        for (int glyph = 0; glyph < GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(glyph * 4), (uint)outlines.Length);
            if (kept.Contains(glyph))
            {
                (int start, int end) = Outline(glyph);
                outlines.Write(file, start, end - start);
                outlines.Write(new byte[(4 - (int)(outlines.Length % 4)) % 4]);
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(GlyphCount * 4), (uint)outlines.Length);
        byte[] head = Table("head");
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        SortedDictionary<string, byte[]> written = new(StringComparer.Ordinal) { ["glyf"] = outlines.ToArray(), ["loca"] = places, ["head"] = head };
        foreach (string name in CopiedTables.Where(tables.ContainsKey))
        {
            written[name] = Table(name);
        }

        return Assemble(written);
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> written)
    {
        int power = (int)Math.Log2(written.Count);
        using MemoryStream font = new();
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)written.Count);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], (ushort)((1 << power) * 16));
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)((written.Count - (1 << power)) * 16));
        font.Write(header);
        int offset = 12 + (written.Count * 16);
        byte[] record = new byte[16];
        foreach ((string name, byte[] table) in written)
        {
            Encoding.ASCII.GetBytes(name, record);
            BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(4), Checksum(table));
            BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(8), (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(12), (uint)table.Length);
            font.Write(record);
            offset += (table.Length + 3) / 4 * 4;
        }

        foreach (byte[] table in written.Values)
        {
            font.Write(table);
            font.Write(new byte[(4 - (table.Length % 4)) % 4]);
        }

        return font.ToArray();
    }

    private static uint Checksum(byte[] table)
    {
        uint sum = 0;
        for (int i = 0; i < table.Length; i++)
        {
            sum += (uint)table[i] << (24 - (i % 4 * 8));
        }

        return sum;
    }

    /// <summary>A composed letter, such as å, draws on the outlines of its parts.</summary>
    private void Keep(int glyph, SortedSet<int> kept)
    {
        if (glyph >= GlyphCount || !kept.Add(glyph))
        {
            return;
        }

        (int start, int end) = Outline(glyph);
        if (end == start || S16(start) >= 0)
        {
            return;
        }

        int at = start + 10;
        int flags;
        do
        {
            flags = U16(at);
            Keep(U16(at + 2), kept);
            at += 4 + ((flags & 1) != 0 ? 4 : 2);
            at += (flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0;
        }
        while ((flags & 0x20) != 0);
    }

    private (int Start, int End) Outline(int glyph)
    {
        int loca = tables["loca"].Offset;
        int glyf = tables["glyf"].Offset;
        return hasLongOffsets
            ? (glyf + (int)U32(loca + (glyph * 4)), glyf + (int)U32(loca + (glyph * 4) + 4))
            : (glyf + (U16(loca + (glyph * 2)) * 2), glyf + (U16(loca + (glyph * 2) + 2) * 2));
    }

    private void ReadCharacters()
    {
        int cmap = tables["cmap"].Offset;
        for (int i = 0; i < U16(cmap + 2); i++)
        {
            int subtable = cmap + (int)U32(cmap + 8 + (i * 8));
            switch (U16(subtable))
            {
                case 4:
                    ReadSegments(subtable);
                    break;
                case 12:
                    ReadGroups(subtable);
                    break;
            }
        }
    }

    private void ReadSegments(int table)
    {
        int count = U16(table + 6) / 2;
        int ends = table + 14;
        int starts = ends + (count * 2) + 2;
        int deltas = starts + (count * 2);
        int ranges = deltas + (count * 2);
        for (int i = 0; i < count; i++)
        {
            int range = U16(ranges + (i * 2));
            for (int character = U16(starts + (i * 2)); character <= U16(ends + (i * 2)) && character != 0xFFFF; character++)
            {
                int glyph = range == 0
                    ? (character + U16(deltas + (i * 2))) & 0xFFFF
                    : U16(ranges + (i * 2) + range + ((character - U16(starts + (i * 2))) * 2)) is > 0 and int listed
                        ? (listed + U16(deltas + (i * 2))) & 0xFFFF
                        : 0;
                Know(character, glyph);
            }
        }
    }

    private void ReadGroups(int table)
    {
        for (uint i = 0; i < U32(table + 12); i++)
        {
            int group = table + 16 + (int)(i * 12);
            uint first = U32(group);
            for (uint character = first; character <= U32(group + 4); character++)
            {
                Know((int)character, (int)(U32(group + 8) + character - first));
            }
        }
    }

    private void Know(int character, int glyph)
    {
        if (glyph != 0)
        {
            glyphs.TryAdd(character, glyph);
        }
    }

    private byte[] Table(string name) => file.AsSpan(tables[name].Offset, tables[name].Length).ToArray();

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int S16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
