using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Engine.History;
using InstancePage = Microsoft.DurableTask.Page<Kkr.Runtime.Engine.History.InstanceRow>;

namespace Kkr.Runtime.Engine.Tables;

/// <summary>A hub in one table, one partition per instance, so that a checkpoint is one transaction. Large texts are in blobs.</summary>
internal sealed partial class TableHistoryStore(TableClient table, LargeTexts blobs, int largeThreshold) : IHistoryStore
{
    private const int MaxTransaction = 100;
    // Beside them: the instance, a chunk, an outbox and at most 40 received messages.
    private const int RoomForDeletes = 55;

    private readonly RowTexts _texts = new(blobs, largeThreshold);

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        await blobs.PrepareAsync(cancellation);
    }

    public async Task<LeaseRow?> ReadLeaseAsync(CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(
            HubKeys.LeasePartition, HubKeys.LeaseRow, cancellationToken: cancellation);
        return found.HasValue ? InstanceEntities.ToLease(found.Value!) : null;
    }

    public async Task<LeaseRow?> WriteLeaseAsync(LeaseRow lease, CancellationToken cancellation)
    {
        TableEntity entity = InstanceEntities.ToEntity(lease);
        try
        {
            Response answer = lease.ETag is null
                ? await table.AddEntityAsync(entity, cancellation)
                : await table.UpdateEntityAsync(entity, new ETag(lease.ETag), TableUpdateMode.Replace, cancellation);
            return lease with { ETag = answer.Headers.ETag!.Value.ToString() };
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    public async IAsyncEnumerable<OpenWork> FindOpenWorkAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string[] columns = [.. InstanceEntities.SlimColumns, .. RowTexts.Columns];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>("Open eq true", 1000, columns, cancellation))
        {
            if (row.RowKey == HubKeys.InstanceRow)
            {
                yield return new OpenWork(InstanceEntities.FromEntity(row), null);
            }
            else
            {
                List<OutgoingMessage> messages = HistoryText.ReadMessages(await _texts.GetLongAsync(row, cancellation));
                yield return new OpenWork(null, new OutboxRow(row.GetString("InstanceId")!, HubKeys.OutboxRevision(row.RowKey), messages));
            }
        }
    }

    public async Task<InstanceRow?> ReadAsync(string instanceId, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await table.GetEntityIfExistsAsync<TableEntity>(
            HubKeys.Partition(instanceId), HubKeys.InstanceRow, cancellationToken: cancellation);
        return found.HasValue ? await WithTextsAsync(found.Value!, cancellation) : null;
    }

    public async Task<StoredInstance?> LoadAsync(string instanceId, CancellationToken cancellation)
    {
        TableEntity? instance = null;
        List<TableEntity> chunks = [];
        HashSet<string> received = new(StringComparer.Ordinal);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {HubKeys.Partition(instanceId)}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            switch (row.RowKey[0])
            {
                case 'i':
                    instance = row;
                    break;
                case 'h':
                    chunks.Add(row);
                    break;
                case 'd':
                    received.Add(row.RowKey[1..]);
                    break;
                default:
                    break;
            }
        }

        if (instance is null)
        {
            return null;
        }

        InstanceRow stored = await WithTextsAsync(instance, cancellation);
        string present = HubKeys.HistoryOf(stored.Generation);
        List<HistoryEvent> history = [];
        foreach (TableEntity chunk in chunks.Where(chunk => chunk.RowKey.StartsWith(present, StringComparison.Ordinal)))
        {
            history.AddRange(HistoryText.ReadEvents(await _texts.GetLongAsync(chunk, cancellation)));
        }

        return new StoredInstance(stored, history, received);
    }

    public async Task RemoveOutboxAsync(string sender, long revision, CancellationToken cancellation) =>
        await table.DeleteEntityAsync(HubKeys.Partition(sender), HubKeys.Outbox(revision), ETag.All, cancellation);

    public async Task ForgetReceivedAsync(string receiver, string messageId, CancellationToken cancellation) =>
        await table.DeleteEntityAsync(HubKeys.Partition(receiver), HubKeys.Received(messageId), ETag.All, cancellation);

    public async Task<InstancePage> ListAsync(InstanceFilter filter, int pageSize, string? continuation, CancellationToken cancellation)
    {
        List<InstanceRow> rows = [];
        do
        {
            // A page may come short, even empty, with more to follow.
            IAsyncEnumerable<Azure.Page<TableEntity>> pages = table
                .QueryAsync<TableEntity>(FilterText(filter), select: filter.WithTexts ? null : [.. InstanceEntities.SlimColumns, "Failure", "Tags"], cancellationToken: cancellation)
                .AsPages(continuation, pageSize - rows.Count);
            await using IAsyncEnumerator<Azure.Page<TableEntity>> first = pages.GetAsyncEnumerator(cancellation);
            if (!await first.MoveNextAsync())
            {
                return new InstancePage(rows);
            }

            foreach (TableEntity row in first.Current.Values)
            {
                rows.Add(await WithTextsAsync(row, cancellation));
            }

            continuation = string.IsNullOrEmpty(first.Current.ContinuationToken) ? null : first.Current.ContinuationToken;
        }
        while (continuation is not null && rows.Count < pageSize);
        return new InstancePage(rows, continuation);
    }

    private static string FilterText(InstanceFilter filter)
    {
        List<string> terms = [$"RowKey eq '{HubKeys.InstanceRow}'"];
        Add(filter.CreatedFrom, at => TableClient.CreateQueryFilter($"CreatedAt ge {at}"));
        Add(filter.CreatedTo, at => TableClient.CreateQueryFilter($"CreatedAt le {at}"));
        Add(filter.CompletedFrom, at => TableClient.CreateQueryFilter($"CompletedAt ge {at}"));
        Add(filter.CompletedTo, at => TableClient.CreateQueryFilter($"CompletedAt le {at}"));
        if (filter.Statuses is { Count: > 0 } statuses)
        {
            terms.Add($"({string.Join(" or ", statuses.Select(status => $"Status eq '{status}'"))})");
        }

        if (filter.Prefix is { Length: > 0 } prefix)
        {
            string from = HubKeys.PartitionPrefix(prefix);
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey ge {from}"));
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey lt {from + '\uffff'}"));
        }

        if (filter.ParentId is { } parent)
        {
            terms.Add(TableClient.CreateQueryFilter($"ParentId eq {parent}"));
        }

        return string.Join(" and ", terms);

        void Add(DateTimeOffset? value, Func<DateTimeOffset, string> term)
        {
            if (value is { } at)
            {
                terms.Add(term(at));
            }
        }
    }

    private async Task<InstanceRow> WithTextsAsync(TableEntity entity, CancellationToken cancellation) => InstanceEntities.FromEntity(entity) with
    {
        Input = await _texts.GetAsync(entity, "Input", cancellation),
        Output = await _texts.GetAsync(entity, "Output", cancellation),
        CustomStatus = await _texts.GetAsync(entity, "CustomStatus", cancellation),
        Failure = await _texts.GetAsync(entity, "Failure", cancellation),
        Tags = await _texts.GetAsync(entity, "Tags", cancellation),
    };
}
