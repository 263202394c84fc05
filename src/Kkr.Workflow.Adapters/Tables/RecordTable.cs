using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>A table with one domain record a row.</summary>
/// <param name="table">The table.</param>
/// <param name="shape">How a record becomes a row.</param>
/// <param name="schema">The newest schema that this app knows.</param>
/// <param name="folder">What the names of records too long for a row begin with, or null.</param>
internal sealed class RecordTable<T>(TableHandle table, RowShape shape, int schema, Func<T, string>? folder = null)
    where T : class
{
    private const int Looks = 8;

    /// <summary>Where the long records are that were read or written here, by row and version: who replaces one has seen it before.</summary>
    private readonly ConcurrentDictionary<(string Partition, string Row, string Version), string> longOnes = [];

    public async Task<Stored<T>?> FindAsync(string partition, string row, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return found.HasValue ? await StoredAsync(client, found.Value!, cancellation) : null;
    }

    public async IAsyncEnumerable<Stored<T>> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        await foreach (TableEntity entity in client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            if (await StoredAsync(client, entity, cancellation) is { } stored)
            {
                yield return stored;
            }
        }
    }

    /// <summary>Adds (<paramref name="etag"/> null) or replaces.</summary>
    /// <exception cref="ConcurrencyConflictException">The row exists already, or has changed.</exception>
    public async Task<Stored<T>> SaveAsync(
        string partition, string row, T value, string? etag, CancellationToken cancellation, params (string Name, object? Value)[] columns)
    {
        TableEntity entity = await shape.WriteAsync(table.Name, partition, row, schema, value, cancellation, folder: folder?.Invoke(value));
        foreach ((string name, object? content) in columns)
        {
            if (content is not null)
            {
                entity[name] = content;
            }
        }

        TableClient client = await table.OpenAsync(cancellation);
        try
        {
            Response response = etag is null
                ? await client.AddEntityAsync(entity, cancellation)
                : await client.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Replace, cancellation);
            string version = response.Headers.ETag.GetValueOrDefault().ToString();
            await ReplacedAsync(partition, row, etag, version, entity.GetString(RowShape.JsonBlob));
            return new Stored<T>(value, version);
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
            await ForgetUnlessThereAsync(client, entity, cancellation);
            throw Conflict.From(exception, $"{table.Name} {partition} {row}");
        }
    }

    /// <summary>Adds or replaces, whatever is there: a conflict is tried again on fresh state.</summary>
    public Task PutAsync(string partition, string row, T value, CancellationToken cancellation, params (string Name, object? Value)[] columns) =>
        Retry.OnConflictAsync(
            async () =>
            {
                Stored<T>? current = await FindAsync(partition, row, cancellation);
                return await SaveAsync(partition, row, value, current?.ETag, cancellation, columns);
            });

    /// <summary>Removes a row, whatever is in it. One that is gone is no fault.</summary>
    public async Task RemoveAsync(string partition, string row, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, [RowShape.JsonBlob], cancellation);
        if (found.HasValue)
        {
            await RemoveAsync(client, partition, row, ETag.All, found.Value!.GetString(RowShape.JsonBlob), cancellation);
        }
    }

    /// <summary>Removes a row as it was seen, and then the long record that it pointed to.</summary>
    /// <exception cref="RequestFailedException">It has changed.</exception>
    public async Task RemoveAsync(TableClient client, string partition, string row, ETag etag, string? longOne, CancellationToken cancellation)
    {
        await client.DeleteEntityAsync(partition, row, etag, cancellation);
        if (longOne is not null || longOnes.TryRemove((partition, row, etag.ToString()), out longOne))
        {
            longOnes.TryRemove((partition, row, etag.ToString()), out _);
            await shape.ForgetAsync(longOne);
        }
    }

    /// <summary>A row's record, or null when the row was removed while it was read.</summary>
    public async ValueTask<Stored<T>?> StoredAsync(TableClient client, TableEntity entity, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Stored<T> stored = new(await shape.ReadAsync<T>(table.Name, entity, schema, cancellation), entity.ETag.ToString());
                if (entity.GetString(RowShape.JsonBlob) is { } longOne)
                {
                    longOnes[(entity.PartitionKey, entity.RowKey, stored.ETag)] = longOne;
                }

                return stored;
            }
            catch (StoredStateException) when (attempt < Looks && entity.ContainsKey(RowShape.JsonBlob))
            {
                // Somebody may have replaced the row since it was read, and taken the long record with them.
                NullableResponse<TableEntity> now = await client.GetEntityIfExistsAsync<TableEntity>(entity.PartitionKey, entity.RowKey, cancellationToken: cancellation);
                if (!now.HasValue)
                {
                    return null;
                }

                if (now.Value!.ETag == entity.ETag)
                {
                    throw;
                }

                entity = now.Value;
            }
        }
    }

    /// <summary>
    /// The row that was to be written is not there, and its long record is nobody's. It is there after all when the answer to the first try was lost: the
    /// client's own repeat is what met the conflict then.
    /// </summary>
    private async Task ForgetUnlessThereAsync(TableClient client, TableEntity entity, CancellationToken cancellation)
    {
        if (entity.GetString(RowShape.JsonBlob) is not { } longOne)
        {
            return;
        }

        NullableResponse<TableEntity> now = await client.GetEntityIfExistsAsync<TableEntity>(entity.PartitionKey, entity.RowKey, [RowShape.JsonBlob], cancellation);
        if (!now.HasValue || now.Value!.GetString(RowShape.JsonBlob) != longOne)
        {
            await shape.ForgetAsync(longOne);
        }
    }

    /// <summary>A row has a new version: the long record of the one before is nobody's now.</summary>
    private async Task ReplacedAsync(string partition, string row, string? before, string version, string? longOne)
    {
        if (longOne is not null)
        {
            longOnes[(partition, row, version)] = longOne;
        }

        if (before is not null && longOnes.TryRemove((partition, row, before), out string? old))
        {
            await shape.ForgetAsync(old);
        }
    }
}
