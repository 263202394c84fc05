namespace Kkr.Workflow.Documents.Formats;

/// <summary>A growing file in pieces: what is written, and between it what others hold, which is copied once, when all is there.</summary>
internal sealed class PieceList
{
    private const int ChunkSize = 64 * 1024;

    private readonly List<ReadOnlyMemory<byte>> pieces = [];
    private byte[] chunk = new byte[ChunkSize];
    private int taken;
    private int used;

    public int Length { get; private set; }

    public Point Here => new(pieces.Count, chunk, taken, used, Length);

    /// <summary>A place in the file to which one may go back.</summary>
    public readonly record struct Point(int Pieces, byte[] Chunk, int Taken, int Used, int Length);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Length = checked(Length + bytes.Length);
        while (bytes.Length > 0)
        {
            if (used == ChunkSize)
            {
                Take();
                (chunk, taken, used) = (new byte[ChunkSize], 0, 0);
            }

            int count = Math.Min(bytes.Length, ChunkSize - used);
            bytes[..count].CopyTo(chunk.AsSpan(used));
            used += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Bytes that stay where they are until the file is whole.</summary>
    public void Hold(ReadOnlyMemory<byte> bytes)
    {
        Take();
        pieces.Add(bytes);
        Length = checked(Length + bytes.Length);
    }

    public void GoBack(Point point)
    {
        pieces.RemoveRange(point.Pieces, pieces.Count - point.Pieces);
        (_, chunk, taken, used, Length) = point;
    }

    /// <summary>A stream whose bytes are added.</summary>
    public Stream AsStream() => new Writing(this);

    public void CopyTo(Stream target)
    {
        Take();
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            target.Write(piece.Span);
        }
    }

    public byte[] ToArray()
    {
        Take();
        byte[] whole = GC.AllocateUninitializedArray<byte>(Length);
        int at = 0;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            piece.CopyTo(whole.AsMemory(at));
            at += piece.Length;
        }

        return whole;
    }

    private void Take()
    {
        if (used > taken)
        {
            pieces.Add(chunk.AsMemory(taken, used - taken));
            taken = used;
        }
    }

    private sealed class Writing(PieceList file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Length;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => file.Add(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => file.Add(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
