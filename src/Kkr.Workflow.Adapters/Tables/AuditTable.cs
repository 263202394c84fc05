using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// The audit log (council · number). An entry, the head row that counts and the idempotency key go in together or not at all.
/// </summary>
public sealed class AuditTable : IAuditLog
{
    private const int Schema = AuditWriter.Schema;
    private const string CheckpointRow = "checkpoint";

    private readonly TableHandle table;
    private readonly RowShape shape;
    private readonly ConcurrentDictionary<string, AuditWriter> writers = new(StringComparer.Ordinal);

    /// <summary>The log in the app's storage.</summary>
    public AuditTable(WorkflowStorage storage)
    {
        table = new TableHandle(storage, "Audit");
        shape = new RowShape(new Containers(storage));
    }

    /// <inheritdoc/>
    public Task AppendAsync(AuditEntry entry, string? idempotencyKey, CancellationToken cancellation) =>
        writers.GetOrAdd(KeyText.Join(entry.Council), partition => new AuditWriter(partition, table, shape)).AppendAsync(entry, idempotencyKey, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(string council, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (AuditRow row in RowsAsync(council, new AuditRange(), cancellation))
        {
            yield return row.Entry;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AuditRow> RowsAsync(string council, AuditRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        string partition = KeyText.Join(council);
        long after = Math.Max(range.After, (await CheckpointAsync(council, cancellation))?.Number ?? 0);
        if (range.From is { } from)
        {
            after = Math.Max(after, await AuditSearch.BeforeAsync(client, partition, after, from, cancellation));
        }

        await foreach (TableEntity row in client.QueryAsync<TableEntity>(AuditSearch.Filter(partition, range with { After = after }), cancellationToken: cancellation))
        {
            // Entries of the first schema have no columns to be judged by where they are.
            if (AuditWriter.NumberOf(row.RowKey) is { } number
                && await ReadAsync(row, number, cancellation) is var read && range.Includes(number, read.Entry))
            {
                yield return read;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<AuditPoint> HeadAsync(string council, CancellationToken cancellation)
    {
        AuditHead head = await AuditWriter.ReadHeadAsync(await table.OpenAsync(cancellation), table.Name, KeyText.Join(council), cancellation);
        return new AuditPoint(head.Count, head.Hash);
    }

    /// <inheritdoc/>
    public async Task<AuditPoint?> CheckpointAsync(string council, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(KeyText.Join(council), CheckpointRow, cancellationToken: cancellation);
        if (!found.HasValue)
        {
            return null;
        }

        RowShape.Check(table.Name, found.Value!, Schema);
        return new AuditPoint(found.Value!.GetInt64("Through") ?? 0, found.Value.GetString("Hash") ?? AuditChain.Start);
    }

    /// <inheritdoc/>
    public async Task<AuditVerification> VerifyAsync(string council, AuditPoint? anchor, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        string partition = KeyText.Join(council);
        AuditPoint head = await HeadAsync(council, cancellation);
        AuditPoint checkpoint = await CheckpointAsync(council, cancellation) ?? AuditChain.Beginning;
        AuditCheck check = new(checkpoint, anchor);
        string? atHead = head.Number <= checkpoint.Number ? checkpoint.Hash : null;
        string filter = AuditSearch.Filter(partition, new AuditRange { After = checkpoint.Number });
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (AuditWriter.NumberOf(row.RowKey) is not { } number)
            {
                check.TakeForeign();
                break;
            }

            AuditRow read = await ReadAsync(row, number, cancellation);
            if (!check.Take(read, AuditSearch.AreColumnsTrue(row, read.Entry)))
            {
                break;
            }

            atHead = number == head.Number ? read.Hash : atHead;
        }

        AuditVerification found = check.Close(head, atHead);
        if (!found.IsIntact || found.Last.Number == head.Number)
        {
            return found;
        }

        // What was appended while this was reading is counted by the head that came with it.
        long counted = (await HeadAsync(council, cancellation)).Number;
        return found.Last.Number <= counted ? found : new AuditVerification(counted - checkpoint.Number, counted + 1, AuditFault.Uncounted) { Last = head };
    }

    /// <inheritdoc/>
    public async Task<int> PruneAsync(string council, AuditPoint through, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        string partition = KeyText.Join(council);
        AuditPoint? former = await CheckpointAsync(council, cancellation);
        if (former is null || former.Number < through.Number)
        {
            NullableResponse<TableEntity> last = await client.GetEntityIfExistsAsync<TableEntity>(
                partition, AuditWriter.EntryRow(through.Number), ["Hash"], cancellation);
            if (!last.HasValue || last.Value!.GetString("Hash") != through.Hash)
            {
                throw new StoredStateException($"Audit ({partition}) has no entry {through}; nothing was taken away.");
            }

            // From here on the log begins after this point, whatever is still left of what came before.
            TableEntity row = new(partition, CheckpointRow) { [RowShape.Schema] = Schema, ["Through"] = through.Number, ["Hash"] = through.Hash };
            await client.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        }

        return await AuditSearch.RemoveThroughAsync(client, partition, Math.Max(through.Number, former?.Number ?? 0), cancellation);
    }

    private async ValueTask<AuditRow> ReadAsync(TableEntity row, long number, CancellationToken cancellation) => new(
        number,
        row.GetString("Previous") ?? "",
        row.GetString("Hash") ?? "",
        await shape.JsonAsync(table.Name, row, cancellation),
        await shape.ReadAsync<AuditEntry>(table.Name, row, Schema, cancellation));
}
