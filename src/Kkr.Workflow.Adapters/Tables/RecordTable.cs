using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>A table with one domain record a row.</summary>
internal sealed class RecordTable<T>(TableHandle table, RowShape shape, int schema)
    where T : class
{
    public async Task<Stored<T>?> FindAsync(string partition, string row, CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return found.HasValue ? await StoredAsync(found.Value!, cancellation) : null;
    }

    public async IAsyncEnumerable<Stored<T>> QueryAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableClient client = await table.OpenAsync(cancellation);
        await foreach (TableEntity entity in client.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            yield return await StoredAsync(entity, cancellation);
        }
    }

    /// <summary>Adds (<paramref name="etag"/> null) or replaces.</summary>
    /// <exception cref="ConcurrencyConflictException">The row exists already, or has changed.</exception>
    public async Task<Stored<T>> SaveAsync(
        string partition, string row, T value, string? etag, CancellationToken cancellation, params (string Name, object? Value)[] columns)
    {
        TableEntity entity = await shape.WriteAsync(table.Name, partition, row, schema, value, cancellation);
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
            return new Stored<T>(value, response.Headers.ETag.GetValueOrDefault().ToString());
        }
        catch (RequestFailedException exception) when (Conflict.IsIn(exception))
        {
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
        await client.DeleteEntityAsync(partition, row, ETag.All, cancellation);
    }

    private async ValueTask<Stored<T>> StoredAsync(TableEntity entity, CancellationToken cancellation) =>
        new(await shape.ReadAsync<T>(table.Name, entity, schema, cancellation), entity.ETag.ToString());
}
