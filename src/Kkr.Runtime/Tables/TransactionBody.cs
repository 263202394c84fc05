using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Kkr.Runtime.Tables;

/// <summary>
/// Writes a transaction as "Performing entity group transactions" in Azure's REST documentation has it: a multipart batch that holds one
/// changeset, in which every part is an HTTP request.
/// </summary>
internal static class TransactionBody
{
    /// <summary>The boundaries need only differ from what the parts hold, and every part is percent-encoded or JSON.</summary>
    public static string NewBoundary() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    public static void Write(PooledContent body, string boundary, string tableAddress, IReadOnlyList<TableTransactionAction> actions)
    {
        body.Write("--batch_"u8);
        body.Write(boundary);
        body.Write("\r\nContent-Type: multipart/mixed; boundary=changeset_"u8);
        body.Write(boundary);
        body.Write("\r\n\r\n"u8);
        using Utf8JsonWriter writer = body.CreateJsonWriter();
        foreach (TableTransactionAction action in actions)
        {
            body.Write("--changeset_"u8);
            body.Write(boundary);
            body.Write("\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
            WriteRequest(body, writer, tableAddress, action);
            body.Write("\r\n"u8);
        }

        body.Write("--changeset_"u8);
        body.Write(boundary);
        body.Write("--\r\n--batch_"u8);
        body.Write(boundary);
        body.Write("--\r\n"u8);
    }

    private static void WriteRequest(PooledContent body, Utf8JsonWriter writer, string tableAddress, TableTransactionAction action)
    {
        body.Write(Method(action.ActionType));
        body.Write(tableAddress);
        if (action.ActionType is not TableTransactionActionType.Add)
        {
            body.Write(TableConnection.EntityPath("", action.Entity.PartitionKey, action.Entity.RowKey)[1..]);
        }

        body.Write(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        if (IfMatch(action) is { } version)
        {
            body.Write("If-Match: "u8);
            body.Write(version);
            body.Write("\r\n"u8);
        }

        if (action.ActionType is TableTransactionActionType.Delete)
        {
            body.Write("\r\n"u8);
            return;
        }

        body.Write("Prefer: return-no-content\r\nContent-Type: application/json\r\n\r\n"u8);
        writer.Reset(body);
        EntityJson.Write(writer, action.Entity);
        writer.Flush();
    }

    private static ReadOnlySpan<byte> Method(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => "POST "u8,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH "u8,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT "u8,
        TableTransactionActionType.Delete => "DELETE "u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The action is unknown."),
    };

    /// <summary>An update without If-Match would be an upsert.</summary>
    private static string? IfMatch(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add or TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => null,
        _ => action.ETag == default ? ETag.All.ToString() : action.ETag.ToString(),
    };
}
