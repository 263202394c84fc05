using System.Security.Cryptography;
using Kkr.Workflow.Domain;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Http;

/// <summary>A file that was sent, on disk and not in memory: many uploads at once take disk. It is gone when it is disposed.</summary>
internal sealed class SpooledFile : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private SpooledFile(string name, Stream content, string sha256) => (Name, Content, Sha256) = (name, content, sha256);

    /// <summary>Its name as it was sent.</summary>
    public string Name { get; }

    /// <summary>The whole file; whoever reads it begins at its start.</summary>
    public Stream Content { get; }

    /// <summary>Lower-case hex digest.</summary>
    public string Sha256 { get; }

    /// <summary>Takes a file from a request as it comes in, up to <paramref name="limit"/> bytes; what was taken of a longer one is thrown away.</summary>
    public static async Task<Result<SpooledFile>> TakeAsync(string name, Stream from, long limit, CancellationToken cancellation)
    {
        FileStream spool = new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);
        bool isWhole = false;
        try
        {
            Result<string> digest = await CopyAsync(from, spool, limit, cancellation);
            isWhole = !digest.IsRefused;
            return digest.IsRefused ? digest.Refusal : new SpooledFile(name, spool, digest.Value);
        }
        finally
        {
            if (!isWhole)
            {
                await spool.DisposeAsync();
            }
        }
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static async Task<Result<string>> CopyAsync(Stream from, Stream to, long limit, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        long length = 0;
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, cancellation)) > 0)
            {
                length += count;
                if (length > limit)
                {
                    return RequestRefusals.TooLarge(limit);
                }

                hash.AppendData(buffer, 0, count);
                await to.WriteAsync(buffer.AsMemory(0, count), cancellation);
            }
        }
        catch (BadHttpRequestException fault)
        {
            return RequestRefusals.OfBody(fault, limit);
        }

        await to.FlushAsync(cancellation);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
