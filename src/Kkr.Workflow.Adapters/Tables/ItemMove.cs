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
internal sealed class ItemMove(ItemRows rows, ILogger logger)
{
    private const int Tries = 8;

    public async Task<Stored<Item>> MoveAsync(Stored<Item> item, string? toMeeting, CancellationToken cancellation)
    {
        string target = ItemRows.Partition(item.Value.Council, toMeeting);
        string source = ItemRows.Partition(item.Value.Council, item.Value.Meeting);
        string row = ItemRows.Row(item.Value.Id);
        TableEntity current = await rows.FindAsync(source, row, cancellation) ?? throw Conflict.Of($"Item {item.Value.Id}");
        if (current.GetString(ItemRows.MovingTo) is { } going)
        {
            AdapterLog.MoveResumed(logger, row, source, going);
            Stored<Item> arrived = await CompleteAsync(current, cancellation);
            return going == target ? arrived : throw Conflict.Of($"Item {item.Value.Id}");
        }

        if (current.GetString(ItemRows.MovedTo) == target
            && await rows.FindAsync(target, row, cancellation) is { } there && !there.ContainsKey(ItemRows.MovedTo))
        {
            return await rows.ReadAsync(there, cancellation);
        }

        if (current.ContainsKey(ItemRows.MovedTo) || current.ETag.ToString() != item.ETag)
        {
            throw Conflict.Of($"Item {item.Value.Id}");
        }

        TableEntity intent = await rows.WriteAsync(source, item.Value with { Meeting = toMeeting }, current, cancellation);
        intent[ItemRows.MovingTo] = target;
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

        return await CompleteAsync(intent, cancellation);
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

        return await FollowAsync(target, moving.RowKey, cancellation) ?? throw Conflict.Of($"Item {moving.RowKey}");
    }

    /// <summary>The item, starting where it may have been moved on from; null when there is none.</summary>
    public async Task<Stored<Item>?> FollowAsync(string partition, string row, CancellationToken cancellation)
    {
        for (int hop = 0; hop < 100; hop++)
        {
            TableEntity? entity = await rows.FindAsync(partition, row, cancellation);
            if (entity?.GetString(ItemRows.MovedTo) is { } onwards)
            {
                partition = onwards;
                continue;
            }

            return entity is null ? null
                : entity.ContainsKey(ItemRows.MovingTo) ? await CompleteAsync(entity, cancellation)
                : await rows.ReadAsync(entity, cancellation);
        }

        throw Conflict.Of($"Item {row}");
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
