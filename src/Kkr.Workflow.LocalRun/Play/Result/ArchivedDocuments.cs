using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Kkr.Workflow.LocalRun.Play.Result;

/// <summary>Reads the documents that a run has left in storage.</summary>
internal static class ArchivedDocuments
{
    public static async Task GatherDocumentsAsync(this PlayedYear year, string storage, CancellationToken cancellation)
    {
        foreach (string name in (string[])["documents", "confidential"])
        {
            BlobContainerClient container = new(storage, name);
            if (!await container.ExistsAsync(cancellation))
            {
                continue;
            }

            await foreach (BlobItem blob in container.GetBlobsAsync(cancellationToken: cancellation))
            {
                // Confidential items keep their texts here too, under names that no two runs share. They are state and no documents.
                if (blob.Name.StartsWith("texts/", StringComparison.Ordinal) || blob.Name.StartsWith("rows/", StringComparison.Ordinal))
                {
                    continue;
                }

                BlobDownloadResult content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellation);
                year.Documents.Add(new PlayedDocument(name, blob.Name, content.Content.ToArray()));
            }
        }
    }
}
