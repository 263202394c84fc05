using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>Items. Adding and moving have rules of their own: <see cref="ItemAddition"/>, <see cref="ItemTransfer"/>.</summary>
internal sealed class ItemsTable(ItemRows rows, ILogger<ItemsTable> logger) : IItems
{
    private const int TextsAtOnce = 8;

    private readonly ItemAddition addition = new(rows, logger);
    private readonly ItemTransfer transfer = new(rows, logger);

    public async Task<Stored<Item>?> FindAsync(string council, string? meeting, string item, CancellationToken cancellation)
    {
        TableEntity? entity = await rows.FindAsync(ItemRows.Partition(council, meeting), ItemRows.Row(item), cancellation);
        if (entity is null || entity.ContainsKey(ItemRows.MovedTo))
        {
            return null;
        }

        // A move that was broken off is completed, and its item returned once more from here: a caller that looked elsewhere first has not seen it.
        return entity.ContainsKey(ItemRows.MovingTo)
            ? await transfer.CompleteAsync(entity, cancellation)
            : await rows.ReadAsync(entity, cancellation);
    }

    public async Task<IReadOnlyList<Stored<Item>>> ListAsync(string council, string? meeting, CancellationToken cancellation)
    {
        List<TableEntity> entities = await ThereAsync(council, meeting, cancellation);
        Stored<Item>[] items = new Stored<Item>[entities.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = TextsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, entities.Count, options, async (index, token) => items[index] = await rows.ReadAsync(entities[index], token));
        return [.. InOrder(items, item => item.Value.Id)];
    }

    public async Task<IReadOnlyList<Item>> ListWithoutTextsAsync(string council, string? meeting, CancellationToken cancellation) =>
        await WithoutTextsAsync(await ThereAsync(council, meeting, cancellation), cancellation);

    public async Task<IReadOnlyList<Item>> ListAlikeAsync(string council, string? meeting, string title, CancellationToken cancellation)
    {
        string comparable = ItemRules.ComparableTitle(title);
        List<TableEntity> rowsAlike = await ThereAsync(council, meeting, cancellation, $" and {ItemRows.TitledLike(comparable)}");
        return [.. (await WithoutTextsAsync(rowsAlike, cancellation)).Where(item => ItemRules.ComparableTitle(item.Title) == comparable)];
    }

    private async Task<IReadOnlyList<Item>> WithoutTextsAsync(List<TableEntity> entities, CancellationToken cancellation)
    {
        List<Item> items = [];
        foreach (TableEntity entity in entities)
        {
            items.Add(await rows.ReadWithoutTextsAsync(entity, cancellation));
        }

        return [.. InOrder(items, item => item.Id)];
    }

