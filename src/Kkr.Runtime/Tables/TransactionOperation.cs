using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Kkr.Runtime.Tables;

/// <summary>Several writes to one partition, all or none.</summary>
internal static class TransactionOperation
{
    public static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(
        TableConnection connection, string table, IEnumerable<TableTransactionAction> actions, bool async, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        IReadOnlyList<TableTransactionAction> list = actions as IReadOnlyList<TableTransactionAction> ?? [.. actions];
        RequireOnePartition(list);

        using HttpMessage message = connection.CreateMessage(RequestMethod.Post, "/$batch");
        string boundary = TransactionBody.NewBoundary();
        PooledContent body = new();
        message.Request.Content = body;
        message.Request.Headers.SetValue("Content-Type", $"multipart/mixed; boundary=batch_{boundary}");
        TransactionBody.Write(body, boundary, $"{connection.Address}/{table}", list);

        Response response = await connection.SendAsync(message, async, cancellationToken);
        List<Response> answers = TransactionAnswer.Read(response.Content, response.ClientRequestId);
        foreach (Response answer in answers)
        {
            if (answer.IsError)
            {
                throw new TableTransactionFailedException(new RequestFailedException(answer, null, TableErrorParser.Instance));
            }
        }

        return answers.Count == list.Count
            ? Response.FromValue<IReadOnlyList<Response>>(answers, response)
            : throw new RequestFailedException(response.Status, $"The service answered {answers.Count} of the transaction's {list.Count} actions.");
    }

    /// <summary>Azure refuses a transaction over several partitions; Azurite does not, so the same refusal is made here.</summary>
    private static void RequireOnePartition(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count == 0)
        {
            throw new InvalidOperationException("A transaction needs at least one action.");
        }

        string partition = actions[0].Entity.PartitionKey;
        for (int index = 0; index < actions.Count; index++)
        {
            ITableEntity entity = actions[index].Entity;
            ArgumentNullException.ThrowIfNull(entity.PartitionKey);
            ArgumentNullException.ThrowIfNull(entity.RowKey);
            if (!string.Equals(partition, entity.PartitionKey, StringComparison.Ordinal))
            {
                throw new TableTransactionFailedException(new RequestFailedException(400,
                    $"{index}:All commands in a batch must operate on same entity group.",
                    TableErrorCode.CommandsInBatchActOnDifferentPartitions.ToString(), innerException: null));
            }
        }
    }
}
