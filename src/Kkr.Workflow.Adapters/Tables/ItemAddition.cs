using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// Adds an item under the next free number: the text blob, then one insert that fails if the number is taken. There is no counter row, so
/// submitters do not queue for one; the idempotency key's row goes in with the item's.
/// </summary>
internal sealed class ItemAddition(ItemRows rows, ILogger logger)
{
    private const string KeyPrefix = "key|";
    private const string KeyItem = "Item";

    /// <summary>Column: tells our own insert, repeated after a lost answer, from somebody else's.</summary>
    private const string AddedBy = "AddedBy";
    private const int Tries = 200;

    private readonly ConcurrentDictionary<string, ItemSerials> serials = new(StringComparer.Ordinal);
    private readonly ItemTransfer transfer = new(rows, logger);

    /// <summary>A filter that leaves out the rows of idempotency keys.</summary>
    public static string ItemsOnly(string partition) =>
        $"{KeyText.Filter(partition)} and (RowKey lt '{KeyPrefix}' or RowKey ge 'key}}')";

    public async Task<Stored<Item>> AddAsync(
        Item item, string? idempotencyKey, Func<Item, CancellationToken, Task<Item>> complete, CancellationToken cancellation)
    {
        string partition = ItemRows.Partition(item.Council, item.Meeting);
        string? keyRow = idempotencyKey is null ? null : KeyRow(idempotencyKey);
        string addition = Guid.CreateVersion7().ToString("N");
        ItemSerials numbers = serials.GetOrAdd(partition, _ => new ItemSerials());
        TableClient client = await rows.Table.OpenAsync(cancellation);
        TextColumns texts = await rows.KeepTextsAsync(item, addition, cancellation);
        for (int attempt = 1; ; attempt++)
        {
            int serial = await numbers.TakeAsync(async token => (await HighestAsync(client, partition, item.Meeting, null, token)).Serial, cancellation);
            Item numbered = item with { Id = ItemRows.Id(item.Meeting, serial) };
            bool isSettled = false;
            try
            {
                numbered = await complete(numbered, cancellation);
                TableEntity entity = await rows.WriteAsync(partition, numbered, texts, cancellation);
                entity[AddedBy] = addition;
                ETag etag = await InsertAsync(client, entity, keyRow, cancellation);
                isSettled = true;
                return new Stored<Item>(numbered, etag.ToString());
            }
            catch (RequestFailedException exception) when (exception.Status == 409)
            {
                isSettled = true;
                bool isOnlyTheNumber = exception is TableTransactionFailedException { FailedTransactionActionIndex: 1 };
                if (keyRow is not null && !isOnlyTheNumber && await LocateByKeyAsync(item.Council, partition, keyRow, cancellation) is { } first)
                {
                    if (first.Value.Id != numbered.Id)
                    {
                        numbers.Return(serial);
                    }

                    return first;
                }

                (int highest, TableEntity? ours) = await HighestAsync(client, partition, item.Meeting, addition, cancellation);
                if (ours is not null)
                {
                    return await rows.ReadAsync(ours, cancellation);
                }

                AdapterLog.SerialTaken(logger, partition, serial);
                numbers.AtLeast(highest + 1);
                if (attempt >= Tries)
                {
                    throw Conflict.From(exception, $"The numbering of {partition}");
                }
            }
            finally
            {
                if (!isSettled)
                {
                    numbers.Forget();
                }
            }
        }
    }

    private static async Task<ETag> InsertAsync(TableClient client, TableEntity entity, string? keyRow, CancellationToken cancellation)
    {
        if (keyRow is null)
        {
            Response response = await client.AddEntityAsync(entity, cancellation);
            return response.Headers.ETag.GetValueOrDefault();
        }

        TableEntity key = new(entity.PartitionKey, keyRow) { [RowShape.Schema] = ItemRows.Schema, [KeyItem] = entity.RowKey };
        Response<IReadOnlyList<Response>> answers = await client.SubmitTransactionAsync(
            [new TableTransactionAction(TableTransactionActionType.Add, key), new TableTransactionAction(TableTransactionActionType.Add, entity)], cancellation);
        return answers.Value[1].Headers.ETag.GetValueOrDefault();
    }

    public Task<Stored<Item>?> FindByKeyAsync(string council, string? meeting, string idempotencyKey, CancellationToken cancellation) =>
        LocateByKeyAsync(council, ItemRows.Partition(council, meeting), KeyRow(idempotencyKey), cancellation);

    private static string KeyRow(string idempotencyKey) => KeyPrefix + KeyText.Digest(idempotencyKey);

    private async Task<Stored<Item>?> LocateByKeyAsync(string council, string partition, string keyRow, CancellationToken cancellation)
    {
        TableEntity? key = await rows.FindAsync(partition, keyRow, cancellation);
        return key?.GetString(KeyItem) is { } item ? await transfer.LocateAsync(council, item, cancellation) : null;
    }

    /// <summary>The highest number given out here, marks of moved items included, and the row of <paramref name="addition"/> if it is there.</summary>
    private static async Task<(int Serial, TableEntity? Ours)> HighestAsync(
        TableClient client, string partition, string? meeting, string? addition, CancellationToken cancellation)
    {
        int highest = 0;
        string? ours = null;
        string[] columns = ["PartitionKey", "RowKey", AddedBy];
        string filter = KeyText.Filter(partition, ItemRows.Row(ItemRows.IdPrefix(meeting)));
        await foreach (TableEntity entity in client.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellation))
        {
            highest = Math.Max(highest, ItemRows.Serial(entity.RowKey));
            if (addition is not null && entity.GetString(AddedBy) == addition)
            {
                ours = entity.RowKey;
            }
        }

        return (highest, ours is null ? null : await client.GetEntityAsync<TableEntity>(partition, ours, cancellationToken: cancellation));
    }
}
