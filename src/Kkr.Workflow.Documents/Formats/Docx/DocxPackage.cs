using System.IO.Compression;

namespace Kkr.Workflow.Documents.Formats.Docx;

/// <summary>A package's entries in a fixed order and with a fixed time, so that the same content is the same bytes.</summary>
internal static class DocxPackage
{
    private const string ContentTypes = "[Content_Types].xml";

    // The earliest time that a zip entry can carry: nobody takes it for the time of writing.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="package">The package, its main part still to be filled.</param>
    /// <param name="part">That part's name.</param>
    /// <param name="content">What goes into it.</param>
    public static byte[] Seal(Stream package, string part, PieceList content)
    {
        PieceList sealedPackage = new();
        using (var from = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true))
        using (var to = new ZipArchive(sealedPackage.AsStream(), ZipArchiveMode.Create))
        {
            // Readers that stream a package want its content types first.
            foreach (ZipArchiveEntry entry in from.Entries.OrderBy(e => e.FullName != ContentTypes).ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                ZipArchiveEntry copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = NoTime;
                using Stream target = copy.Open();
                if (entry.FullName == part)
                {
                    content.CopyTo(target);
                }
                else
                {
                    using Stream source = entry.Open();
                    source.CopyTo(target);
                }
            }
        }

        return sealedPackage.ToArray();
    }
}
