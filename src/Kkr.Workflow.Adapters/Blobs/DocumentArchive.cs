using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Blobs;

/// <summary>Documents as blobs that are written once: the condition If-None-Match makes a second writer fail, whoever it is.</summary>
internal sealed class DocumentArchive(Containers containers, ILogger<DocumentArchive> logger) : IDocumentArchive
{
    private const string DigestKey = "sha256";

    public async Task<ArchivedDocument> KeepAsync(
        string path, string contentType, ReadOnlyMemory<byte> content, bool confidential, CancellationToken cancellation)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        using Stream stream = BinaryData.FromBytes(content).ToStream();
        return await KeepAsync(path, contentType, stream, digest, confidential, cancellation);
    }

    public async Task<ArchivedDocument> KeepAsync(
        string path, string contentType, Stream content, string sha256, bool confidential, CancellationToken cancellation)
    {
        BlobPath.Check(path);
        content.Position = 0;
        BlobClient blob = (await containers.DocumentsAsync(confidential, cancellation)).GetBlobClient(path);
        BlobUploadOptions options = new()
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [DigestKey] = sha256 },
        };
        try
        {
            await blob.UploadAsync(content, options, cancellation);
            AdapterLog.DocumentKept(logger, path, content.Length);
            return new ArchivedDocument(path, contentType, content.Length, sha256);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            ArchivedDocument kept = await DescribeAsync(blob, path, cancellation);
            return kept.Sha256 == sha256 && kept.Length == content.Length
                ? kept
                : throw new ConcurrencyConflictException($"Other bytes are kept under '{path}'; what is kept never changes.", exception);
        }
    }

    public async Task<bool> CopyAcrossAsync(string path, bool toConfidential, CancellationToken cancellation)
    {
        if (await OpenAsync(path, !toConfidential, cancellation) is not { } found)
        {
            BlobPath.Check(path);
            return await (await containers.DocumentsAsync(toConfidential, cancellation)).GetBlobClient(path).ExistsAsync(cancellation);
        }

        await using Stream content = found.Content;
        using FileStream spool = new(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        await content.CopyToAsync(spool, cancellation);
        await KeepAsync(path, found.Document.ContentType, spool, found.Document.Sha256, toConfidential, cancellation);
        return true;
    }

    public async Task DeleteAsync(string path, bool confidential, CancellationToken cancellation)
    {
        BlobPath.Check(path);
        await (await containers.DocumentsAsync(confidential, cancellation)).GetBlobClient(path).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    public async Task<(ArchivedDocument Document, Stream Content)?> OpenAsync(string path, bool confidential, CancellationToken cancellation)
    {
        BlobPath.Check(path);
        BlobClient blob = (await containers.DocumentsAsync(confidential, cancellation)).GetBlobClient(path);
        try
        {
            BlobDownloadStreamingResult result = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
            BlobDownloadDetails details = result.Details;
            return (new ArchivedDocument(path, details.ContentType, details.ContentLength, Digest(details.Metadata, path)), result.Content);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    /// <summary>A repeat is judged by the bytes that are kept, not by what their metadata claims.</summary>
    private static async Task<ArchivedDocument> DescribeAsync(BlobClient blob, string path, CancellationToken cancellation)
    {
        BlobDownloadStreamingResult result = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
        await using Stream content = result.Content;
        string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        string claimed = Digest(result.Details.Metadata, path);
        return actual == claimed
            ? new ArchivedDocument(path, result.Details.ContentType, result.Details.ContentLength, actual)
            : throw new StoredStateException($"The document '{path}' is not what was kept: its SHA-256 is {actual}, but {claimed} was noted.");
    }

    private static string Digest(IDictionary<string, string> metadata, string path) =>
        metadata.TryGetValue(DigestKey, out string? digest)
            ? digest
            : throw new StoredStateException($"The document '{path}' has no SHA-256 noted; it was not kept by this app.");
}
