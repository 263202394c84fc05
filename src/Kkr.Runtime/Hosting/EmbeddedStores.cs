using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Tables;

namespace Kkr.Runtime.Hosting;

/// <summary>Opens the store that the options name.</summary>
internal static class EmbeddedStores
{
    public static IHistoryStore Open(EmbeddedEngineOptions options) => options.Store switch
    {
        EmbeddedEngineStore.Memory => new MemoryHistoryStore(),
        _ => OpenTables(options, new TableClientOptions()),
    };

    public static TableHistoryStore OpenTables(EmbeddedEngineOptions options, TableClientOptions tables)
    {
        string name = $"{options.TaskHub}History";

        // Who repeats a write must look first whether it was written; only the engine does. And no write may outlast the lease.
        tables.Retry.MaxRetries = 0;
        TimeSpan rest = options.LeaseDuration * 0.2;
        tables.Retry.NetworkTimeout = rest > TimeSpan.FromSeconds(1) ? rest : TimeSpan.FromSeconds(1);
        string container = $"{options.TaskHub}-large".ToLowerInvariant();
        if (options.ConnectionString is { Length: > 0 } connection)
        {
            return new TableHistoryStore(
                new TableClient(connection, name, tables), new LargeTexts(new BlobContainerClient(connection, container)), options.LargePayloadThreshold);
        }

        if (options is { TableEndpoint: { } tableEndpoint, BlobEndpoint: { } blobEndpoint, Credential: { } credential })
        {
            Uri containerUri = new($"{blobEndpoint.AbsoluteUri.TrimEnd('/')}/{container}");
            return new TableHistoryStore(
                new TableClient(tableEndpoint, name, credential, tables), new LargeTexts(new BlobContainerClient(containerUri, credential)), options.LargePayloadThreshold);
        }

        throw new InvalidOperationException(
            "The embedded engine's tables need a connection string, or both endpoints and a credential. Set EmbeddedEngineOptions, or AzureWebJobsStorage for a functions host.");
    }
}
