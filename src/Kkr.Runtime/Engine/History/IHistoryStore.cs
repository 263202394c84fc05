using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.History;

/// <summary>Keeps one task hub. Any call may fail with an exception that leaves open whether it took effect.</summary>
internal interface IHistoryStore
{
    /// <summary>Makes tables and containers that are missing.</summary>
    Task PrepareAsync(CancellationToken cancellation);

    Task<LeaseRow?> ReadLeaseAsync(CancellationToken cancellation);

    /// <summary>Writes the lease over the one with its ETag (none where null). Null if somebody else was faster.</summary>
    Task<LeaseRow?> WriteLeaseAsync(LeaseRow lease, CancellationToken cancellation);

    /// <summary>Finds every open instance and every outbox.</summary>
    IAsyncEnumerable<OpenWork> FindOpenWorkAsync(CancellationToken cancellation);

    Task<InstanceRow?> ReadAsync(string instanceId, CancellationToken cancellation);

    Task<StoredInstance?> LoadAsync(string instanceId, CancellationToken cancellation);

    /// <summary>Writes a checkpoint atomically. Gives the row's new ETag; null if the row is not the expected one.</summary>
    Task<string?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellation);

    /// <summary>Removes an outbox whose messages are all stored by their receivers. Removing it twice is no error.</summary>
    Task RemoveOutboxAsync(string sender, long revision, CancellationToken cancellation);

    /// <summary>Forgets a received message whose outbox is gone. Forgetting it twice is no error.</summary>
    Task ForgetReceivedAsync(string receiver, string messageId, CancellationToken cancellation);

    /// <summary>Lists instances in order of their ids.</summary>
    Task<Page<InstanceRow>> ListAsync(InstanceFilter filter, int pageSize, string? continuation, CancellationToken cancellation);

    /// <summary>Removes everything of an instance; the row goes last. False if there is none.</summary>
    Task<bool> RemoveAsync(string instanceId, CancellationToken cancellation);
}
