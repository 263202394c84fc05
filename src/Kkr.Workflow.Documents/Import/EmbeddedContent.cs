using System.IO.Compression;
using System.Text;
using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Import;

/// <summary>Files within an Office file, such as the workbook behind a chart: what may not be attached may not be hidden in what is.</summary>
internal static class EmbeddedContent
{
    private const int DeepestNesting = 3;

    /// <summary>In bytes, unpacked. The largest attachment is less than half of it.</summary>
    private const long LargestEmbedded = 64L * 1024 * 1024;

    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // How the older Office files name the place where their macros lie.
    private static readonly byte[] MacrosInCompound = Encoding.Unicode.GetBytes("_VBA_PROJECT");

    /// <summary>Why the archive is refused, or null. Its own parts have been looked at.</summary>
    public static Refusal? Check(ZipArchive archive, string name, int depth = 0)
    {
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (Embedded(entry) is not { } content)
            {
                continue;
            }

            if (content.Length > LargestEmbedded || depth >= DeepestNesting)
            {
                return PackedContent.Bomb(name);
            }

            if (content.AsSpan().StartsWith(Compound))
            {
                if (content.AsSpan().IndexOf(MacrosInCompound) >= 0)
                {
                    return PackedContent.Macros(name);
                }

                continue;
            }

            using ZipArchive inner = new(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            Refusal? refusal = PackedContent.UnpacksToTooMuch(inner, content.Length) ? PackedContent.Bomb(name)
                : PackedContent.HasMacros(inner) ? PackedContent.Macros(name)
                : Check(inner, name, depth + 1);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>The entry's content if it is a file of its own, cut off where it is larger than it may be; else null.</summary>
    private static byte[]? Embedded(ZipArchiveEntry entry)
    {
        byte[] start = new byte[Compound.Length];
        using (Stream look = entry.Open())
        {
            int count = look.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (!start.AsSpan(0, count).StartsWith(Zip) && !start.AsSpan(0, count).StartsWith(Compound))
            {
                return null;
            }
        }

        using Stream source = entry.Open();
        using MemoryStream content = new();
        byte[] buffer = new byte[64 * 1024];
        int read;
        while (content.Length <= LargestEmbedded && (read = source.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
