using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Import;

/// <summary>Looks into Office files, which are ZIP archives: what they are, whether they hold macros, and whether they unpack to a sane size.</summary>
internal static class PackedContent
{
    private const int MostEntries = 5_000;
    private const long LargestUnpacked = 300L * 1024 * 1024;

    /// <summary>Below this size nothing is a bomb, however well it packs.</summary>
    private const long HarmlessSize = 16L * 1024 * 1024;
    private const int LargestRatio = 150;
    private const int LongestIndex = 1024 * 1024;

    private static readonly Dictionary<string, AttachmentKind> ByMimeType = new(StringComparer.Ordinal)
    {
        [AttachmentKind.OdfText.ContentType] = AttachmentKind.OdfText,
        [AttachmentKind.OdfSheet.ContentType] = AttachmentKind.OdfSheet,
        [AttachmentKind.OdfSlides.ContentType] = AttachmentKind.OdfSlides,
    };

    public static Result<AttachmentKind> Inspect(Stream content, string name)
    {
        try
        {
            content.Position = 0;
            using ZipArchive archive = new(content, ZipArchiveMode.Read, leaveOpen: true);
            if (UnpacksToTooMuch(archive, content.Length))
            {
                return Bomb(name);
            }

            Result<AttachmentKind> kind = KindOf(archive, name);
            return kind.IsRefused ? kind : HasMacros(archive) ? Macros(name) : EmbeddedContent.Check(archive, name) is { } refusal ? refusal : kind;
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            return Refusal.OfField(
                "attachment-damaged", "content", "a whole file", name, $"Filen »{name}« er ikke hel. Gem den igen, og vedhæft den så.", "The file is not whole.");
        }
    }

    public static bool UnpacksToTooMuch(ZipArchive archive, long packed) =>
        archive.Entries.Count > MostEntries || archive.Entries.Any(entry => IsOutside(entry.FullName)) || IsBomb(archive, packed);

    private static Result<AttachmentKind> KindOf(ZipArchive archive, string name)
    {
        if (archive.GetEntry("mimetype") is { Length: < 200 } mime && ByMimeType.TryGetValue(Text(mime).Trim(), out AttachmentKind? odf))
        {
            return archive.GetEntry("content.xml") is null ? AttachmentContent.Damaged(odf, name) : odf;
        }

        if (archive.GetEntry("[Content_Types].xml") is not { Length: < LongestIndex } index)
        {
            return AttachmentContent.NotAllowed(name);
        }

        HashSet<string> parts = ContentTypes(index);
        return parts.Any(part => part.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || part.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)) ? Macros(name)
            : Has("wordprocessingml.document.main+xml") ? AttachmentKind.Word
            : Has("spreadsheetml.sheet.main+xml") ? AttachmentKind.Excel
            : Has("presentationml.presentation.main+xml") ? AttachmentKind.PowerPoint
            : AttachmentContent.NotAllowed(name);

        bool Has(string main) => parts.Contains("application/vnd.openxmlformats-officedocument." + main);
    }

    /// <summary>Whether any part is code, wherever it lies and whatever the index calls it.</summary>
    public static bool HasMacros(ZipArchive archive) => archive.Entries.Any(entry =>
        entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || IsIndexOfMacros(entry)
        || entry.Name.Equals("vbaData.xml", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Contains("activeX/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)
        || (entry.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) && entry.Name.Length > 0)
        || (entry.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase) && entry.Name.Length > 0)
        || (entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && entry.Length < LongestIndex && FetchesTemplate(Text(entry))));

    private static bool IsIndexOfMacros(ZipArchiveEntry entry) =>
        entry is { FullName: "[Content_Types].xml", Length: < LongestIndex } && Text(entry).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase);

    /// <summary>A template fetched from elsewhere brings its macros along when the file is opened.</summary>
    private static bool FetchesTemplate(string relations) =>
        relations.Contains("attachedTemplate", StringComparison.OrdinalIgnoreCase) && relations.Contains("\"External\"", StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> ContentTypes(ZipArchiveEntry index)
    {
        HashSet<string> types = new(StringComparer.Ordinal);
        using Stream stream = index.Open();
        using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.GetAttribute("ContentType") is { } type)
            {
                types.Add(type);
            }
        }

        return types;
    }

    /// <summary>Unpacks everything and counts, for what an archive says about its sizes is the sender's word.</summary>
    private static bool IsBomb(ZipArchive archive, long packed)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long unpacked = 0;
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using Stream stream = entry.Open();
                int count;
                while ((count = stream.Read(buffer)) > 0)
                {
                    unpacked += count;
                    if (unpacked > LargestUnpacked || (unpacked > HarmlessSize && unpacked > packed * LargestRatio))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsOutside(string path) =>
        path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains("..");

    private static string Text(ZipArchiveEntry entry)
    {
        using StreamReader reader = new(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static Refusal Bomb(string name) => Refusal.OfField(
        "attachment-zip-bomb", "content", "an archive that unpacks to a sane size", name,
        $"Filen »{name}« fylder alt for meget, når den pakkes ud, og kan ikke vedhæftes.",
        "The file unpacks to far more than it should and cannot be attached.");

    public static Refusal Macros(string name) => Refusal.OfField(
        "attachment-macros", "content", "no macros", name,
        $"Filen »{name}« indeholder makroer og kan ikke vedhæftes. Gem den uden makroer eller som PDF.",
        "The file holds macros and cannot be attached; save it without them, or as PDF.");
}
