using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>CalendarWatches (one partition: there are as many as councils · council).</summary>
internal sealed class CalendarWatchesTable(WorkflowStorage storage, RowShape shape) : ICalendarWatches
{
    private const string Partition = "watches";
    private const int Schema = 1;

    private readonly RecordTable<CalendarWatch> watches = new(new TableHandle(storage, "CalendarWatches"), shape, Schema);

    public Task<Stored<CalendarWatch>?> FindAsync(string council, CancellationToken cancellation) => watches.FindAsync(Partition, KeyText.Join(council), cancellation);

    public async Task<IReadOnlyList<CalendarWatch>> AllAsync(CancellationToken cancellation) =>
        await watches.QueryAsync(KeyText.Filter(Partition), cancellation).Select(row => row.Value).ToListAsync(cancellation);

    public Task<Stored<CalendarWatch>> SaveAsync(CalendarWatch watch, string? etag, CancellationToken cancellation) =>
        watches.SaveAsync(Partition, KeyText.Join(watch.Council), watch, etag, cancellation);
}
