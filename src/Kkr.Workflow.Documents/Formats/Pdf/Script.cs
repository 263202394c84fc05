using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Documents.Formats.Pdf;

/// <summary>
/// What the file says, as it is being written: ASCII, numbers and bytes one after the other in memory that is used again, for a long
/// document consists of a hundred thousand such pieces.
/// </summary>
internal sealed class Script(int capacity = 4 * 1024)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public Script Clear() => CutTo(0);

    /// <summary>Takes back what was written after there was so much.</summary>
    public Script CutTo(int length)
    {
        Length = length;
        return this;
    }

    public Script Add(ReadOnlySpan<byte> ascii)
    {
        ascii.CopyTo(Room(ascii.Length));
        Length += ascii.Length;
        return this;
    }

    public Script Add(string ascii)
    {
        Length += Encoding.ASCII.GetBytes(ascii, Room(ascii.Length));
        return this;
    }

    public Script Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
        return this;
    }

    public Script Add(int number)
    {
        const int MostDigits = 11;
        number.TryFormat(Room(MostDigits), out int written, default, CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    /// <summary>A length or a place, to a hundredth of a point.</summary>
    public Script Add(double value)
    {
        long hundredths = (long)Math.Round(value * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            Add((byte)'-');
            hundredths = -hundredths;
        }

        Add((int)(hundredths / 100));
        int rest = (int)(hundredths % 100);
        if (rest > 0)
        {
            Add((byte)'.').Add((byte)('0' + (rest / 10)));
            if (rest % 10 > 0)
            {
                Add((byte)('0' + (rest % 10)));
            }
        }

        return this;
    }

    /// <summary>Names another object.</summary>
    public Script Refer(int id) => Add(id).Add(" 0 R"u8);

    /// <summary>Two bytes of a string between parentheses (ISO 32000-1, 7.3.4.2).</summary>
    public void AddCode(int code)
    {
        const int MostBytes = 4;
        Span<byte> room = Room(MostBytes);
        int count = Escape((byte)(code >> 8), room);
        count += Escape((byte)code, room[count..]);
        Length += count;
    }

    private static int Escape(byte value, Span<byte> room)
    {
        if (value is not ((byte)'(' or (byte)')' or (byte)'\\' or (byte)'\r'))
        {
            room[0] = value;
            return 1;
        }

        room[0] = (byte)'\\';
        room[1] = value == '\r' ? (byte)'r' : value;
        return 2;
    }

    private Span<byte> Room(int more)
    {
        if (bytes.Length - Length < more)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
        }

        return bytes.AsSpan(Length);
    }
}
