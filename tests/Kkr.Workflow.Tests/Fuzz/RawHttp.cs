using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Kkr.Workflow.Tests.Fuzz;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string MediaType => Headers.GetValueOrDefault("content-type", "").Split(';')[0].Trim();
}

/// <summary>
/// HTTP/1.1 over a bare socket, so that a request can be as wrong as it likes: no client on the way puts it right or refuses to send it.
/// </summary>
internal sealed class RawHttp(string host, int port) : IDisposable
{
    /// <summary>Stands for a status where none came.</summary>
    public const int NoAnswerInTime = 599;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly byte[] buffer = new byte[64 * 1024];
    private TcpClient? connection;
    private int filled;
    private int read;

    /// <summary>Sends the bytes and reads one answer; null when the server hung up without one.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="isCutOff">Nothing follows: the sending side is closed.</param>
    public async Task<RawAnswer?> SendAsync(byte[] request, bool isCutOff)
    {
        bool isFresh = connection is null;
        connection ??= await ConnectAsync();
        using CancellationTokenSource patience = new(Patience);
        try
        {
            NetworkStream stream = connection.GetStream();
            await stream.WriteAsync(request, patience.Token);
            if (isCutOff)
            {
                connection.Client.Shutdown(SocketShutdown.Send);
            }

            RawAnswer? answer = await ReadAsync(stream, request.AsSpan().StartsWith("HEAD "u8), patience.Token);
            if (isCutOff || answer is null || answer.Headers.GetValueOrDefault("connection", "") == "close")
            {
                HangUp();
            }

            return answer is null && !isFresh && !isCutOff ? await SendAsync(request, isCutOff) : answer;
        }
        catch (OperationCanceledException)
        {
            HangUp();
            return new RawAnswer(NoAnswerInTime, new Dictionary<string, string>(StringComparer.Ordinal), []);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            HangUp();
            return isFresh ? null : await SendAsync(request, isCutOff);
        }
    }

    public void Dispose() => HangUp();

    private void HangUp()
    {
        connection?.Dispose();
        connection = null;
        (filled, read) = (0, 0);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        TcpClient client = new() { NoDelay = true };
        await client.ConnectAsync(host, port);
        return client;
    }

    private async Task<RawAnswer?> ReadAsync(NetworkStream stream, bool isHead, CancellationToken cancellation)
    {
        while (true)
        {
            if (await LineAsync(stream, cancellation) is not { } status || status.Length < 12)
            {
                return null;
            }

            int code = int.Parse(status.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
            while (await LineAsync(stream, cancellation) is { Length: > 0 } line)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }

            if (code >= 200)
            {
                return new RawAnswer(code, headers, isHead ? [] : await BodyAsync(stream, headers, code, cancellation));
            }
        }
    }

    private async Task<byte[]> BodyAsync(NetworkStream stream, Dictionary<string, string> headers, int code, CancellationToken cancellation)
    {
        if (code is 204 or 304)
        {
            return [];
        }

        if (headers.TryGetValue("content-length", out string? length))
        {
            return await BytesAsync(stream, int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), cancellation);
        }

        using MemoryStream whole = new();
        if (headers.GetValueOrDefault("transfer-encoding") == "chunked")
        {
            while (await LineAsync(stream, cancellation) is { } size && int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var count)
            {
                whole.Write(await BytesAsync(stream, count, cancellation));
                await LineAsync(stream, cancellation);
            }

            await LineAsync(stream, cancellation);
        }

        return whole.ToArray();
    }

    private async Task<byte[]> BytesAsync(NetworkStream stream, int count, CancellationToken cancellation)
    {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count;)
        {
            if (read == filled && !await FillAsync(stream, cancellation))
            {
                return bytes[..at];
            }

            int taken = Math.Min(count - at, filled - read);
            buffer.AsSpan(read, taken).CopyTo(bytes.AsSpan(at));
            (at, read) = (at + taken, read + taken);
        }

        return bytes;
    }

    private async Task<string?> LineAsync(NetworkStream stream, CancellationToken cancellation)
    {
        StringBuilder line = new();
        while (true)
        {
            if (read == filled && !await FillAsync(stream, cancellation))
            {
                return line.Length == 0 ? null : line.ToString();
            }

            char c = (char)buffer[read++];
            if (c == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(c);
        }
    }

    private async Task<bool> FillAsync(NetworkStream stream, CancellationToken cancellation)
    {
        read = 0;
        filled = await stream.ReadAsync(buffer, cancellation);
        return filled > 0;
    }
}
