using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Import;

/// <summary>
/// Tells what a file is by its content, never by its name, and refuses what is not on the list: see <see cref="AttachmentKind"/>. A file that pretends
/// to be one of them must also end like one.
/// </summary>
public static class AttachmentContent
{
    private const int HeadLength = 4096;
    private const int TailLength = 2048;

    private static readonly byte[] PngEnd = [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    private static readonly (byte[] Start, string Name)[] Executables =
    [
        ("MZ"u8.ToArray(), "et Windows-program"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "et Linux-program"),
        ([0xFE, 0xED, 0xFA, 0xCE], "et macOS-program"),
        ([0xFE, 0xED, 0xFA, 0xCF], "et macOS-program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "et macOS-program"),
        ([0xCE, 0xFA, 0xED, 0xFE], "et macOS-program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "et Java- eller macOS-program"),
        ([0x00, (byte)'a', (byte)'s', (byte)'m'], "et WebAssembly-program"),
        ("#!"u8.ToArray(), "et script"),
    ];

    /// <summary>What the file is, or why it is refused.</summary>
    /// <param name="content">The file; it is read from its start, and its position is not kept.</param>
    /// <param name="name">Its name: tells CSV from other text, and is quoted in refusals.</param>
    public static Result<AttachmentKind> Inspect(Stream content, string name)
    {
        byte[] head = Read(content, 0, HeadLength);
        if (head.Length == 0)
        {
            return Refusal.OfField("attachment-empty", "content", "not empty", name, $"Filen »{name}« er tom.", "The file is empty.");
        }

        foreach ((byte[] start, string program) in Executables)
        {
            if (head.AsSpan().StartsWith(start))
            {
                return Refusal.OfField(
                    "attachment-executable", "content", "no programs", name, $"Filen »{name}« er {program} og kan ikke vedhæftes.", "Programs cannot be attached.");
            }
        }

        byte[] tail = Read(content, Math.Max(0, content.Length - TailLength), TailLength);
        if (head.AsSpan().StartsWith("%PDF-"u8))
        {
            return tail.AsSpan().IndexOf("%%EOF"u8) >= 0 ? AttachmentKind.Pdf : Damaged(AttachmentKind.Pdf, name);
        }

        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return tail.AsSpan().EndsWith(PngEnd) ? AttachmentKind.Png : Damaged(AttachmentKind.Png, name);
        }

        if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return tail.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0 ? AttachmentKind.Jpeg : Damaged(AttachmentKind.Jpeg, name);
        }

        if (head.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return PackedContent.Inspect(content, name);
        }

        return InspectText(content, head, name);
    }

    internal static Refusal Damaged(AttachmentKind kind, string name) => Refusal.OfField(
        "attachment-damaged", "content", $"a whole {kind.Name} file", name,
        $"Filen »{name}« ligner {kind.Name}, men er ikke hel. Gem den igen, og vedhæft den så.",
        $"The file looks like {kind.Name} but is not whole.");

    internal static Refusal NotAllowed(string name) => Refusal.OfField(
        "attachment-type", "content", "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG, or text and CSV as UTF-8", name,
        $"Filen »{name}« er af en type, der ikke kan vedhæftes. Brug {AttachmentKind.Allowed}.",
        "The file is of a kind that cannot be attached.");

    private static Result<AttachmentKind> InspectText(Stream content, byte[] head, string name)
    {
        if (!IsText(content))
        {
            return NotAllowed(name);
        }

        string start = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart();
        bool isMarkup = start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter(start[1]) || start[1] is '!' or '?' or '/');
        return isMarkup
            ? Refusal.OfField(
                "attachment-markup", "content", "no HTML, SVG or other markup", name,
                $"Filen »{name}« er en webside eller en tegning i SVG og kan ikke vedhæftes. Gem den som PDF.",
                "HTML, SVG and other markup cannot be attached; save it as PDF.")
            : name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? AttachmentKind.Csv : AttachmentKind.Text;
    }

    /// <summary>UTF-8 from end to end, without control characters that text has no use for.</summary>
    private static bool IsText(Stream content)
    {
        content.Position = 0;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int kept = 0;
            int count;
            while ((count = content.Read(buffer, kept, buffer.Length - kept)) > 0)
            {
                ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + count);
                if (bytes.ContainsAnyInRange((byte)0x0E, (byte)0x1F) || bytes.ContainsAnyInRange((byte)0, (byte)8) || bytes.Contains((byte)0x7F))
                {
                    return false;
                }

                int whole = bytes.Length - PartialLetter(bytes);
                if (!Utf8.IsValid(bytes[..whole]))
                {
                    return false;
                }

                bytes[whole..].CopyTo(buffer);
                kept = bytes.Length - whole;
            }

            return kept == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How many bytes at the end begin a letter whose rest is still to come.</summary>
    private static int PartialLetter(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte lead = bytes[^back];
            int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : lead >= 0x80 ? 0 : 1;
            if (length > 0)
            {
                return length > back ? back : 0;
            }
        }

        return 0;
    }

    private static byte[] Read(Stream content, long from, int length)
    {
        content.Position = from;
        byte[] bytes = new byte[length];
        return bytes[..content.ReadAtLeast(bytes, length, throwOnEndOfStream: false)];
    }
}
