using System.Text;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// A domain record as a row: <c>Schema</c>, the record as JSON in <c>Json</c>, and columns worth filtering by beside it. JSON too long for a
/// property is a blob, and <c>JsonBlob</c> points to it. Each writing makes a blob of its own, so that it can be deleted when the row is replaced or
/// removed: what has been taken out of a record must not live on in a blob that nothing points to.
/// </summary>
internal sealed class RowShape(Containers containers, ILogger<RowShape>? logger = null)
{
    public const string Schema = "Schema";

    /// <summary>A property holds 64 KiB of UTF-16; this leaves room.</summary>
    private const int LongestJson = 30_000;
    private const string Json = "Json";

    /// <summary>Column: where the record is, when it is too long for a property.</summary>
    public const string JsonBlob = "JsonBlob";


    private readonly BlobTexts blobs = new(containers);

    /// <summary>The row; a blob that it points to is already kept, so that a crash leaves no half row.</summary>
    public async ValueTask<TableEntity> WriteAsync<T>(
        string table, string partition, string row, int schema, T value, CancellationToken cancellation, bool confidential = false, string? folder = null)
    {
        TableEntity entity = new(partition, row) { [Schema] = schema };
        string json = StoredJson.Write(value);
        if (json.Length <= LongestJson)
        {
            entity[Json] = json;
        }
        else
        {
            entity[JsonBlob] = await blobs.KeepAsync(FolderOf(table, $"{folder}{Guid.CreateVersion7():N}"), StoredJson.WriteBytes(value), confidential, cancellation);
        }

        return entity;
    }

    /// <exception cref="StoredStateException">A newer app wrote the row, or it is damaged.</exception>
    public async ValueTask<T> ReadAsync<T>(string table, TableEntity entity, int knownSchema, CancellationToken cancellation)
    {
        Check(table, entity, knownSchema);
        return StoredJson.Read<T>(await JsonAsync(table, entity, cancellation), $"{table} ({entity.PartitionKey}, {entity.RowKey})");
    }

    /// <summary>The record's JSON exactly as it was written.</summary>
    public async ValueTask<string> JsonAsync(string table, TableEntity entity, CancellationToken cancellation)
    {
        if (entity.GetString(Json) is { } json)
        {
            return json;
        }

        string pointer = entity.GetString(JsonBlob)
            ?? throw new StoredStateException($"{table} ({entity.PartitionKey}, {entity.RowKey}) has neither {Json} nor {JsonBlob}.");
        return Encoding.UTF8.GetString((await blobs.ReadAsync(pointer, cancellation)).Span);
    }

    /// <summary>Deletes a record that no row points to any more. The row has been written by now, so that a fault here must not look like one there.</summary>
    public async Task ForgetAsync(string pointer)
    {
        try
        {
            await blobs.DeleteAsync(pointer, CancellationToken.None);
        }
        catch (RequestFailedException exception) when (logger is not null)
        {
            AdapterLog.RecordLeftBehind(logger, pointer, exception);
        }
    }

    /// <summary>The pointers to every record that was kept in a folder that begins so.</summary>
    public IAsyncEnumerable<string> ListAsync(string table, string folder, CancellationToken cancellation) => blobs.ListAsync(FolderOf(table, folder), cancellation);

    private static string FolderOf(string table, string folder) => $"rows/{table}/{folder}";

    public static void Check(string table, TableEntity entity, int knownSchema)
    {
        int? schema = entity.GetInt32(Schema);
        if (schema is not > 0 || schema > knownSchema)
        {
            throw new StoredStateException(schema > knownSchema
                ? $"{table} ({entity.PartitionKey}, {entity.RowKey}) was written with schema {schema} by a newer version of the app; this version knows "
                    + $"schema {knownSchema}. Deploy the newer version again."
                : $"{table} ({entity.PartitionKey}, {entity.RowKey}) has no schema number; it was not written by this app.");
        }
    }
}
