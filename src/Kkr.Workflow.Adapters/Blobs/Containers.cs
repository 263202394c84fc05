using Azure.Storage.Blobs;
using Kkr.Workflow.Adapters.Storage;

namespace Kkr.Workflow.Adapters.Blobs;

/// <summary>The app's blob containers, each made at first use. All are private: the app hands documents out, so that access can be logged.</summary>
internal sealed class Containers
{
    public const string DocumentsName = "documents";
    public const string ConfidentialName = "confidential";
    public const string ItemsName = "items";

    private readonly Once<BlobContainerClient> documents;
    private readonly Once<BlobContainerClient> confidential;
    private readonly Once<BlobContainerClient> items;

    public Containers(WorkflowStorage storage)
    {
        documents = Container(storage, DocumentsName);
        confidential = Container(storage, ConfidentialName);
        items = Container(storage, ItemsName);
    }

    public ValueTask<BlobContainerClient> DocumentsAsync(bool isConfidential, CancellationToken cancellation) =>
        (isConfidential ? confidential : documents).GetAsync(cancellation);

    public ValueTask<BlobContainerClient> ItemsAsync(bool isConfidential, CancellationToken cancellation) =>
        (isConfidential ? confidential : items).GetAsync(cancellation);

    private static Once<BlobContainerClient> Container(WorkflowStorage storage, string name) => new(async cancellation =>
    {
        BlobContainerClient container = storage.Blobs.GetBlobContainerClient(name);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        return container;
    });
}
