using Kkr.Runtime.Engine.History;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>Writes to and reads from the store until it answers, and finds out about writes that got no answer.</summary>
internal sealed class CheckpointWriter(IHistoryStore store, HubLease lease, ILogger logger)
{
    private long _stamps;

    /// <summary>Gives a mark for a checkpoint that no other has.</summary>
    public string NextStamp() => FormattableString.Invariant($"{lease.Epoch}.{Interlocked.Increment(ref _stamps)}");

    /// <summary>Writes a checkpoint once. Throws <see cref="StaleRowException"/> if the stored row is another.</summary>
    public async Task<string> CommitAsync(Checkpoint checkpoint)
    {
        for (int attempt = 0; ; attempt++)
        {
            lease.ThrowIfLost();
            try
            {
                if (await store.CommitAsync(checkpoint, lease.Lost) is { } etag)
                {
                    return etag;
                }
            }
            catch (Exception exception) when (StorageRetry.IsTransient(exception))
            {
                EngineLog.StorageRetry(logger, attempt + 1, exception.GetType().Name);
                await DelayAsync(attempt);
            }

            // Refused or unanswered: an earlier attempt may have been written after all.
            InstanceRow? stored = await ReadAsync(checkpoint.Row.Id);
            if (stored?.Stamp == checkpoint.Row.Stamp)
            {
                return stored.ETag!;
            }

            if (stored?.Epoch > lease.Epoch)
            {
                lease.Lose();
                lease.ThrowIfLost();
            }

            if (stored?.ETag != checkpoint.Row.ETag)
            {
                throw new StaleRowException(stored);
            }
        }
    }

    public Task<InstanceRow?> ReadAsync(string instanceId) => RetryAsync(() => store.ReadAsync(instanceId, lease.Lost));

    public Task<StoredInstance?> LoadAsync(string instanceId) => RetryAsync(() => store.LoadAsync(instanceId, lease.Lost));

    /// <summary>Repeats a call that may be made any number of times, until it succeeds or the hub is lost.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> call)
    {
        for (int attempt = 0; ; attempt++)
        {
            lease.ThrowIfLost();
            try
            {
                return await call();
            }
            catch (Exception exception) when (StorageRetry.IsTransient(exception))
            {
                EngineLog.StorageRetry(logger, attempt + 1, exception.GetType().Name);
                await DelayAsync(attempt);
            }
        }
    }

    private async Task DelayAsync(int attempt)
    {
        try
        {
            await StorageRetry.DelayAsync(attempt, lease.Lost);
        }
        catch (OperationCanceledException)
        {
            lease.ThrowIfLost();
        }
    }
}
