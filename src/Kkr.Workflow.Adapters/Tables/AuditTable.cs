using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// The audit log (council · number). An entry, the head row that counts and the idempotency key go in together or not at all.
/// </summary>
public sealed class AuditTable : IAuditLog
{
    private const int Schema = AuditWriter.Schema;
    private const string EntryPrefix = AuditWriter.EntryPrefix;

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
        TableClient client = await table.OpenAsync(cancellation);
        string filter = KeyText.Filter(KeyText.Join(council), EntryPrefix);
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return await shape.ReadAsync<AuditEntry>(table.Name, row, Schema, cancellation);
        }
    }

    /// <summary>Checks a council's log from its first entry to its head: nothing changed, taken out, put in or cut off.</summary>
    public async Task<AuditVerification> VerifyAsync(string council, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        string partition = KeyText.Join(council);
        AuditHead head = await AuditWriter.ReadHeadAsync(client, table.Name, partition, cancellation);
        string previous = AuditChain.Start;
        string atHead = previous;
        long number = 0;
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(KeyText.Filter(partition, EntryPrefix), cancellationToken: cancellation))
        {
            number++;
            if (row.RowKey != AuditWriter.EntryRow(number))
            {
                return new AuditVerification(number - 1, number, "The entry is missing.");
            }

            AuditEntry entry = await shape.ReadAsync<AuditEntry>(table.Name, row, Schema, cancellation);
            string hash = AuditChain.Link(previous, number, await shape.JsonAsync(table.Name, row, cancellation));
            if (row.GetString("Hash") != hash || row.GetString("Previous") != previous)
            {
                return new AuditVerification(number - 1, number, "The entry is not as it was written.");
            }

            if (row.GetString("Action") != entry.Action || row.GetString("Subject") != entry.Subject)
            {
                return new AuditVerification(number - 1, number, "The entry's columns do not say what the entry says.");
            }

            previous = hash;
            atHead = number == head.Count ? hash : atHead;
        }

        if (number < head.Count)
        {
            return new AuditVerification(number, number + 1, "The entry is missing.");
        }

        if (head.Hash != atHead)
        {
            return new AuditVerification(head.Count, head.Count + 1, "The head does not follow from the last entry.");
        }

        // What was appended while this was reading is counted by the head that came with it.
        long counted = number == head.Count ? number : (await AuditWriter.ReadHeadAsync(client, table.Name, partition, cancellation)).Count;
        return number <= counted
            ? new AuditVerification(number, null, null)
            : new AuditVerification(counted, counted + 1, "The head does not count the entry.");
    }
}
