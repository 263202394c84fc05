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
    private const string Day = "yyyy-MM-dd";

    private readonly TableHandle table;
    private readonly RowShape shape;
    private readonly RecordTable<AnsweredRequest> requests;

    public AnsweredRequestsTable(WorkflowStorage storage, RowShape shape)
    {
        table = new TableHandle(storage, "AnsweredRequests");
        this.shape = shape;

        // Long answers lie by the day on which the work on them began: what a process left behind that died between row and answer is found by it.
        requests = new RecordTable<AnsweredRequest>(table, shape, Schema, request => DayOf(request.At) + "/");
    }

    public Task<Stored<AnsweredRequest>?> FindAsync(RequestKey key, CancellationToken cancellation) =>
        requests.FindAsync(Partition(key), Row(key), cancellation);

    public Task<Stored<AnsweredRequest>> SaveAsync(RequestKey key, AnsweredRequest request, string? etag, CancellationToken cancellation) =>
        requests.SaveAsync(Partition(key), Row(key), request, etag, cancellation, (At, Sortable(request.At)));

    public async Task RemoveAsync(RequestKey key, string etag, CancellationToken cancellation) =>
        await RemoveAsync(await table.OpenAsync(cancellation), Partition(key), Row(key), new ETag(etag), null, cancellation);

    public async Task<IReadOnlyList<string>> RemoveAnswersAsync(string council, Func<RequestAnswer, bool> isToGo, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        List<string> removed = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(KeyText.Filter(KeyText.Join(council)), cancellationToken: cancellation))
        {
            if (await requests.StoredAsync(client, row, cancellation) is { Value.Answer: { } answer } stored && isToGo(answer))
            {
                await RemoveAsync(client, row.PartitionKey, row.RowKey, new ETag(stored.ETag), row.GetString(RowShape.JsonBlob), cancellation);
                removed.Add(row.RowKey);
            }
        }

        return removed;
    }

    public async Task<int> RemoveOlderThanAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        int removed = 0;
        string[] columns = ["PartitionKey", "RowKey", RowShape.JsonBlob];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>($"{At} lt '{Sortable(instant)}'", select: columns, cancellationToken: cancellation))
        {
            await RemoveAsync(client, row.PartitionKey, row.RowKey, row.ETag, row.GetString(RowShape.JsonBlob), cancellation);
            removed++;
        }

        await foreach (string leftBehind in shape.ListAsync(table.Name, "", cancellation))
        {
            if (leftBehind.Split('/') is [_, _, _, { Length: 10 } day, _, _] && string.CompareOrdinal(day, DayOf(instant)) < 0)
            {
                await shape.ForgetAsync(leftBehind);
            }
        }

        return removed;
    }

    private async Task RemoveAsync(TableClient client, string partition, string row, ETag etag, string? longOne, CancellationToken cancellation)
    {
        try
        {
            await requests.RemoveAsync(client, partition, row, etag, longOne, cancellation);
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            // Gone already, or at work again: then it is not ours to forget.
        }
    }

    private static string DayOf(DateTimeOffset instant) => instant.UtcDateTime.ToString(Day, CultureInfo.InvariantCulture);

    private static string Partition(RequestKey key) => KeyText.Join(key.Council.Length == 0 ? NoCouncil : key.Council);

    private static string Row(RequestKey key) => KeyText.Digest($"{key.Post}\n{key.Operation}\n{key.Key}");

    private static string Sortable(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
