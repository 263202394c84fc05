using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Core;

namespace Kkr.Runtime.Tables;

/// <summary>A request's body in a pooled buffer, written as UTF-8 without strings in between. It can be sent again for a retry.</summary>
internal sealed class PooledContent : RequestContent, IBufferWriter<byte>
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2048);
    private int _length;
    private int _sending;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public Utf8JsonWriter CreateJsonWriter() => new(this, Json);

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    public void Write(string text) => _length += Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _sending);
        await stream.WriteAsync(_buffer.AsMemory(0, _length), cancellation);
        Interlocked.Decrement(ref _sending);
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _sending);
        stream.Write(_buffer, 0, _length);
        Interlocked.Decrement(ref _sending);
    }

    public override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    /// <summary>Gives the buffer back, except when a send was cut off and may still be reading from it: then it is left to the collector.</summary>
    [SuppressMessage("Usage", "CA2215", Justification = "RequestContent.Dispose is abstract.")]
    public override void Dispose()
    {
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        _length = 0;
        if (buffer.Length > 0 && Volatile.Read(ref _sending) == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Reserve(int size)
    {
        int needed = _length + Math.Max(size, 256);
        if (needed > _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
