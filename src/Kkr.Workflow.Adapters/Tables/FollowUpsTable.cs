using System.Globalization;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>FollowUps (council · task).</summary>
internal sealed class FollowUpsTable(WorkflowStorage storage, RowShape shape) : IFollowUps
{
    private const int Schema = 1;

    private readonly RecordTable<FollowUpTask> tasks = new(new TableHandle(storage, "FollowUps"), shape, Schema);

    public Task<Stored<FollowUpTask>?> FindAsync(string council, string id, CancellationToken cancellation) =>
        tasks.FindAsync(KeyText.Join(council), KeyText.Join(id), cancellation);

    public async Task<IReadOnlyList<FollowUpTask>> ListAsync(string council, CancellationToken cancellation) =>
        await tasks.QueryAsync(KeyText.Filter(KeyText.Join(council)), cancellation)
            .Select(row => row.Value)
            .OrderBy(task => task.Id, StringComparer.Ordinal)
            .ToListAsync(cancellation);

    public Task<Stored<FollowUpTask>> SaveAsync(FollowUpTask task, string? etag, CancellationToken cancellation) =>
        tasks.SaveAsync(
            KeyText.Join(task.Meeting.Council),
            KeyText.Join(task.Id),
            task,
            etag,
            cancellation,
            ("IsDone", task.IsDone),
            ("Deadline", task.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public Task RemoveAsync(string council, string id, CancellationToken cancellation) =>
        tasks.RemoveAsync(KeyText.Join(council), KeyText.Join(id), cancellation);
}
