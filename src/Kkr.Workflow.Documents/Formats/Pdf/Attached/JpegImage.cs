using System.Buffers.Binary;
using System.Globalization;

namespace Kkr.Workflow.Documents.Formats.Pdf.Attached;

/// <summary>A photograph, put in as it is (JPEG, ITU-T T.81; its orientation from Exif 2.3).</summary>
internal static class JpegImage
{
    /// <exception cref="UnreadableException">It cannot be shown.</exception>
    public static Picture Read(byte[] content, PdfFile file)
    {
        (int width, int height, int parts, int turn, bool isAdobe) = Facts(content);
        string colours = parts switch
        {
            1 => "/DeviceGray",
            3 => "/DeviceRGB",
            4 => "/DeviceCMYK",
            _ => throw new UnreadableException("Billedet har farver, som ikke kan gengives."),
        };

        // Adobe's programs write the four inks the wrong way round, and readers expect to be told.
        string inverted = parts == 4 && isAdobe ? "/Decode[1 0 1 0 1 0 1 0]" : "";
        int id = file.Reserve();
        file.PutPacked(
            id,
            string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace{colours}{inverted}/Filter/DCTDecode"),
            content);
        return ImagePlace.Of(id, width, height, turn);
    }

    private static (int Width, int Height, int Parts, int Turn, bool IsAdobe) Facts(ReadOnlySpan<byte> jpeg)
    {
        int turn = 1;
        bool isAdobe = false;
        int at = 2;
        while (at + 9 < jpeg.Length && jpeg[at] == 0xFF)
        {
            byte marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            ReadOnlySpan<byte> segment = jpeg.Slice(at + 4, Math.Clamp(length - 2, 0, jpeg.Length - at - 4));
            switch (marker)
            {
                case 0xE1 when segment.StartsWith("Exif\0\0"u8):
                    turn = Orientation(segment[6..]);
                    break;
                case 0xEE when segment.StartsWith("Adobe"u8):
                    isAdobe = true;
                    break;
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) when segment.Length >= 6:
                    int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
                    int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
                    return width > 0 && height > 0 && segment[0] == 8 ? (width, height, segment[5], turn, isAdobe) : throw Damaged();
            }

            at += 2 + Math.Max(length, 2);
        }

        throw Damaged();
    }

    /// <summary>1 to 8, as the camera was held; 1 where it does not say.</summary>
    private static int Orientation(ReadOnlySpan<byte> tiff)
    {
        const int OrientationTag = 0x0112;
        if (tiff.Length < 8)
        {
            return 1;
        }

        bool isLittle = tiff[0] == 'I';
        int directory = U32(tiff, 4);
        if (directory < 0 || directory + 2 > tiff.Length)
        {
            return 1;
        }

        for (int i = 0; i < U16(tiff, directory); i++)
        {
            int entry = directory + 2 + (i * 12);
            if (entry + 12 > tiff.Length)
            {
                return 1;
            }

            if (U16(tiff, entry) == OrientationTag)
            {
                return U16(tiff, entry + 8) is >= 1 and <= 8 and int turn ? turn : 1;
            }
        }

        return 1;

        int U16(ReadOnlySpan<byte> bytes, int at) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

        int U32(ReadOnlySpan<byte> bytes, int at) => isLittle ? BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
    }

    private static UnreadableException Damaged() => new("Billedet er beskadiget.");
}
