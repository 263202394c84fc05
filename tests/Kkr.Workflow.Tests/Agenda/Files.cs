using System.IO.Compression;
using System.Text;

namespace Kkr.Workflow.Tests.Agenda;

/// <summary>Small files of each kind, and of kinds that pretend.</summary>
internal static class Files
{
    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Png { get; } =
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R',
        0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82,
    ];

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9];

    public static byte[] Office(string main, params (string Name, string Text)[] more) => Zip(
    [
        ("[Content_Types].xml", $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>"""),
        ("main.xml", "<x/>"),
        .. more,
    ]);

    public static byte[] Docx(params (string Name, string Text)[] more) => Office("wordprocessingml.document.main+xml", more);

    /// <summary>A Word file with another file within it.</summary>
    public static byte[] Holding(string name, byte[] content)
    {
        using MemoryStream whole = new();
        whole.Write(Docx());
        using (ZipArchive archive = new(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        return whole.ToArray();
    }

    public static byte[] Odt { get; } = Zip([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]);

    public static byte[] Zip(IReadOnlyList<(string Name, string Text)> parts)
    {
        using MemoryStream whole = new();
        using (ZipArchive archive = new(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in parts)
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return whole.ToArray();
    }
}
