using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>A document that the app keeps.</summary>
/// <param name="Container">The container: <c>documents</c> or <c>confidential</c>.</param>
/// <param name="Path">Where it is kept there: council, meeting and name.</param>
/// <param name="Length">Bytes.</param>
/// <param name="At">When it was kept.</param>
internal sealed record ShelvedDocument(string Container, string Path, long Length, DateTimeOffset At)
{
    public string Id => $"{Container}/{Path}";

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Council and meeting.</summary>
    public string Folder => string.Join('/', Path.Split('/')[..^1].Take(2));
}

/// <summary>The documents in the local storage, read straight from it: on a developer's machine everybody may see everything.</summary>
/// <param name="storage">The connection string; null when the inbox stands alone.</param>
internal sealed class DocumentShelf(string? storage)
{
    private static readonly string[] Containers = ["documents", "confidential"];

    public async Task<IReadOnlyList<ShelvedDocument>> ListAsync(CancellationToken cancellation)
    {
        List<ShelvedDocument> found = [];
        foreach (string container in storage is null ? [] : Containers)
        {
            BlobContainerClient blobs = new(storage, container);
            if (!await blobs.ExistsAsync(cancellation))
            {
                continue;
            }

            await foreach (BlobItem blob in blobs.GetBlobsAsync(cancellationToken: cancellation))
            {
                if (IsDocument(blob.Name))
                {
                    found.Add(new ShelvedDocument(container, blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.CreatedOn ?? default));
                }
            }
        }

        return [.. found.OrderBy(document => document.Path, StringComparer.Ordinal).ThenBy(document => document.Container, StringComparer.Ordinal)];
    }

    /// <summary>The content and its media type, or null.</summary>
    public async Task<(byte[] Content, string ContentType)?> OpenAsync(string id, CancellationToken cancellation)
    {
        string[] parts = id.Split('/', 2);
        if (storage is null || parts.Length != 2 || !Containers.Contains(parts[0], StringComparer.Ordinal) || !IsDocument(parts[1]))
        {
            return null;
        }

        BlobClient blob = new BlobContainerClient(storage, parts[0]).GetBlobClient(parts[1]);
        if (!await blob.ExistsAsync(cancellation))
        {
            return null;
        }

        BlobDownloadResult kept = await blob.DownloadContentAsync(cancellation);
        return (kept.Content.ToArray(), kept.Details.ContentType);
    }

    // Confidential items keep their texts beside the documents. They are state.
    private static bool IsDocument(string name) =>
        name.Contains('/', StringComparison.Ordinal) && !name.StartsWith("texts/", StringComparison.Ordinal) && !name.StartsWith("rows/", StringComparison.Ordinal);
}