    /// <summary>The rows of the items that are there, those included that are just arriving.</summary>
    private async Task<List<TableEntity>> ThereAsync(string council, string? meeting, CancellationToken cancellation, string andOnly = "")
    {
        string partition = ItemRows.Partition(council, meeting);
        TableClient client = await rows.Table.OpenAsync(cancellation);
        List<TableEntity> entities = [];
        await foreach (TableEntity entity in client.QueryAsync<TableEntity>(ItemAddition.ItemsOnly(partition) + andOnly, cancellationToken: cancellation))
        {
            if (entity.ContainsKey(ItemRows.MovingTo))
            {
                await transfer.CompleteAsync(entity, cancellation);
            }
            else if (!entity.ContainsKey(ItemRows.MovedTo))
            {
                entities.Add(entity);
            }
        }

        return entities;
    }

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> items, Func<T, string> idOf) => items
        .OrderBy(item => idOf(item)[..(idOf(item).LastIndexOf('-') + 1)], StringComparer.Ordinal)
        .ThenBy(item => ItemRows.Serial(idOf(item)));

    public Task<Stored<Item>> AddAsync(Item item, string? idempotencyKey, CancellationToken cancellation) =>
        addition.AddAsync(item, idempotencyKey, (numbered, _) => Task.FromResult(numbered), cancellation);

    public Task<Stored<Item>> AddAsync(Item item, string? idempotencyKey, Func<Item, CancellationToken, Task<Item>> complete, CancellationToken cancellation) =>
        addition.AddAsync(item, idempotencyKey, complete, cancellation);

    public Task<Stored<Item>?> FindByKeyAsync(string council, string? meeting, string idempotencyKey, CancellationToken cancellation) =>
        addition.FindByKeyAsync(council, meeting, idempotencyKey, cancellation);

    public async Task<Stored<Item>> SaveAsync(Stored<Item> item, CancellationToken cancellation)
    {
        string partition = ItemRows.Partition(item.Value.Council, item.Value.Meeting);
        TableEntity? current = await rows.FindAsync(partition, ItemRows.Row(item.Value.Id), cancellation);
        if (current?.ETag.ToString() != item.ETag || current.ContainsKey(ItemRows.MovingTo))
        {
            TableEntity? elsewhere = await transfer.RowAsync(item.Value.Council, item.Value.Id, cancellation);
            throw elsewhere?.ETag.ToString() == item.ETag && elsewhere.PartitionKey != partition
                ? new InvalidOperationException($"Item {item.Value.Id} is in {elsewhere.PartitionKey}. Saving it does not take it to {partition}: move it.")
                : Conflict.Of($"Item {item.Value.Id}");
        }

        TableEntity entity = await rows.WriteAsync(partition, item.Value, current, cancellation);
        TableClient client = await rows.Table.OpenAsync(cancellation);
        try
        {
            Response response = await client.UpdateEntityAsync(entity, current.ETag, TableUpdateMode.Replace, cancellation);
            return item with { ETag = response.Headers.ETag.GetValueOrDefault().ToString() };
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            throw Conflict.From(exception, $"Item {item.Value.Id}");
        }
    }

    public Task<Stored<Item>> MoveAsync(Stored<Item> item, string? toMeeting, CancellationToken cancellation) =>
        transfer.MoveAsync(item, toMeeting, cancellation);

    public async Task<IReadOnlyList<ItemVersion>> VersionsAsync(string council, string item, CancellationToken cancellation) =>
        await transfer.RowAsync(council, item, cancellation) is { } row ? await rows.VersionsAsync(row, cancellation) : [];

    public async Task TidyAsync(string council, string item, CancellationToken cancellation)
    {
        // The row's place must not change under way; what is moving arrives first.
        if (await transfer.LocateAsync(council, item, cancellation) is not null && await transfer.RowAsync(council, item, cancellation) is { } row)
        {
            try
            {
                await rows.TidyAsync(row, cancellation);
            }
            catch (RequestFailedException exception) when (Conflict.IsIn(exception))
            {
                throw Conflict.From(exception, $"Item {item}");
            }
        }
    }

    public async Task ForgetTextsAsync(Stored<Item> item, CancellationToken cancellation)
    {
        TableEntity? current = await transfer.RowAsync(item.Value.Council, item.Value.Id, cancellation);
        if (current?.ETag.ToString() != item.ETag || current.ContainsKey(ItemRows.MovingTo))
        {
            throw Conflict.Of($"Item {item.Value.Id}");
        }

        if (current.ContainsKey(ItemTexts.LeftBehind))
        {
            // What an earlier reclassification left behind goes first: the row remembers one chain of texts at a time.
            await TidyAsync(item.Value.Council, item.Value.Id, cancellation);
            current = (await transfer.RowAsync(item.Value.Council, item.Value.Id, cancellation))!;
        }

        TableEntity entity = await rows.WriteForgottenAsync(current.PartitionKey, item.Value, current, cancellation);
        TableClient client = await rows.Table.OpenAsync(cancellation);
        try
        {
            await client.UpdateEntityAsync(entity, current.ETag, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            throw Conflict.From(exception, $"Item {item.Value.Id}");
        }

        await TidyAsync(item.Value.Council, item.Value.Id, cancellation);
    }

    public Task<Stored<Item>?> LocateAsync(string council, string item, CancellationToken cancellation) =>
        transfer.LocateAsync(council, item, cancellation);
}
