using System.Globalization;
using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>
/// Copies what a page is drawn with from another PDF into ours: fonts, images, colours. What hangs together with the other document as a whole,
/// such as its structure, its pages and its scripts, stays behind.
/// </summary>
internal sealed class ForeignObjects(PdfFile file, Structure source)
{
    private const int DeepestNesting = 60;
    private const int MostObjects = 200_000;

    /// <summary>A file that unpacks to more than this is no document that anybody reads.</summary>
    private const long LargestUnpacked = 400L * 1024 * 1024;

    private static readonly HashSet<string> LeftBehind = new(StringComparer.Ordinal)
    {
        "Parent", "StructParent", "StructParents", "StructTreeRoot", "Metadata", "PieceInfo", "LastModified", "OPI", "Ref", "Alternates", "AF", "Length", "DL", "F", "FFilter", "FDecodeParms",
    };

    private readonly Dictionary<IndirectReference, int> ids = [];
    private readonly Queue<(IndirectReference From, int To)> waiting = new();
    private long unpacked;

    /// <summary>The thing itself, where the source may say only where it is.</summary>
    public IToken? Resolve(IToken? token)
    {
        for (int i = 0; i < 20; i++)
        {
            switch (token)
            {
                case IndirectReferenceToken reference:
                    token = source.GetObject(reference.Data)?.Data;
                    break;
                case ObjectToken held:
                    token = held.Data;
                    break;
                default:
                    return token;
            }
        }

        return null;
    }

    public T? Get<T>(DictionaryToken dictionary, string name)
        where T : class, IToken => dictionary.Data.TryGetValue(name, out IToken? token) ? Resolve(token) as T : null;

    /// <summary>The token as our file writes it; whatever it refers to comes along.</summary>
    public string Copy(IToken? token)
    {
        string written = Write(token, 0);
        Finish();
        return written;
    }

    /// <summary>Brings along what the streams that were put refer to.</summary>
    public void Finish()
    {
        while (waiting.TryDequeue(out (IndirectReference From, int To) next))
        {
            switch (Resolve(new IndirectReferenceToken(next.From)))
            {
                case StreamToken stream:
                    PutStream(next.To, stream, "");
                    break;
                case DictionaryToken dictionary when Get<NameToken>(dictionary, "Type")?.Data is "Page" or "Pages" or "Catalog":
                    file.Put(next.To, "null");
                    break;
                case var other:
                    file.Put(next.To, Write(other, 0));
                    break;
            }
        }
    }

    /// <summary>A stream as it is packed, with further entries of its dictionary.</summary>
    public void PutStream(int id, StreamToken stream, string more, bool withOwn = true)
    {
        Check(stream);
        IEnumerable<KeyValuePair<string, IToken>> own = stream.StreamDictionary.Data.Where(entry => withOwn || entry.Key is "Filter" or "DecodeParms");
        file.PutPacked(id, more + Entries(own, 0), stream.Data);
    }

    public byte[] Unpack(StreamToken stream)
    {
        byte[] content = stream.Decode(source.FilterProvider, source.TokenScanner).ToArray();
        Count(content.Length);
        return content;
    }

    private void Check(StreamToken stream)
    {
        if (Resolve(stream.StreamDictionary.Data.GetValueOrDefault("Filter")) is not (NameToken { Data: "FlateDecode" } or ArrayToken { Data: [NameToken { Data: "FlateDecode" }] }))
        {
            Count(stream.Data.Length);
            return;
        }

        byte[] buffer = new byte[32 * 1024];
        using MemoryStream packed = new(stream.Data.ToArray(), writable: false);
        using ZLibStream content = new(packed, CompressionMode.Decompress);
        int count;
        while ((count = content.Read(buffer)) > 0)
        {
            Count(count);
        }
    }

    private void Count(long bytes)
    {
        unpacked += bytes;
        if (unpacked > LargestUnpacked)
        {
            throw new UnreadableException("Filen fylder for meget til at blive sat ind i det samlede dokument.");
        }
    }

    private string Write(IToken? token, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new UnreadableException("Filen er bygget på en måde, som ikke kan gengives.");
        }

        return token switch
        {
            IndirectReferenceToken reference => Reference(reference.Data),
            ObjectToken held => Write(held.Data, depth),
            DictionaryToken dictionary => $"<<{Entries(dictionary.Data, depth)}>>",
            ArrayToken array => $"[{string.Join(' ', array.Data.Select(entry => Write(entry, depth + 1)))}]",
            NameToken name => Name(name.Data),
            NumericToken number => PdfSyntax.Precise(number.Data),
            StringToken text => $"<{Convert.ToHexString(text.GetBytes())}>",
            HexToken hex => $"<{Convert.ToHexString(hex.Bytes)}>",
            BooleanToken truth => truth.Data ? "true" : "false",
            StreamToken stream => Inline(stream),
            _ => "null",
        };
    }

    private string Inline(StreamToken stream)
    {
        int id = file.Reserve();
        PutStream(id, stream, "");
        return string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");
    }

    private string Entries(IEnumerable<KeyValuePair<string, IToken>> entries, int depth) =>
        string.Concat(entries.Where(entry => !LeftBehind.Contains(entry.Key)).Select(entry => $"{Name(entry.Key)} {Write(entry.Value, depth + 1)}"));

    private string Reference(IndirectReference reference)
    {
        if (!ids.TryGetValue(reference, out int id))
        {
            if (ids.Count >= MostObjects)
            {
                throw new UnreadableException("Filen består af for mange dele til at blive sat ind i det samlede dokument.");
            }

            ids[reference] = id = file.Reserve();
            waiting.Enqueue((reference, id));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");
    }

    private static string Name(string name)
    {
        StringBuilder written = new("/");
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            written.Append(char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'+' or (byte)'*' or (byte)':'
                ? ((char)letter).ToString()
                : "#" + letter.ToString("X2", CultureInfo.InvariantCulture));
        }

        return written.ToString();
    }
}
