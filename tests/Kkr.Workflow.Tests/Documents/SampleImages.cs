using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Kkr.Workflow.Tests.Documents;

/// <summary>Small images, made here so that no file need be kept.</summary>
internal static class SampleImages
{
    /// <summary>8 by 4 pixels.</summary>
    /// <param name="kind">0 grey, 2 colour, 3 palette, 4 grey and 6 colour with transparency.</param>
    public static byte[] Png(byte kind = 6, bool isInterlaced = false)
    {
        int channels = kind switch { 0 or 3 => 1, 4 => 2, 6 => 4, _ => 3 };
        using MemoryStream png = new();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR", [0, 0, 0, 8, 0, 0, 0, 4, 8, kind, 0, 0, (byte)(isInterlaced ? 1 : 0)]);
        if (kind == 3)
        {
            Chunk(png, "PLTE", [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)(255 - i), (byte)128 })]);
            Chunk(png, "tRNS", [0, 128]);
        }

        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach ((int width, int height) in isInterlaced ? [(1, 1), (1, 1), (2, 0), (2, 1), (4, 1), (4, 2), (8, 2)] : new[] { (8, 4) })
            {
                for (int y = 0; y < height; y++)
                {
                    zip.WriteByte((byte)(isInterlaced ? 0 : y));
                    zip.Write([.. Enumerable.Range(0, width * channels).Select(i => (byte)((i * 7) + y))]);
                }
            }
        }

        Chunk(png, "IDAT", packed.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>Eight by eight pixels of grey, held upright or not (1 to 8, as Exif numbers it).</summary>
    public static byte[] Jpeg(byte orientation = 1)
    {
        byte[] exif = [.. "Exif\0\0"u8, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xE1, exif),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
            .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
            .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
            .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            0x3F, 0xFF, 0xD9,
        ];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static void Chunk(MemoryStream png, string name, byte[] content)
    {
        byte[] head = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, content.Length);
        Encoding.ASCII.GetBytes(name, head.AsSpan(4));
        png.Write(head);
        png.Write(content);
        byte[] sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc([.. head[4..], .. content]));
        png.Write(sum);
    }

    private static uint Crc(byte[] content)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte one in content)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
