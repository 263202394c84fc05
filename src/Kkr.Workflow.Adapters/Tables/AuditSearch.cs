using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>Finds audit rows without reading the others.</summary>
internal static class AuditSearch
{
    private const int TransactionLimit = 100;

    /// <summary>Entries are numbered as they are appended and dated as they were thought of: a retry or another clock may put them in another order by so much.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(1);

    /// <summary>The filter of a range. Columns are judged only where a row has them: those of the first schema have no actor and no instant.</summary>
    public static string Filter(string partition, AuditRange range)
    {
        List<string> parts =
        [
            $"PartitionKey eq '{partition}'",
            $"RowKey gt '{AuditWriter.EntryRow(range.After)}'",
            range.Through is { } through ? $"RowKey le '{AuditWriter.EntryRow(through)}'" : $"RowKey lt '{AuditWriter.EntryPrefix[..^1]}}}'",
        ];
        if (range.Action is { } action)
        {
            parts.Add($"Action eq '{Quoted(action)}'");
        }

        if (range.Subject is { } subject)
        {
            parts.Add($"Subject eq '{Quoted(subject)}'");
        }

        if (range.Actor is { } actor)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"({RowShape.Schema} eq 1 or Actor eq '{Quoted(actor)}')"));
        }

        if (range.Before is { } before)
        {
            parts.Add($"({RowShape.Schema} eq 1 or At lt '{Instant(before)}')");
        }

        return string.Join(" and ", parts);
    }

    /// <summary>A number, at least <paramref name="after"/>, up to which every entry is older than the instant: found by halving, not by reading.</summary>
    public static async Task<long> BeforeAsync(TableClient client, string partition, long after, DateTimeOffset instant, CancellationToken cancellation)
    {
        long low = after;
        NullableResponse<TableEntity> head = await client.GetEntityIfExistsAsync<TableEntity>(partition, AuditWriter.HeadRow, cancellationToken: cancellation);
        long high = head.HasValue ? head.Value!.GetInt64("Count") ?? 0 : 0;
        string limit = Instant(instant - Disorder);
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            NullableResponse<TableEntity> row = await client.GetEntityIfExistsAsync<TableEntity>(
                partition, AuditWriter.EntryRow(middle), ["At", RowShape.Schema], cancellation);

            // A row without the column is of the first schema, so older than all that have it; whether it is old enough is judged when it is read.
            bool isOld = row.HasValue && row.Value!.GetString("At") is { } at && string.CompareOrdinal(at, limit) < 0;
            if (isOld)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>True when what the row can be searched by is what its entry says.</summary>
    public static bool AreColumnsTrue(TableEntity row, AuditEntry entry) =>
        row.GetString("Action") == entry.Action && row.GetString("Subject") == entry.Subject
        && row.GetInt32(RowShape.Schema) == entry.Schema
        && (entry.Schema == 1 || (row.GetString("Actor") == entry.Actor && row.GetString("At") == Instant(entry.At)));

    /// <summary>An instant as text whose order is that of time.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Deletes the entries up to a number, oldest first, and their idempotency keys. Oldest first leaves no hole when it is broken off.</summary>
    public static async Task<int> RemoveThroughAsync(TableClient client, string partition, long through, CancellationToken cancellation)
    {
        string entries = Filter(partition, new AuditRange { Through = through });
        string keys = $"{KeyText.Filter(partition, AuditWriter.KeyPrefix)} and Entry le '{AuditWriter.EntryRow(through)}'";
        int removed = await RemoveAsync(client, entries, cancellation);
        await RemoveAsync(client, keys, cancellation);
        return removed;
    }

    private static async Task<int> RemoveAsync(TableClient client, string filter, CancellationToken cancellation)
    {
        List<TableEntity> rows = await client.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation).ToListAsync(cancellation);
        foreach (TableEntity[] part in rows.Chunk(TransactionLimit))
        {
            await client.SubmitTransactionAsync(part.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
        }

        return rows.Count;
    }

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
