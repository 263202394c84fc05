using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Kkr.Runtime.Engine.Tables;

/// <summary>Texts too large for a row, in blobs named after the instance's partition.</summary>
internal sealed class LargeTexts(BlobContainerClient container)
{
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (!await container.ExistsAsync(cancellation))
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        }
    }

    /// <summary>Stores a text. Written before the row that names it: a crash between leaves an unused blob, never a row without its text.</summary>
    public async Task<string> WriteAsync(string partition, string name, string text, CancellationToken cancellation)
    {
        string blob = $"{partition}/{name}";
        using MemoryStream content = new(Encoding.UTF8.GetBytes(text));
        await container.GetBlobClient(blob).UploadAsync(content, overwrite: true, cancellation);
        return blob;
    }

    public async Task<string> ReadAsync(string blob, CancellationToken cancellation)
    {
        Response<BlobDownloadResult> content = await container.GetBlobClient(blob).DownloadContentAsync(cancellation);
        return content.Value.Content.ToString();
    }

    public Task RemoveAsync(string blob, CancellationToken cancellation) => container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellation);

    public async Task RemoveAllAsync(string partition, CancellationToken cancellation)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(prefix: $"{partition}/", cancellationToken: cancellation))
        {
            await RemoveAsync(blob.Name, cancellation);
        }
    }
}
