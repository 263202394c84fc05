using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// Moves an item between partitions, which no transaction spans, in three writes that can stop after any of them:
/// the row says where the item goes (from here on nobody changes it there), the item arrives, the row becomes a mark. Whoever comes upon the
/// first state completes the rest. A counter of moves keeps a straggler from bringing an item back that has meanwhile moved on.
/// </summary>
internal sealed class ItemTransfer(ItemRows rows, ILogger logger)
{
    private const int Tries = 8;
    private const int Hops = 100;
    private const int LongestId = 200;

    /// <summary>
    /// The row is found by the item's id, not by <see cref="Item.Meeting"/>: a caller's rule may already have set that to where the item is to go.
    /// </summary>
    public async Task<Stored<Item>> MoveAsync(Stored<Item> item, string? toMeeting, CancellationToken cancellation)
    {
        string target = ItemRows.Partition(item.Value.Council, toMeeting);
        TableEntity current = await RowAsync(item.Value.Council, item.Value.Id, cancellation) ?? throw Conflict.Of($"Item {item.Value.Id}");
        bool isRepeat = current.GetString(ItemRows.MoveTag) == item.ETag;
        if (current.GetString(ItemRows.MovingTo) is { } going)
        {
            AdapterLog.MoveResumed(logger, item.Value.Id, current.PartitionKey, going);
            Stored<Item> arrived = await CompleteAsync(current, cancellation);
            return isRepeat && going == target ? arrived : throw Conflict.Of($"Item {item.Value.Id}");
        }

        if (isRepeat && current.PartitionKey == target)
        {
            return await rows.ReadAsync(current, cancellation);
        }

        if (current.ETag.ToString() != item.ETag)
        {
            throw Conflict.Of($"Item {item.Value.Id}");
        }

        TableEntity intent = await rows.WriteAsync(current.PartitionKey, item.Value with { Meeting = toMeeting }, current, cancellation);
        if (current.PartitionKey != target)
        {
            intent[ItemRows.MovingTo] = target;
            intent[ItemRows.MoveTag] = item.ETag;
        }

        TableClient client = await rows.Table.OpenAsync(cancellation);
        try
        {
            Response response = await client.UpdateEntityAsync(intent, current.ETag, TableUpdateMode.Replace, cancellation);
            intent.ETag = response.Headers.ETag.GetValueOrDefault();
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            throw Conflict.From(exception, $"Item {item.Value.Id}");
        }

        return current.PartitionKey == target
            ? new Stored<Item>(item.Value with { Meeting = toMeeting }, intent.ETag.ToString())
            : await CompleteAsync(intent, cancellation);
    }

    /// <summary>The row that holds the item, wherever it is, perhaps under way; null when there is none.</summary>
    public async Task<TableEntity?> RowAsync(string council, string item, CancellationToken cancellation)
    {
        if (ItemRows.Serial(item) == 0 || item.Length > LongestId)
        {
            return null;
        }

        string partition = ItemRows.Origin(council, item);
        for (int hop = 0; hop < Hops; hop++)
        {
            TableEntity? entity = await rows.FindAsync(partition, ItemRows.Row(item), cancellation);
            if (entity?.GetString(ItemRows.MovedTo) is not { } onwards)
            {
                return entity;
            }

            partition = onwards;
        }

        throw Conflict.Of($"Item {item}");
    }

    /// <summary>Carries a row that is under way to its end and returns the item where it arrived.</summary>
    public async Task<Stored<Item>> CompleteAsync(TableEntity moving, CancellationToken cancellation)
    {
        string target = moving.GetString(ItemRows.MovingTo) ?? throw new ArgumentException("The row is not under way.", nameof(moving));
        int moves = (moving.GetInt32(ItemRows.Moves) ?? 0) + 1;
        TableClient client = await rows.Table.OpenAsync(cancellation);
        await ArriveAsync(client, moving, target, moves, cancellation);
        TableEntity mark = new(moving.PartitionKey, moving.RowKey)
        {
            [RowShape.Schema] = ItemRows.Schema,
            [ItemRows.MovedTo] = target,
            [ItemRows.Moves] = moves,
        };
        try
        {
            await client.UpdateEntityAsync(mark, moving.ETag, TableUpdateMode.Replace, cancellation);
            AdapterLog.ItemMoved(logger, moving.RowKey, moving.PartitionKey, target);
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            // Somebody else completed it: a row that is under way changes in no other manner.
        }

        // It may have moved on since; then its newest place is what the caller should know.
        Item item = (await rows.ReadAsync(moving, cancellation)).Value;
        return await LocateAsync(item.Council, item.Id, cancellation) ?? throw Conflict.Of($"Item {item.Id}");
    }

    /// <summary>The item, wherever it is; null when there is none.</summary>
    public async Task<Stored<Item>?> LocateAsync(string council, string item, CancellationToken cancellation)
    {
        TableEntity? row = await RowAsync(council, item, cancellation);
        return row is null ? null
            : row.ContainsKey(ItemRows.MovingTo) ? await CompleteAsync(row, cancellation)
            : await rows.ReadAsync(row, cancellation);
    }

    private static async Task ArriveAsync(TableClient client, TableEntity moving, string target, int moves, CancellationToken cancellation)
    {
        TableEntity arriving = new(target, moving.RowKey);
        foreach (string name in moving.Keys)
        {
            if (name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag" or ItemRows.MovingTo))
            {
                arriving[name] = moving[name];
            }
        }

        arriving[ItemRows.Moves] = moves;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                NullableResponse<TableEntity> there = await client.GetEntityIfExistsAsync<TableEntity>(target, moving.RowKey, cancellationToken: cancellation);
                if (!there.HasValue)
                {
                    await client.AddEntityAsync(arriving, cancellation);
                }
                else if ((there.Value!.GetInt32(ItemRows.Moves) ?? 0) < moves)
                {
                    await client.UpdateEntityAsync(arriving, there.Value.ETag, TableUpdateMode.Replace, cancellation);
                }

                return;
            }
            catch (RequestFailedException exception) when (Conflict.IsIn(exception) && attempt < Tries)
            {
            }
        }
    }
}
