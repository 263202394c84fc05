using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Engine.Tables;

/// <content>Writing checkpoints and removing instances.</content>
internal sealed partial class TableHistoryStore
{
    public async Task<string?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        InstanceRow row = checkpoint.Row;
        string partition = HubKeys.Partition(row.Id);
        List<TableTransactionAction> actions = new(4) { await InstanceActionAsync(checkpoint, cancellation) };
        bool blob = false;
        if (checkpoint.Events.Count > 0)
        {
            TableEntity chunk = new(partition, HubKeys.History(row.Generation, row.Revision)) { ["Schema"] = HistoryEvent.CurrentSchema };
            bool large = checkpoint.Events.Exists(stored => stored.Data?.Length > largeThreshold);
            blob |= await _texts.PutLongAsync(chunk, HistoryText.Write(checkpoint.Events), large, row.Stamp, cancellation);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, chunk));
        }

        if (checkpoint.Outbox.Count > 0)
        {
            TableEntity outbox = new(partition, HubKeys.Outbox(row.Revision))
            {
                ["Schema"] = HistoryEvent.CurrentSchema,
                ["InstanceId"] = row.Id,
                ["Open"] = true,
            };
            bool large = checkpoint.Outbox.Exists(message => message.Event.Data?.Length > largeThreshold);
            blob |= await _texts.PutLongAsync(outbox, HistoryText.Write(checkpoint.Outbox), large, row.Stamp, cancellation);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, outbox));
        }

        actions.AddRange(checkpoint.Received.Select(id => new TableTransactionAction(
            TableTransactionActionType.Add, new TableEntity(partition, HubKeys.Received(id)) { ["Schema"] = HistoryEvent.CurrentSchema })));
        List<TableEntity> obsolete = checkpoint.DropsEarlierGenerations ? await EarlierAsync(partition, row.Generation, cancellation) : [];
        actions.AddRange(obsolete.Take(RoomForDeletes).Select(Delete));
        if (blob)
        {
            ((TableEntity)actions[0].Entity)["HasBlobs"] = true;
        }

        try
        {
            Response<IReadOnlyList<Response>> answers = await table.SubmitTransactionAsync(actions, cancellation);
            await CleanAsync(obsolete, cancellation);
            return answers.Value[0].Headers.ETag!.Value.ToString();
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    public async Task<bool> RemoveAsync(string instanceId, CancellationToken cancellation)
    {
        string partition = HubKeys.Partition(instanceId);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", "HasBlobs"], cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        if (rows.Find(row => row.RowKey == HubKeys.InstanceRow) is not { } instance)
        {
            return false;
        }

        if (instance.GetBoolean("HasBlobs") == true)
        {
            await blobs.RemoveAllAsync(partition, cancellation);
        }

        // The instance's own row goes last: until then, whoever was interrupted can start again.
        rows.Remove(instance);
        foreach (TableEntity[] part in rows.Append(instance).Chunk(MaxTransaction))
        {
            await table.SubmitTransactionAsync(part.Select(Delete), cancellation);
        }

        return true;
    }

    private static TableTransactionAction Delete(TableEntity row) =>
        new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All);

    private async Task<TableTransactionAction> InstanceActionAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        InstanceRow row = checkpoint.Row;
        TableEntity entity = InstanceEntities.ToEntity(row, checkpoint.Whole);
        bool blob = false;
        if (checkpoint.Whole || checkpoint.InputChanged)
        {
            blob |= await _texts.PutAsync(entity, "Input", row.Input, row.Stamp, cancellation);
            entity["OrchestratorVersion"] = row.Version ?? "";
        }

        if (checkpoint.CustomStatusChanged)
        {
            blob |= await _texts.PutAsync(entity, "CustomStatus", row.CustomStatus, row.Stamp, cancellation);
        }

        if (row.Output is not null)
        {
            blob |= await _texts.PutAsync(entity, "Output", row.Output, row.Stamp, cancellation);
        }

        if (row.Failure is not null)
        {
            blob |= await _texts.PutAsync(entity, "Failure", row.Failure, row.Stamp, cancellation);
        }

        if (checkpoint.Whole && row.Tags is not null)
        {
            blob |= await _texts.PutAsync(entity, "Tags", row.Tags, row.Stamp, cancellation);
        }

        if (blob || (checkpoint.Whole && row.ETag is not null))
        {
            // Whoever is replaced may have had some.
            entity["HasBlobs"] = true;
        }

        TableTransactionActionType kind = row.ETag is null ? TableTransactionActionType.Add
            : checkpoint.Whole ? TableTransactionActionType.UpdateReplace : TableTransactionActionType.UpdateMerge;
        return new TableTransactionAction(kind, entity, row.ETag is null ? default : new ETag(row.ETag));
    }

    private async Task<List<TableEntity>> EarlierAsync(string partition, int generation, CancellationToken cancellation)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {"h"} and RowKey lt {HubKeys.HistoryOf(generation)}");
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", "Blob"], cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Removes what the transaction had no room for. What is left by a crash here is never read, and goes with the next generation.</summary>
    private async Task CleanAsync(List<TableEntity> obsolete, CancellationToken cancellation)
    {
        try
        {
            foreach (TableEntity[] part in obsolete.Skip(RoomForDeletes).Chunk(MaxTransaction))
            {
                await table.SubmitTransactionAsync(part.Select(Delete), cancellation);
            }

            foreach (string blob in obsolete.Select(RowTexts.BlobOf).OfType<string>())
            {
                await blobs.RemoveAsync(blob, cancellation);
            }
        }
        catch (Exception exception) when (exception is RequestFailedException or OperationCanceledException)
        {
            // Left over; the checkpoint itself is written.
        }
    }
}
