using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// The file itself (ISO 32000-1, 7.5): numbered objects, small ones packed together and compressed, and the index that finds them.
/// </summary>
internal sealed class PdfFile
{
    private const int PackSize = 200;

    private readonly List<Entry?> entries = [null];

    private sealed record Entry(string Body, ReadOnlyMemory<byte>? Stream);

    /// <summary>How much has been put in so far; what comes after it may be taken out again.</summary>
    public int Count => entries.Count;

    public int Reserve()
    {
        entries.Add(null);
        return entries.Count - 1;
    }

    public void Put(int id, string body) => entries[id] = new Entry(body, null);

    public int Put(string body)
    {
        int id = Reserve();
        Put(id, body);
        return id;
    }

    /// <param name="dictionary">Entries besides length and filter.</param>
    /// <param name="content">Uncompressed.</param>
    /// <param name="isFont">A font file says its own length too.</param>
    public int PutStream(string dictionary, byte[] content, bool isFont = false)
    {
        int id = Reserve();
        PutStream(id, dictionary, content, isFont);
        return id;
    }

    /// <summary>A stream of what has been written, which is ASCII all through.</summary>
    public int PutStream(string dictionary, StringBuilder written)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(written.Length);
        try
        {
            PdfSyntax.Copy(written, bytes);
            int id = Reserve();
            PutStream(id, dictionary, bytes.AsSpan(0, written.Length));
            return id;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public void PutStream(int id, string dictionary, ReadOnlySpan<byte> content, bool isFont = false)
    {
        byte[] packed = Deflate(content);
        string length1 = isFont ? string.Create(CultureInfo.InvariantCulture, $"/Length1 {content.Length}") : "";
        entries[id] = new Entry(string.Create(CultureInfo.InvariantCulture, $"<<{dictionary}{length1}/Filter/FlateDecode/Length {packed.Length}>>"), packed);
    }

    /// <summary>A stream that is packed already, as its dictionary says.</summary>
    public void PutPacked(int id, string dictionary, ReadOnlyMemory<byte> packed) =>
        entries[id] = new Entry(string.Create(CultureInfo.InvariantCulture, $"<<{dictionary}/Length {packed.Length}>>"), packed);

    /// <summary>Takes out everything that was put in since there were so many.</summary>
    public void GoBack(int count) => entries.RemoveRange(count, entries.Count - count);

    /// <summary>Metadata stays readable for programs that know nothing of PDF.</summary>
    public int PutMetadata(string xml)
    {
        byte[] content = Encoding.UTF8.GetBytes(xml);
        int id = Reserve();
        entries[id] = new Entry(string.Create(CultureInfo.InvariantCulture, $"<</Type/Metadata/Subtype/XML/Length {content.Length}>>"), content);
        return id;
    }

    public byte[] Save(int root, int info, string hexId)
    {
        using MemoryStream file = new(entries.Sum(entry => entry?.Stream is { } stream ? stream.Length + 256 : 32));
        file.Write("%PDF-1.7\n%"u8);
        file.Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        List<int> small = [.. Enumerable.Range(1, entries.Count - 1).Where(id => entries[id]!.Stream is null)];
        Dictionary<int, (int Pack, int Index)> packs = [];
        foreach (int[] ids in small.Chunk(PackSize))
        {
            int pack = Pack(ids);
            for (int i = 0; i < ids.Length; i++)
            {
                packs[ids[i]] = (pack, i);
            }
        }

        int index = Reserve();
        byte[] rows = new byte[entries.Count * 7];
        BinaryPrimitives.WriteUInt16BigEndian(rows.AsSpan(5), 0xFFFF);
        for (int id = 1; id < entries.Count; id++)
        {
            Span<byte> row = rows.AsSpan(id * 7);
            if (packs.TryGetValue(id, out (int Pack, int Index) place))
            {
                Row(row, 2, place.Pack, place.Index);
                continue;
            }

            Row(row, 1, (int)file.Length, 0);
            if (id != index)
            {
                Write(file, id, entries[id]!);
            }
        }

        long start = file.Length;
        PutStream(
            index,
            string.Create(CultureInfo.InvariantCulture, $"/Type/XRef/Size {entries.Count}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{hexId}><{hexId}>]"),
            rows);
        Write(file, index, entries[index]!);
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n")));
        return file.ToArray();
    }

    private static void Row(Span<byte> row, byte kind, int second, int third)
    {
        row[0] = kind;
        BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)second);
        BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)third);
    }

    private static void Write(MemoryStream file, int id, Entry entry)
    {
        file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n{entry.Body}\nstream\n")));
        file.Write(entry.Stream!.Value.Span);
        file.Write("\nendstream\nendobj\n"u8);
    }

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        // Most of it is text, which packs to less than a quarter.
        using MemoryStream packed = new(256 + (content.Length / 4));
        using (ZLibStream zip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        return packed.ToArray();
    }

    private int Pack(int[] ids)
    {
        StringBuilder places = new(4 * 1024);
        StringBuilder bodies = new(32 * 1024);
        foreach (int id in ids)
        {
            places.Append(CultureInfo.InvariantCulture, $"{id} {bodies.Length} ");
            bodies.Append(entries[id]!.Body).Append('\n');
        }

        return PutStream(
            string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {ids.Length}/First {places.Length}"),
            places.Append(bodies));
    }
}
