using Azure;
using Azure.Data.Tables;
using Kkr.Runtime.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Runtime.FunctionsHost.Timers;

/// <summary>Keeps the progress of timers in a table of the host's storage account, made when first written to.</summary>
internal sealed class TableTimerStatus(TableClient table, string host) : ITimerStatusStore
{
    public const string TableName = "AzureWebJobsTimers";

    private const string Last = "Last";
    private const string Next = "Next";
    private const string LastUpdated = "LastUpdated";

    public async Task<ScheduleStatus?> GetAsync(FunctionEntry function, CancellationToken cancellationToken)
    {
        try
        {
            TableEntity row = await table.GetEntityAsync<TableEntity>(host, function.Name, cancellationToken: cancellationToken);
            return new ScheduleStatus { Last = Instant(row, Last), Next = Instant(row, Next), LastUpdated = Instant(row, LastUpdated) };
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task SetAsync(FunctionEntry function, ScheduleStatus status, CancellationToken cancellationToken)
    {
        TableEntity row = new(host, function.Name)
        {
            [Last] = Text(status.Last),
            [Next] = Text(status.Next),
            [LastUpdated] = Text(status.LastUpdated),
        };
        try
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>Instants are text: a table's own type does not reach back to the first day that .NET knows.</summary>
    private static string Text(DateTime instant) => instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    private static DateTime Instant(TableEntity row, string name) => row.GetString(name) is { } text
        ? DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.RoundtripKind)
        : default;
}
