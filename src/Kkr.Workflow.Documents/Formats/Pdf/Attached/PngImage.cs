using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>
/// A PNG image (ISO/IEC 15948). It is unpacked and packed anew: that finds out whether it is whole, and PDF keeps transparency apart and knows
/// nothing of passes.
/// </summary>
internal static class PngImage
{
    private const int Grey = 0;
    private const int Palette = 3;
    private const int GreyAlpha = 4;
    private const int ColourAlpha = 6;
    private const long MostSamples = 120_000_000;

    private sealed record Head(int Width, int Height, int Bits, int Kind, bool IsInterlaced)
    {
        public int Channels => Kind switch { Grey or Palette => 1, GreyAlpha => 2, ColourAlpha => 4, _ => 3 };
    }

    /// <exception cref="UnreadableException">It cannot be shown.</exception>
    public static Picture Read(byte[] content, PdfFile file)
    {
        try
        {
            return Put(content, file);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new UnreadableException("Billedet er beskadiget.");
        }
    }

    private static Picture Put(byte[] content, PdfFile file)
    {
        Head? head = null;
        byte[] palette = [];
        byte[] see = [];
        using MemoryStream packed = new();
        for (int at = 8; at + 12 <= content.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at));
            ReadOnlySpan<byte> data = content.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(content, at + 4, 4))
            {
                case "IHDR":
                    head = new Head(BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]), data[8], data[9], data[12] == 1);
                    break;
                case "PLTE":
                    palette = data.ToArray();
                    break;
                case "tRNS":
                    see = data.ToArray();
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }

            at += length + 12;
        }

        if (head is not { Width: > 0, Height: > 0 } || (long)head.Width * head.Height * head.Channels > MostSamples)
        {
            throw new UnreadableException("Billedet er beskadiget eller for stort til at blive sat ind i det samlede dokument.");
        }

        int id = file.Reserve();
        string colours = head.Kind switch
        {
            Grey or GreyAlpha => "/DeviceGray",
            Palette => string.Create(CultureInfo.InvariantCulture, $"[/Indexed/DeviceRGB {(palette.Length / 3) - 1}<{Convert.ToHexString(palette)}>]"),
            _ => "/DeviceRGB",
        };
        string common = string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Image/Width {head.Width}/Height {head.Height}");
        byte[] samples = Unpack(packed, head);
        int alpha = head.Kind is GreyAlpha or ColourAlpha ? 1 : 0;
        string mask = "";
        if (alpha == 1)
        {
            (samples, byte[] seen) = Apart(samples, head.Channels, head.Bits / 8);
            int maskId = file.PutStream(string.Create(CultureInfo.InvariantCulture, $"{common}/ColorSpace/DeviceGray/BitsPerComponent {head.Bits}"), seen);
            mask = string.Create(CultureInfo.InvariantCulture, $"/SMask {maskId} 0 R");
        }
        else if (head.Kind == Palette && see.Length > 0)
        {
            int maskId = file.PutStream($"{common}/ColorSpace/DeviceGray/BitsPerComponent 8", Seen(samples, head, see));
            mask = string.Create(CultureInfo.InvariantCulture, $"/SMask {maskId} 0 R");
        }

        file.PutStream(id, string.Create(CultureInfo.InvariantCulture, $"{common}/ColorSpace{colours}/BitsPerComponent {head.Bits}{mask}"), samples);
        return ImagePlace.Of(id, head.Width, head.Height, 1);
    }

    /// <summary>Rows of samples without filters and passes, each row beginning on a whole byte.</summary>
    private static byte[] Unpack(MemoryStream packed, Head head)
    {
        packed.Position = 0;
        using ZLibStream zip = new(packed, CompressionMode.Decompress);
        int bits = head.Channels * head.Bits;
        int rowLength = checked(((head.Width * bits) + 7) / 8);
        byte[] all = new byte[(long)rowLength * head.Height];
        if (!head.IsInterlaced)
        {
            Pass(zip, rowLength, head.Height, Math.Max(bits / 8, 1), (row, bytes) => bytes.CopyTo(all.AsSpan(row * rowLength)));
            return all;
        }

        foreach ((int x0, int y0, int dx, int dy) in new[] { (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2) })
        {
            int columns = (head.Width - x0 + dx - 1) / dx;
            int rows = (head.Height - y0 + dy - 1) / dy;
            if (columns > 0 && rows > 0)
            {
                Pass(zip, ((columns * bits) + 7) / 8, rows, Math.Max(bits / 8, 1), (row, bytes) =>
                {
                    for (int column = 0; column < columns; column++)
                    {
                        Copy(bytes, column * bits, all, ((long)(y0 + (row * dy)) * rowLength * 8) + ((long)(x0 + (column * dx)) * bits), bits);
                    }
                });
            }
        }

        return all;
    }

    private static void Pass(Stream zip, int length, int rows, int step, Action<int, byte[]> take)
    {
        byte[] before = new byte[length];
        byte[] row = new byte[length];
        for (int y = 0; y < rows; y++)
        {
            int filter = zip.ReadByte();
            zip.ReadExactly(row);
            for (int i = 0; i < length; i++)
            {
                int left = i >= step ? row[i - step] : 0;
                int up = before[i];
                int corner = i >= step ? before[i - step] : 0;
                row[i] += (byte)(filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Nearest(left, up, corner), _ => 0 });
            }

            take(y, row);
            (before, row) = (row, before);
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        int guess = left + up - corner;
        (int toLeft, int toUp, int toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static void Copy(byte[] from, int fromBit, byte[] to, long toBit, int bits)
    {
        if (bits >= 8)
        {
            Array.Copy(from, fromBit / 8, to, toBit / 8, bits / 8);
            return;
        }

        int value = (from[fromBit / 8] >> (8 - bits - (fromBit % 8))) & ((1 << bits) - 1);
        to[toBit / 8] |= (byte)(value << (int)(8 - bits - (toBit % 8)));
    }

    private static (byte[] Colours, byte[] Alpha) Apart(byte[] samples, int channels, int width)
    {
        int pixels = samples.Length / (channels * width);
        byte[] colours = new byte[pixels * (channels - 1) * width];
        byte[] alpha = new byte[pixels * width];
        for (int i = 0; i < pixels; i++)
        {
            samples.AsSpan(i * channels * width, (channels - 1) * width).CopyTo(colours.AsSpan(i * (channels - 1) * width));
            samples.AsSpan(((i * channels) + channels - 1) * width, width).CopyTo(alpha.AsSpan(i * width));
        }

        return (colours, alpha);
    }

    /// <summary>How far each pixel is seen, where the palette says it colour by colour.</summary>
    private static byte[] Seen(byte[] samples, Head head, byte[] see)
    {
        int rowLength = ((head.Width * head.Bits) + 7) / 8;
        byte[] seen = new byte[head.Width * head.Height];
        for (int i = 0; i < seen.Length; i++)
        {
            int bit = i % head.Width * head.Bits;
            int colour = (samples[(i / head.Width * rowLength) + (bit / 8)] >> (8 - head.Bits - (bit % 8))) & ((1 << head.Bits) - 1);
            seen[i] = colour < see.Length ? see[colour] : (byte)255;
        }

        return seen;
    }
}
