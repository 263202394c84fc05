using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// The audit log (council · number). An entry, the head row that counts and the idempotency key go in together or not at all; the head's tag
/// lets one writer through at a time, and the others try again on the new head.
/// </summary>
public sealed class AuditTable : IAuditLog
{
    private const int Schema = 1;
    private const int Tries = 50;
    private const string HeadRow = "head";
    private const string EntryPrefix = "entry|";
    private const string KeyPrefix = "key|";

    private readonly TableHandle table;
    private readonly RowShape shape;
    private readonly ConcurrentDictionary<string, Writer> writers = new(StringComparer.Ordinal);

    /// <summary>The log in the app's storage.</summary>
    public AuditTable(WorkflowStorage storage)
    {
        table = new TableHandle(storage, "Audit");
        shape = new RowShape(new Containers(storage));
    }

    /// <inheritdoc/>
    public async Task AppendAsync(AuditEntry entry, string? idempotencyKey, CancellationToken cancellation)
    {
        string partition = KeyText.Join(entry.Council);
        Writer writer = writers.GetOrAdd(partition, _ => new Writer());
        string addition = Guid.CreateVersion7().ToString("N");
        string json = StoredJson.Write(entry with { At = entry.At.ToUniversalTime() });
        TableClient client = await table.OpenAsync(cancellation);
        await writer.Gate.WaitAsync(cancellation);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                Head head = writer.Head ?? await ReadHeadAsync(client, partition, cancellation);
                writer.Head = null;
                if (head.AddedBy == addition)
                {
                    writer.Head = head;
                    return;
                }

                try
                {
                    writer.Head = await SubmitAsync(client, partition, head, entry, json, addition, idempotencyKey, cancellation);
                    return;
                }
                catch (RequestFailedException exception) when (Conflict.IsIn(exception) && attempt < Tries)
                {
                    if (idempotencyKey is not null && await IsUsedAsync(client, partition, idempotencyKey, cancellation))
                    {
                        return;
                    }

                    // Another process was first. A short wait of uneven length lets one of the two through.
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 * Math.Min(attempt, 20))), cancellation);
                }
            }
        }
        finally
        {
            writer.Gate.Release();
        }
    }

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
        Head head = await ReadHeadAsync(client, partition, cancellation);
        string previous = AuditChain.Start;
        long number = 0;
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(KeyText.Filter(partition, EntryPrefix), cancellationToken: cancellation))
        {
            number++;
            if (number > head.Count)
            {
                // Appended while this was reading; the next check sees it under its own head.
                head = await ReadHeadAsync(client, partition, cancellation);
            }

            if (row.RowKey != EntryRow(number))
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
        }

        if (number < head.Count)
        {
            return new AuditVerification(number, number + 1, "The entry is missing.");
        }

        return head.Count == number && head.Hash == previous
            ? new AuditVerification(number, null, null)
            : new AuditVerification(number, number + 1, "The head does not follow from the last entry.");
    }

    private async Task<Head> SubmitAsync(
        TableClient client, string partition, Head head, AuditEntry entry, string json, string addition, string? key, CancellationToken cancellation)
    {
        long number = head.Count + 1;
        string hash = AuditChain.Link(head.Hash, number, json);
        TableEntity row = await shape.WriteAsync(table.Name, partition, EntryRow(number), Schema, entry with { At = entry.At.ToUniversalTime() }, cancellation);
        row["Hash"] = hash;
        row["Previous"] = head.Hash;
        row["Action"] = entry.Action;
        row["Subject"] = entry.Subject;
        TableEntity headRow = new(partition, HeadRow) { [RowShape.Schema] = Schema, ["Count"] = number, ["Hash"] = hash, ["AddedBy"] = addition };
        List<TableTransactionAction> actions =
        [
            head.ETag is { } etag
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, headRow, etag)
                : new TableTransactionAction(TableTransactionActionType.Add, headRow),
            new TableTransactionAction(TableTransactionActionType.Add, row),
        ];
        if (key is not null)
        {
            TableEntity keyRow = new(partition, KeyPrefix + KeyText.Digest(key)) { [RowShape.Schema] = Schema, ["Entry"] = row.RowKey };
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, keyRow));
        }

        Response<IReadOnlyList<Response>> answers = await client.SubmitTransactionAsync(actions, cancellation);
        return new Head(number, hash, addition, answers.Value[0].Headers.ETag);
    }

    private async Task<Head> ReadHeadAsync(TableClient client, string partition, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, HeadRow, cancellationToken: cancellation);
        if (!found.HasValue)
        {
            return new Head(0, AuditChain.Start, null, null);
        }

        TableEntity row = found.Value!;
        RowShape.Check(table.Name, row, Schema);
        return new Head(row.GetInt64("Count") ?? 0, row.GetString("Hash") ?? AuditChain.Start, row.GetString("AddedBy"), row.ETag);
    }

    private static async Task<bool> IsUsedAsync(TableClient client, string partition, string key, CancellationToken cancellation)
    {
        string row = KeyPrefix + KeyText.Digest(key);
        return (await client.GetEntityIfExistsAsync<TableEntity>(partition, row, ["RowKey"], cancellation)).HasValue;
    }

    private static string EntryRow(long number) => EntryPrefix + number.ToString("D12", CultureInfo.InvariantCulture);

    private sealed record Head(long Count, string Hash, string? AddedBy, ETag? ETag);

    private sealed class Writer
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>The head as this process wrote it last; null when it must be read.</summary>
        public Head? Head { get; set; }
    }
}
