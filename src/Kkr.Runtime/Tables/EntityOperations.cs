using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>Reading and writing the rows of one table.</summary>
internal static class EntityOperations
{
    public static async Task<Response> AddAsync(TableConnection connection, string table, ITableEntity entity, bool async, CancellationToken cancellationToken)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Post, $"/{table}");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        SetBody(message.Request, entity);
        return await connection.SendAsync(message, async, cancellationToken);
    }

    /// <summary>With a version an update, without one an upsert.</summary>
    public static async Task<Response> WriteAsync(
        TableConnection connection, string table, ITableEntity entity, ETag? ifMatch, TableUpdateMode mode, bool async, CancellationToken cancellationToken)
    {
        RequestMethod method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "The update mode is unknown."),
        };
        using HttpMessage message = connection.CreateMessage(method, TableConnection.EntityPath(table, entity.PartitionKey, entity.RowKey));
        if (ifMatch is { } version)
        {
            message.Request.Headers.SetValue("If-Match", version.ToString());
        }

        SetBody(message.Request, entity);
        return await connection.SendAsync(message, async, cancellationToken);
    }

    /// <summary>A row that is not there is answered with 404, not with an exception.</summary>
    public static async Task<Response> DeleteAsync(
        TableConnection connection, string table, string partitionKey, string rowKey, ETag ifMatch, bool async, CancellationToken cancellationToken)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Delete, TableConnection.EntityPath(table, partitionKey, rowKey));
        message.Request.Headers.SetValue("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await connection.SendAsync(message, async, cancellationToken, alsoFine: 404);
    }

    public static async Task<Response<T>> GetAsync<T>(
        TableConnection connection, string table, string partitionKey, string rowKey, IEnumerable<string>? select, bool async, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        using HttpMessage message = GetMessage(connection, table, partitionKey, rowKey, select);
        Response response = await connection.SendAsync(message, async, cancellationToken);
        return Response.FromValue(EntityJson.ReadEntity<T>(response.Content.ToMemory().Span), response);
    }

    public static async Task<NullableResponse<T>> GetIfExistsAsync<T>(
        TableConnection connection, string table, string partitionKey, string rowKey, IEnumerable<string>? select, bool async, CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        using HttpMessage message = GetMessage(connection, table, partitionKey, rowKey, select);
        Response response = await connection.SendAsync(message, async, cancellationToken, alsoFine: 404);
        return response.Status == 404
            ? new NoRow<T>(response)
            : Response.FromValue(EntityJson.ReadEntity<T>(response.Content.ToMemory().Span), response);
    }

    public static PageSource<T> Query<T>(TableConnection connection, string table, string? filter, IEnumerable<string>? select)
        where T : class, ITableEntity
        => async (token, pageSize, async, cancellationToken) =>
        {
            using HttpMessage message = connection.CreateMessage(RequestMethod.Get, $"/{table}()");
            TableOperations.AppendQuery(message.Request.Uri, filter, pageSize, Joined(select));
            AppendToken(message.Request.Uri, token);
            Response response = await connection.SendAsync(message, async, cancellationToken);
            return Page<T>.FromValues(EntityJson.ReadPage<T>(response.Content.ToMemory().Span), NextToken(response), response);
        };

    private static HttpMessage GetMessage(TableConnection connection, string table, string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        HttpMessage message = connection.CreateMessage(RequestMethod.Get, TableConnection.EntityPath(table, partitionKey, rowKey));
        TableOperations.AppendQuery(message.Request.Uri, filter: null, pageSize: null, Joined(select));
        return message;
    }

    private static string? Joined(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private static void SetBody(Request request, ITableEntity entity)
    {
        PooledContent body = new();
        request.Content = body;
        request.Headers.SetValue("Content-Type", "application/json");
        using Utf8JsonWriter writer = body.CreateJsonWriter();
        EntityJson.Write(writer, entity);
    }

    /// <summary>The service gives the keys that the next page starts at in a form without spaces; a token is the two with a space between.</summary>
    private static string? NextToken(Response response)
    {
        bool more = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out string? partition);
        bool moreRows = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out string? row);
        return more || moreRows ? $"{partition} {row}" : null;
    }

    private static void AppendToken(RequestUriBuilder uri, string? token)
    {
        if (token is null)
        {
            return;
        }

        int space = token.IndexOf(' ', StringComparison.Ordinal);
        string partition = space < 0 ? token : token[..space];
        uri.AppendQuery("NextPartitionKey", partition, escapeValue: true);
        if (space >= 0 && space < token.Length - 1)
        {
            uri.AppendQuery("NextRowKey", token[(space + 1)..], escapeValue: true);
        }
    }

    /// <summary>The answer to a look-up that found nothing.</summary>
    private sealed class NoRow<T>(Response response) : NullableResponse<T>
    {
        public override bool HasValue => false;

        public override T Value => throw new InvalidOperationException("The row does not exist. Ask HasValue first.");

        public override Response GetRawResponse() => response;
    }
}
