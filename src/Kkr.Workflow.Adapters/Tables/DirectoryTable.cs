using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// Directory (council · post, person or tenure). A book has more rows than a transaction takes, so each save writes a generation of its own and
/// then turns the head row to it; readers see one whole book or the other. The rows of former generations hold people's data and are deleted.
/// </summary>
internal sealed class DirectoryTable(WorkflowStorage storage, RowShape shape, ILogger<DirectoryTable> logger) : IDirectory
{
    private const int Schema = 1;
    private const int TransactionLimit = 100;
    private const int Tries = 5;
    private const string HeadRow = "head";
    private const string RowPrefix = "row|";

    private readonly TableHandle table = new(storage, "Directory");

    // A generation never changes once the head points to it, so the book last read serves until the head points elsewhere.
    private readonly ConcurrentDictionary<string, (string Generation, DirectoryBook Book)> known = new(StringComparer.Ordinal);

    public async Task<Stored<DirectoryBook>> LoadAsync(string council, CancellationToken cancellation)
    {
        string partition = KeyText.Join(council);
        TableClient client = await table.OpenAsync(cancellation);
        for (int attempt = 1; ; attempt++)
        {
            if (await HeadAsync(client, partition, cancellation) is not { } head)
            {
                return new Stored<DirectoryBook>(new DirectoryBook([], [], []), "");
            }

            if (known.TryGetValue(partition, out (string Generation, DirectoryBook Book) last) && last.Generation == head.GetString("Generation"))
            {
                return new Stored<DirectoryBook>(last.Book, head.ETag.ToString());
            }

            List<TableEntity> rows = await client
                .QueryAsync<TableEntity>(KeyText.Filter(partition, $"{RowPrefix}{head.GetString("Generation")}|"), cancellationToken: cancellation)
                .ToListAsync(cancellation);
            if (rows.Count == head.GetInt32("Rows"))
            {
                DirectoryBook book = new(
                    await ReadAsync<Post>(rows, "post", cancellation),
                    await ReadAsync<Person>(rows, "person", cancellation),
                    await ReadAsync<Tenure>(rows, "tenure", cancellation));
                known[partition] = (head.GetString("Generation")!, book);
                return new Stored<DirectoryBook>(book, head.ETag.ToString());
            }

            if (attempt == Tries)
            {
                throw new StoredStateException($"Directory ({partition}) has {rows.Count} rows, but its head counts {head.GetInt32("Rows")}.");
            }
        }
    }

    public async Task SaveAsync(string council, DirectoryBook book, string etag, CancellationToken cancellation)
    {
        string partition = KeyText.Join(council);
        TableClient client = await table.OpenAsync(cancellation);
        TableEntity? current = await HeadAsync(client, partition, cancellation);
        if ((current?.ETag.ToString() ?? "") != etag)
        {
            throw Conflict.Of($"Directory {council}");
        }

        long number = (current?.GetInt64("Number") ?? 0) + 1;
        string generation = $"{Number(number)}.{Guid.CreateVersion7():N}";
        List<TableEntity> rows =
        [
            .. await WriteAsync(partition, generation, "post", book.Posts, post => post.Id, cancellation),
            .. await WriteAsync(partition, generation, "person", book.People, person => person.Id, cancellation),
            .. await WriteAsync(partition, generation, "tenure", book.Tenures, tenure => $"{tenure.Post} {tenure.Person}", cancellation),
        ];
        foreach (TableEntity[] part in rows.Chunk(TransactionLimit))
        {
            await client.SubmitTransactionAsync(part.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellation);
        }

        TableEntity head = new(partition, HeadRow)
        {
            [RowShape.Schema] = Schema,
            ["Number"] = number,
            ["Generation"] = generation,
            ["Rows"] = rows.Count,
        };
        try
        {
            await (current is null
                ? client.AddEntityAsync(head, cancellation)
                : client.UpdateEntityAsync(head, current.ETag, TableUpdateMode.Replace, cancellation));
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            throw Conflict.From(exception, $"Directory {council}");
        }

        await ClearFormerAsync(client, partition, number, cancellation);
    }

    /// <summary>Only lower numbers are cleared: a later save may be writing its own rows already. What is left behind, the next save clears.</summary>
    private async Task ClearFormerAsync(TableClient client, string partition, long number, CancellationToken cancellation)
    {
        try
        {
            string filter = $"{KeyText.Filter(partition)} and RowKey ge '{RowPrefix}' and RowKey lt '{RowPrefix}{Number(number)}'";
            List<TableEntity> former = await client
                .QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation)
                .ToListAsync(cancellation);
            foreach (TableEntity[] part in former.Chunk(TransactionLimit))
            {
                await client.SubmitTransactionAsync(
                    part.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
            }
        }
        catch (RequestFailedException exception)
        {
            AdapterLog.LeftBehind(logger, table.Name, partition, exception);
        }
    }

    private async Task<TableEntity?> HeadAsync(TableClient client, string partition, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, HeadRow, cancellationToken: cancellation);
        if (!found.HasValue)
        {
            return null;
        }

        RowShape.Check(table.Name, found.Value!, Schema);
        return found.Value;
    }

    private async Task<List<TableEntity>> WriteAsync<T>(
        string partition, string generation, string kind, IReadOnlyList<T> records, Func<T, string> id, CancellationToken cancellation)
    {
        List<TableEntity> rows = new(records.Count);
        for (int index = 0; index < records.Count; index++)
        {
            string row = $"{RowPrefix}{generation}|{kind}|{index.ToString("D5", CultureInfo.InvariantCulture)}";
            TableEntity entity = await shape.WriteAsync(table.Name, partition, row, Schema, records[index], cancellation);
            entity["Id"] = id(records[index]);
            rows.Add(entity);
        }

        return rows;
    }

    /// <summary>Rows come in order of key, which is the order they were given in.</summary>
    private async Task<List<T>> ReadAsync<T>(List<TableEntity> rows, string kind, CancellationToken cancellation)
    {
        List<T> records = [];
        foreach (TableEntity row in rows.Where(row => row.RowKey.Contains($"|{kind}|", StringComparison.Ordinal)))
        {
            records.Add(await shape.ReadAsync<T>(table.Name, row, Schema, cancellation));
        }

        return records;
    }

    private static string Number(long number) => number.ToString("D10", CultureInfo.InvariantCulture);
}
