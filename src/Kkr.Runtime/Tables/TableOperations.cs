using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Kkr.Runtime.Tables;

/// <summary>Creating, listing and deleting the tables of an account.</summary>
internal static class TableOperations
{
    public static async Task<Response<TableItem>> CreateAsync(TableConnection connection, string table, bool ifNotExists, bool async, CancellationToken cancellationToken)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Post, "/Tables");
        PooledContent body = new();
        using (Utf8JsonWriter writer = body.CreateJsonWriter())
        {
            writer.WriteStartObject();
            writer.WriteString("TableName"u8, table);
            writer.WriteEndObject();
        }

        message.Request.Headers.SetValue("Content-Type", "application/json");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        message.Request.Content = body;
        try
        {
            Response response = await connection.SendAsync(message, async, cancellationToken);
            return Response.FromValue(new TableItem(table), response);
        }
        catch (RequestFailedException exception) when (ifNotExists && TableErrorCode.TableAlreadyExists == exception.ErrorCode)
        {
            return Response.FromValue(new TableItem(table), message.Response);
        }
    }

    /// <summary>A table that is not there is answered with 404, not with an exception.</summary>
    public static async Task<Response> DeleteAsync(TableConnection connection, string table, bool async, CancellationToken cancellationToken)
    {
        using HttpMessage message = connection.CreateMessage(RequestMethod.Delete, $"/Tables('{Uri.EscapeDataString(table)}')");
        return await connection.SendAsync(message, async, cancellationToken, alsoFine: 404);
    }

    public static PageSource<TableItem> Query(TableConnection connection, string? filter)
        => async (token, pageSize, async, cancellationToken) =>
        {
            using HttpMessage message = connection.CreateMessage(RequestMethod.Get, "/Tables");
            AppendQuery(message.Request.Uri, filter, pageSize, select: null);
            if (token is not null)
            {
                message.Request.Uri.AppendQuery("NextTableName", token, escapeValue: true);
            }

            Response response = await connection.SendAsync(message, async, cancellationToken);
            List<TableItem> tables = EntityJson.ReadTableNames(response.Content.ToMemory().Span).ConvertAll(name => new TableItem(name));
            return Page<TableItem>.FromValues(tables, response.Headers.TryGetValue("x-ms-continuation-NextTableName", out string? next) ? next : null, response);
        };

    public static void AppendQuery(RequestUriBuilder uri, string? filter, int? pageSize, string? select)
    {
        if (!string.IsNullOrEmpty(filter))
        {
            uri.AppendQuery("$filter", filter, escapeValue: true);
        }

        if (pageSize is { } top)
        {
            uri.AppendQuery("$top", top.ToString(CultureInfo.InvariantCulture), escapeValue: false);
        }

        if (select is not null)
        {
            uri.AppendQuery("$select", select, escapeValue: true);
        }
    }
}
