using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Hub;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Engine;

/// <content>Reading, listing and purging.</content>
internal sealed partial class EmbeddedDurableTaskClient
{
    private static readonly OrchestrationRuntimeStatus[] FinalStatuses =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return await engine.CallStoreAsync(store => store.ReadAsync(instanceId, cancellation), cancellation) is { } row ? ToMetadata(row, getInputsAndOutputs) : null;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        InstanceFilter wanted = new(
            query.CreatedFrom, query.CreatedTo, query.Statuses?.ToList(), query.InstanceIdPrefix, WithTexts: query.FetchInputsAndOutputs);
        return Pageable.Create(async (string? continuation, int? size, CancellationToken cancellation) =>
        {
            Page<InstanceRow> page = await engine.CallStoreAsync(store => store.ListAsync(wanted, size ?? query.PageSize, continuation ?? query.ContinuationToken, cancellation), cancellation);
            return new Page<OrchestrationMetadata>([.. page.Values.Select(row => ToMetadata(row, query.FetchInputsAndOutputs))], page.ContinuationToken);
        });
    }

    public override async Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        InstanceFilter filter = new(
            Statuses: [.. runtimeStatus?.Where(FinalStatuses.Contains) ?? FinalStatuses], CompletedFrom: completedTimeFrom, CompletedTo: completedTimeTo);
        Page<InstanceRow> page = await engine.CallStoreAsync(store => store.ListAsync(filter, pageSize, lastInstanceKey, cancellation), cancellation);
        return new Page<string>([.. page.Values.Select(row => row.Id)], page.ContinuationToken);
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new PurgeResult(await PurgeAsync(instanceId, options?.Recursive ?? false, cancellation), isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<OrchestrationRuntimeStatus> statuses = filter.Statuses?.ToList() is { Count: > 0 } asked ? asked : [.. FinalStatuses];
        InstanceFilter wanted = new(filter.CreatedFrom, filter.CreatedTo, [.. statuses.Intersect(FinalStatuses)]);
        long began = TimeProvider.System.GetTimestamp();
        int count = 0;
        string? continuation = null;
        do
        {
            Page<InstanceRow> page = wanted.Statuses!.Count == 0 ? new([]) : await engine.CallStoreAsync(store => store.ListAsync(wanted, 100, continuation, cancellation), cancellation);
            foreach (InstanceRow row in page.Values)
            {
                if (filter.Timeout is { } limit && TimeProvider.System.GetElapsedTime(began) > limit)
                {
                    return new PurgeResult(count, isComplete: false);
                }

                count += await PurgeAsync(row.Id, options?.Recursive ?? false, cancellation);
            }

            continuation = page.ContinuationToken;
        }
        while (continuation is not null);
        return new PurgeResult(count, isComplete: true);
    }

    private async Task<int> PurgeAsync(string instanceId, bool recursive, CancellationToken cancellation)
    {
        if (await engine.CallStoreAsync(store => store.ReadAsync(instanceId, cancellation), cancellation) is not { IsOpen: false })
        {
            return 0;
        }

        HubSession session = await engine.SessionAsync(cancellation);
        await session.Outbox.WhenSentAsync(instanceId).WaitAsync(cancellation);
        int count = 0;
        if (recursive)
        {
            Page<InstanceRow> children;
            string? continuation = null;
            do
            {
                children = await engine.CallStoreAsync(store => store.ListAsync(new InstanceFilter(ParentId: instanceId), 100, continuation, cancellation), cancellation);
                foreach (InstanceRow child in children.Values)
                {
                    count += await PurgeAsync(child.Id, recursive, cancellation);
                }

                continuation = children.ContinuationToken;
            }
            while (continuation is not null);
        }

        // Repeated after no answer it may find nothing left to remove: then the first time removed it.
        int attempts = 0;
        bool removed = await engine.CallStoreAsync(
            store =>
            {
                attempts++;
                return store.RemoveAsync(instanceId, cancellation);
            },
            cancellation);
        return removed || attempts > 1 ? count + 1 : count;
    }

    private OrchestrationMetadata ToMetadata(InstanceRow row, bool withTexts) => new(row.Name, row.Id)
    {
        RuntimeStatus = row.Status,
        CreatedAt = row.CreatedAt,
        LastUpdatedAt = row.UpdatedAt,
        FailureDetails = HistoryText.ReadFailure(row.Failure),
        Tags = HistoryText.ReadTags(row.Tags),
        DataConverter = withTexts ? _options.DataConverter : null,
        SerializedInput = withTexts ? row.Input : null,
        SerializedOutput = withTexts ? row.Output : null,
        SerializedCustomStatus = withTexts ? row.CustomStatus : null,
    };
}
