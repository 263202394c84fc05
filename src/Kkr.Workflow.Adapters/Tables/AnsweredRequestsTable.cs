using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>AnsweredRequests (council · digest of sender, operation and key).</summary>
internal sealed class AnsweredRequestsTable : IAnsweredRequests
{
    private const int Schema = 1;
    private const string At = "At";
    private const string NoCouncil = "-";

    private readonly TableHandle table;
    private readonly RecordTable<AnsweredRequest> requests;

    public AnsweredRequestsTable(WorkflowStorage storage, RowShape shape)
    {
        table = new TableHandle(storage, "AnsweredRequests");
        requests = new RecordTable<AnsweredRequest>(table, shape, Schema);
    }

    public Task<Stored<AnsweredRequest>?> FindAsync(RequestKey key, CancellationToken cancellation) =>
        requests.FindAsync(Partition(key), Row(key), cancellation);

    public Task<Stored<AnsweredRequest>> SaveAsync(RequestKey key, AnsweredRequest request, string? etag, CancellationToken cancellation) =>
        requests.SaveAsync(Partition(key), Row(key), request, etag, cancellation, (At, Sortable(request.At)));

    public async Task RemoveAsync(RequestKey key, string etag, CancellationToken cancellation) =>
        await RemoveAsync(await table.OpenAsync(cancellation), Partition(key), Row(key), new ETag(etag), cancellation);

    public async Task<int> RemoveOlderThanAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        int removed = 0;
        string[] columns = ["PartitionKey", "RowKey"];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>($"{At} lt '{Sortable(instant)}'", select: columns, cancellationToken: cancellation))
        {
            await RemoveAsync(client, row.PartitionKey, row.RowKey, row.ETag, cancellation);
            removed++;
        }

        return removed;
    }

    private static async Task RemoveAsync(TableClient client, string partition, string row, ETag etag, CancellationToken cancellation)
    {
        try
        {
            await client.DeleteEntityAsync(partition, row, etag, cancellation);
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            // Gone already, or at work again: then it is not ours to forget.
        }
    }

    private static string Partition(RequestKey key) => KeyText.Join(key.Council.Length == 0 ? NoCouncil : key.Council);

    private static string Row(RequestKey key) => KeyText.Digest($"{key.Post}\n{key.Operation}\n{key.Key}");

    private static string Sortable(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
