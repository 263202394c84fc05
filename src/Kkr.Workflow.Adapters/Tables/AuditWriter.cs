using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// Appends to one council's audit log. A chain has one end, so appends queue for it; whoever comes to the front writes for all who wait, in one
/// transaction. Writers in other processes are met by the head row's tag: the one who comes second tries again on the new head.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to give back.")]
internal sealed class AuditWriter(string partition, TableHandle table, RowShape shape)
{
    public const int Schema = AuditEntry.CurrentSchema;
    public const string HeadRow = "head";
    public const string EntryPrefix = "entry|";
    public const string KeyPrefix = "key|";

    private const int Tries = 50;

    /// <summary>A transaction takes 100 rows: the head, and two an entry.</summary>
    private const int BatchLimit = 40;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentQueue<Pending> waiting = new();

    /// <summary>The head as this process wrote it last; null when it must be read.</summary>
    private AuditHead? head;

    public static string EntryRow(long number) => EntryPrefix + number.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The number that an entry's row key says; null when it is not the key of an entry.</summary>
    public static long? NumberOf(string row) =>
        row.StartsWith(EntryPrefix, StringComparison.Ordinal)
        && long.TryParse(row.AsSpan(EntryPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && row == EntryRow(number)
            ? number
            : null;

    public async Task AppendAsync(AuditEntry entry, string? key, CancellationToken cancellation)
    {
        Pending mine = new(entry, key is null ? null : KeyPrefix + KeyText.Digest(key));
        waiting.Enqueue(mine);
        try
        {
            await gate.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            mine.IsAbandoned = true;
            throw;
        }

        try
        {
            while (!mine.Written.Task.IsCompleted)
            {
                await WriteAsync(NextBatch());
            }
        }
        finally
        {
            gate.Release();
        }

        await mine.Written.Task;
    }

    public static async Task<AuditHead> ReadHeadAsync(TableClient client, string table, string partition, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, HeadRow, cancellationToken: cancellation);
        if (!found.HasValue)
        {
            return new AuditHead(0, AuditChain.Start, null, null);
        }

        TableEntity row = found.Value!;
        RowShape.Check(table, row, Schema);
        return new AuditHead(row.GetInt64("Count") ?? 0, row.GetString("Hash") ?? AuditChain.Start, row.GetString("AddedBy"), row.ETag);
    }

    private List<Pending> NextBatch()
    {
        List<Pending> batch = [];
        while (batch.Count < BatchLimit && waiting.TryDequeue(out Pending? next))
        {
            if (next.KeyRow is not null && batch.Find(one => one.KeyRow == next.KeyRow) is { } same)
            {
                same.Repeats.Add(next);
            }
            else if (!next.IsAbandoned)
            {
                batch.Add(next);
            }
        }

        return batch;
    }

    /// <summary>One of those who wait writes for the others, so its own cancellation does not stop the writing.</summary>
    private async Task WriteAsync(List<Pending> batch)
    {
        string addition = Guid.CreateVersion7().ToString("N");
        try
        {
            TableClient client = await table.OpenAsync(CancellationToken.None);
            for (int attempt = 1; batch.Count > 0; attempt++)
            {
                AuditHead current = head ?? await ReadHeadAsync(client, table.Name, partition, CancellationToken.None);
                head = null;
                if (current.AddedBy == addition)
                {
                    // The answer to our own transaction was lost, and its repetition was refused.
                    head = current;
                    break;
                }

                try
                {
                    head = await SubmitAsync(client, current, batch, addition);
                    break;
                }
                catch (RequestFailedException exception) when (Conflict.IsIn(exception) && attempt < Tries)
                {
                    int? failed = (exception as TableTransactionFailedException)?.FailedTransactionActionIndex;
                    if (await SettleRepeatsAsync(client, batch, failed) > 0)
                    {
                        // The head was not what failed, so it still holds.
                        head = failed > 0 ? current : null;
                        continue;
                    }

                    // Another process was first. A wait of uneven length lets one of the two through.
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 * Math.Min(attempt, 20))));
                }
            }

            batch.ForEach(one => one.Succeed());
        }
        catch (Exception exception)
        {
            // Whatever it was, everybody in the batch is told; the durable retry of each tries again.
            batch.ForEach(one => one.Fail(exception));
        }
    }

    private async Task<AuditHead> SubmitAsync(TableClient client, AuditHead current, List<Pending> batch, string addition)
    {
        List<TableTransactionAction> actions = [];
        long number = current.Count;
        string hash = current.Hash;
        foreach (Pending one in batch)
        {
            number++;
            TableEntity row = await shape.WriteAsync(table.Name, partition, EntryRow(number), Schema, one.Entry, CancellationToken.None);
            row["Previous"] = hash;
            hash = AuditChain.Link(hash, number, await shape.JsonAsync(table.Name, row, CancellationToken.None));
            row["Hash"] = hash;
            row["Action"] = one.Entry.Action;
            row["Subject"] = one.Entry.Subject;
            row["Actor"] = one.Entry.Actor;
            row["At"] = AuditSearch.Instant(one.Entry.At);
            actions.Add(new TableTransactionAction(TableTransactionActionType.Add, row));
            if (one.KeyRow is not null)
            {
                TableEntity key = new(partition, one.KeyRow) { [RowShape.Schema] = Schema, ["Entry"] = row.RowKey };
                actions.Add(new TableTransactionAction(TableTransactionActionType.Add, key));
            }
        }

        TableEntity headRow = new(partition, HeadRow) { [RowShape.Schema] = Schema, ["Count"] = number, ["Hash"] = hash, ["AddedBy"] = addition };
        actions.Insert(0, current.ETag is { } etag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, headRow, etag)
            : new TableTransactionAction(TableTransactionActionType.Add, headRow));
        Response<IReadOnlyList<Response>> answers = await client.SubmitTransactionAsync(actions, CancellationToken.None);
        return new AuditHead(number, hash, addition, answers.Value[0].Headers.ETag);
    }

    /// <summary>Takes out those whose key was used before: they are there already. The failed action, where it is told, says which one to look at.</summary>
    private async Task<int> SettleRepeatsAsync(TableClient client, List<Pending> batch, int? failed)
    {
        int settled = 0;
        int action = 0;
        foreach (Pending one in batch.ToList())
        {
            action += one.KeyRow is null ? 1 : 2;
            if (one.KeyRow is not null && (failed is null || failed == action)
                && (await client.GetEntityIfExistsAsync<TableEntity>(partition, one.KeyRow, ["RowKey", "Entry"])).HasValue)
            {
                one.Succeed();
                batch.Remove(one);
                settled++;
            }
        }

        return settled;
    }

    private sealed class Pending(AuditEntry entry, string? keyRow)
    {
        public AuditEntry Entry { get; } = entry with { At = entry.At.ToUniversalTime(), Schema = AuditEntry.CurrentSchema };

        public string? KeyRow { get; } = keyRow;

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Others with the same key, who wait for the same row.</summary>
        public List<Pending> Repeats { get; } = [];

        public bool IsAbandoned { get; set; }

        public void Succeed()
        {
            Written.TrySetResult();
            Repeats.ForEach(one => one.Written.TrySetResult());
        }

        public void Fail(Exception exception)
        {
            Written.TrySetException(exception);
            Repeats.ForEach(one => one.Written.TrySetException(exception));
        }
    }
}

/// <summary>The end of a council's audit log.</summary>
internal sealed record AuditHead(long Count, string Hash, string? AddedBy, ETag? ETag);
