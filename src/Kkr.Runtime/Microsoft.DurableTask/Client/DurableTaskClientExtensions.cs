namespace Microsoft.DurableTask.Client;

/// <summary>Purging by single values instead of a filter.</summary>
public static class DurableTaskClientExtensions
{
    /// <summary>Purges finished instances.</summary>
    /// <param name="client">The client.</param>
    /// <param name="createdFrom">Created at or after.</param>
    /// <param name="createdTo">Created at or before.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was purged.</returns>
    public static Task<PurgeResult> PurgeInstancesAsync(
        this DurableTaskClient client, DateTimeOffset? createdFrom, DateTimeOffset? createdTo, CancellationToken cancellation = default) =>
        client.PurgeInstancesAsync(createdFrom, createdTo, null, null!, cancellation);

    /// <summary>Purges finished instances.</summary>
    /// <param name="client">The client.</param>
    /// <param name="createdFrom">Created at or after.</param>
    /// <param name="createdTo">Created at or before.</param>
    /// <param name="options">How to purge.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was purged.</returns>
    public static Task<PurgeResult> PurgeInstancesAsync(
        this DurableTaskClient client, DateTimeOffset? createdFrom, DateTimeOffset? createdTo, PurgeInstanceOptions? options, CancellationToken cancellation = default) =>
        client.PurgeInstancesAsync(createdFrom, createdTo, null, options, cancellation);

    /// <summary>Purges finished instances.</summary>
    /// <param name="client">The client.</param>
    /// <param name="createdFrom">Created at or after.</param>
    /// <param name="createdTo">Created at or before.</param>
    /// <param name="statuses">In one of these final statuses.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was purged.</returns>
    public static Task<PurgeResult> PurgeInstancesAsync(
        this DurableTaskClient client,
        DateTimeOffset? createdFrom,
        DateTimeOffset? createdTo,
        IEnumerable<OrchestrationRuntimeStatus>? statuses,
        CancellationToken cancellation = default) =>
        client.PurgeInstancesAsync(createdFrom, createdTo, statuses, null!, cancellation);

    /// <summary>Purges finished instances.</summary>
    /// <param name="client">The client.</param>
    /// <param name="createdFrom">Created at or after.</param>
    /// <param name="createdTo">Created at or before.</param>
    /// <param name="statuses">In one of these final statuses.</param>
    /// <param name="options">How to purge.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was purged.</returns>
    public static Task<PurgeResult> PurgeInstancesAsync(
        this DurableTaskClient client,
        DateTimeOffset? createdFrom,
        DateTimeOffset? createdTo,
        IEnumerable<OrchestrationRuntimeStatus>? statuses,
        PurgeInstanceOptions? options,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PurgeAllInstancesAsync(new PurgeInstancesFilter(createdFrom, createdTo, statuses), options, cancellation);
    }
}
