using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// The file itself (ISO 32000-1, 7.5): numbered objects, small ones packed together and compressed, and the index that finds them. What is put
/// in is written at once, so that nothing but the file is kept; large streams that others hold are copied only when the file is whole.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A stream in memory holds nothing else.")]
internal sealed class PdfFile
{
    private const int PackSize = 200;
    private const int KeptAsItIs = 16 * 1024;

    private readonly List<Row> rows = [new Row(Kind.Free, 0, 0)];
    private readonly PieceList file = new();
    private readonly MemoryStream packed = new(16 * 1024);
    private readonly Script small = new(32 * 1024);
    private readonly List<(int Id, int Start)> inPack = [];
    private readonly Script head = new(512);
    private bool isTrying;

    public PdfFile()
    {
        file.Add("%PDF-1.7\n%"u8);
        file.Add([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    private enum Kind : byte
    {
        Free = 0,
        Stream = 1,
        Packed = 2,
    }

    /// <summary>Where an object is: from the beginning of the file, or in which pack at which place.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(Kind Kind, int Where, int Place);

    /// <summary>How far the file has come.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Point(int Objects, PieceList.Point File, int Small, int InPack);

    public int Reserve()
    {
        rows.Add(default);
        return rows.Count - 1;
    }

    public void Put(int id, ReadOnlySpan<byte> body)
    {
        inPack.Add((id, small.Length));
        small.Add(body).Add((byte)'\n');
        ClosePack(PackSize);
    }

    public void Put(int id, string body) => Put(id, Encoding.ASCII.GetBytes(body));

    public int Put(string body)
    {
        int id = Reserve();
        Put(id, body);
        return id;
    }

    /// <param name="dictionary">Entries besides length and filter.</param>
    /// <param name="content">Uncompressed.</param>
    /// <param name="isFont">A font file says its own length too.</param>
    public int PutStream(string dictionary, ReadOnlySpan<byte> content, bool isFont = false)
    {
        int id = Reserve();
        PutStream(id, dictionary, content, isFont);
        return id;
    }

    public void PutStream(int id, string dictionary, ReadOnlySpan<byte> content, bool isFont = false)
    {
        packed.SetLength(0);
        using (ZLibStream zip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        ReadOnlySpan<byte> bytes = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        Script entries = Begin(id, dictionary);
        if (isFont)
        {
            entries.Add("/Length1 "u8).Add(content.Length);
        }

        Begun(entries.Add("/Filter/FlateDecode"u8), bytes.Length);
        file.Add(bytes);
        End();
    }

    /// <summary>A stream that is packed already, as its dictionary says.</summary>
    public void PutPacked(int id, string dictionary, ReadOnlyMemory<byte> bytes)
    {
        Begun(Begin(id, dictionary), bytes.Length);
        if (bytes.Length > KeptAsItIs)
        {
            file.Hold(bytes);
        }
        else
        {
            file.Add(bytes.Span);
        }

        End();
    }

    /// <summary>Metadata stays readable for programs that know nothing of PDF.</summary>
    public int PutMetadata(string xml)
    {
        int id = Reserve();
        PutPacked(id, "/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(xml));
        return id;
    }

    /// <summary>Begins something that may have to be taken out again.</summary>
    public Point Try()
    {
        isTrying = true;
        return new Point(rows.Count, file.Here, small.Length, inPack.Count);
    }

    /// <summary>What was tried stays in.</summary>
    public void Keep()
    {
        isTrying = false;
        ClosePack(PackSize);
    }

    /// <summary>Takes out everything that was put in since.</summary>
    public void GoBack(Point point)
    {
        isTrying = false;
        rows.RemoveRange(point.Objects, rows.Count - point.Objects);
        file.GoBack(point.File);
        small.CutTo(point.Small);
        inPack.RemoveRange(point.InPack, inPack.Count - point.InPack);
    }

    public byte[] Save(int root, int info, string hexId)
    {
        ClosePack(1);
        int index = Reserve();
        rows[index] = new Row(Kind.Stream, file.Length, 0);
        byte[] table = new byte[rows.Count * 7];
        for (int id = 0; id < rows.Count; id++)
        {
            (Kind kind, int where, int place) = rows[id];
            Span<byte> row = table.AsSpan(id * 7);
            row[0] = kind == Kind.Free && id > 0 ? throw new InvalidOperationException($"Object {id} was never put in.") : (byte)kind;
            BinaryPrimitives.WriteUInt32BigEndian(row[1..], (uint)where);
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], id == 0 ? ushort.MaxValue : (ushort)place);
        }

        int start = file.Length;
        PutStream(
            index,
            string.Create(CultureInfo.InvariantCulture, $"/Type/XRef/Size {rows.Count}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R/ID[<{hexId}><{hexId}>]"),
            table);
        file.Add(head.Clear().Add("startxref\n"u8).Add(start).Add("\n%%EOF\n"u8).Written);
        return file.ToArray();
    }

    private Script Begin(int id, string dictionary)
    {
        rows[id] = new Row(Kind.Stream, file.Length, 0);
        return head.Clear().Add(id).Add(" 0 obj\n<<"u8).Add(dictionary);
    }

    private void Begun(Script entries, int length) => file.Add(entries.Add("/Length "u8).Add(length).Add(">>\nstream\n"u8).Written);

    private void End() => file.Add("\nendstream\nendobj\n"u8);

    /// <summary>Writes the small objects out where there are so many.</summary>
    private void ClosePack(int fewest)
    {
        if (isTrying || inPack.Count < fewest)
        {
            return;
        }

        Script pack = new(small.Length);
        for (int next = 0; next < inPack.Count; next += PackSize)
        {
            int end = Math.Min(next + PackSize, inPack.Count);
            PutPack(pack.Clear(), next, end, end < inPack.Count ? inPack[end].Start : small.Length);
        }

        inPack.Clear();
        small.Clear();
    }

    /// <summary>Puts some of the waiting objects into one stream, before them where each begins.</summary>
    private void PutPack(Script pack, int next, int end, int endsAt)
    {
        int id = Reserve();
        int startsAt = inPack[next].Start;
        for (int i = next; i < end; i++)
        {
            pack.Add(inPack[i].Id).Add((byte)' ').Add(inPack[i].Start - startsAt).Add((byte)' ');
            rows[inPack[i].Id] = new Row(Kind.Packed, id, i - next);
        }

        string dictionary = string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {end - next}/First {pack.Length}");
        PutStream(id, dictionary, pack.Add(small.Written[startsAt..endsAt]).Written);
    }
}
