using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Kkr.Workflow.Adapters.Storage;

/// <summary>The storage account's two clients. Register another instance before the adapters to reach storage in another way.</summary>
public sealed class WorkflowStorage
{
    /// <summary>Clients as the settings say.</summary>
    public WorkflowStorage(IOptions<StorageOptions> options)
        : this(options.Value, new TableClientOptions(), new BlobClientOptions())
    {
    }

    /// <summary>Clients as the settings say, with pipelines of the caller's choice.</summary>
    public WorkflowStorage(StorageOptions settings, TableClientOptions tables, BlobClientOptions blobs)
    {
        // Every content carries its SHA-256; the service's own checksums would be a second, and emulators lack some of them.
        blobs.TransferValidation.Upload.ChecksumAlgorithm = StorageChecksumAlgorithm.None;
        blobs.TransferValidation.Download.ChecksumAlgorithm = StorageChecksumAlgorithm.None;
        if (!string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            Tables = new TableServiceClient(settings.ConnectionString, tables);
            Blobs = new BlobServiceClient(settings.ConnectionString, blobs);
            return;
        }

        TokenCredential credential = AppIdentity.Create(settings.ClientId);
        Tables = new TableServiceClient(Required(settings.TableEndpoint), credential, tables);
        Blobs = new BlobServiceClient(Required(settings.BlobEndpoint), credential, blobs);
    }

    /// <summary>The table service.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>The blob service.</summary>
    public BlobServiceClient Blobs { get; }

    private static Uri Required(Uri? endpoint) =>
        endpoint ?? throw new OptionsValidationException(nameof(StorageOptions), typeof(StorageOptions), [$"{StorageOptions.Key} is missing."]);
}
