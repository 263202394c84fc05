using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig;

namespace Kkr.Workflow.IntegrationTests.Archive;

/// <summary>What a file says, also where its bytes are packed.</summary>
internal static class InsideDocument
{
    public static string Read(string name, byte[] content) => Path.GetExtension(name) switch
    {
        ".pdf" when content.AsSpan().StartsWith("%PDF-"u8) && !name.Contains("/bilag/", StringComparison.Ordinal) => OfPdf(content),
        ".docx" when content.AsSpan().StartsWith("PK"u8) => OfDocx(content),
        _ => Encoding.UTF8.GetString(content),
    };

    /// <summary>Words with single spaces between them, and the properties.</summary>
    private static string OfPdf(byte[] content)
    {
        using PdfDocument document = PdfDocument.Open(content);
        return string.Join(' ', document.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text).Prepend(document.Information.Title ?? ""));
    }

    private static string OfDocx(byte[] content)
    {
        using ZipArchive package = new(new MemoryStream(content));
        return string.Join(' ', package.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(entry =>
        {
            using Stream part = entry.Open();
            return XDocument.Load(part).Root!.Value;
        }));
    }
}
