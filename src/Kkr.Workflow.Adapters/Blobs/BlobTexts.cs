using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Workflow.Adapters.Storage;

namespace Kkr.Workflow.Adapters.Blobs;

/// <summary>
/// Texts named by their SHA-256. They never change, so what was read or written once is kept in memory, up to a limit, and never read again.
/// </summary>
internal sealed class BlobTexts(Containers containers)
{
    private const long MemoryLimit = 16 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, byte[]> memory = new(StringComparer.Ordinal);
    private long remembered;

    /// <summary>Keeps the bytes and returns the pointer to them: <c>{container}/{folder}/{sha256}.json</c>.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="content">What.</param>
    /// <param name="confidential">In which container.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="isCertain">True where another process may have deleted the same bytes since they were last seen here.</param>
    public async Task<string> KeepAsync(string folder, byte[] content, bool confidential, CancellationToken cancellation, bool isCertain = false)
    {
        string container = confidential ? Containers.ConfidentialName : Containers.ItemsName;
        string pointer = $"{container}/{folder}/{Convert.ToHexStringLower(SHA256.HashData(content))}.json";
        if (!isCertain && memory.ContainsKey(pointer))
        {
            return pointer;
        }

        BlobUploadOptions options = new()
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        try
        {
            await (await BlobAsync(pointer, cancellation)).UploadAsync(BinaryData.FromBytes(content), options, cancellation);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // The name is the content's digest: what is there is this.
        }

        Remember(pointer, content);
        return pointer;
    }

    /// <exception cref="StoredStateException">The blob is gone or is not what its name says.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string pointer, CancellationToken cancellation)
    {
        if (memory.TryGetValue(pointer, out byte[]? known))
        {
            return known;
        }

        byte[] content;
        try
        {
            BlobDownloadResult result = await (await BlobAsync(pointer, cancellation)).DownloadContentAsync(cancellation);
            content = result.Content.ToArray();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new StoredStateException($"The text '{pointer}' is gone from blob storage.", exception);
        }

        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        if (!pointer.EndsWith($"/{digest}.json", StringComparison.Ordinal))
        {
            throw new StoredStateException($"The text '{pointer}' is not what was kept: its SHA-256 is {digest}.");
        }

        Remember(pointer, content);
        return content;
    }

    /// <summary>As <see cref="ReadAsync"/>, from storage itself; null when it is not there.</summary>
    public async Task<ReadOnlyMemory<byte>?> TryReadAsync(string pointer, CancellationToken cancellation)
    {
        BlobClient blob = await BlobAsync(pointer, cancellation);
        if (!await blob.ExistsAsync(cancellation))
        {
            return null;
        }

        return await ReadAsync(pointer, cancellation);
    }

    /// <summary>Deletes a text. One that is gone is no fault.</summary>
    public async Task DeleteAsync(string pointer, CancellationToken cancellation)
    {
        memory.TryRemove(pointer, out _);
        await (await BlobAsync(pointer, cancellation)).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    /// <summary>The pointers to every open text whose name begins so.</summary>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        BlobContainerClient container = await containers.ItemsAsync(isConfidential: false, cancellation);
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellation))
        {
            yield return $"{Containers.ItemsName}/{blob.Name}";
        }
    }

    private async ValueTask<BlobClient> BlobAsync(string pointer, CancellationToken cancellation)
    {
        int slash = pointer.IndexOf('/', StringComparison.Ordinal);
        bool confidential = pointer.AsSpan(0, Math.Max(slash, 0)).SequenceEqual(Containers.ConfidentialName);
        BlobContainerClient container = await containers.ItemsAsync(confidential, cancellation);
        return container.GetBlobClient(pointer[(slash + 1)..]);
    }

    /// <summary>When full, all is forgotten: simpler than ageing, and the next readings fill it again.</summary>
    private void Remember(string pointer, byte[] content)
    {
        if (Interlocked.Add(ref remembered, content.Length) > MemoryLimit)
        {
            memory.Clear();
            Interlocked.Exchange(ref remembered, content.Length);
        }

        memory[pointer] = content;
    }
}
