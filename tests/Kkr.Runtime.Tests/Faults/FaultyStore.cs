using Kkr.Runtime.Engine.History;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Tests.Faults;

/// <summary>What goes wrong at a write.</summary>
public enum Fault
{
    None,

    /// <summary>The write fails and is not done.</summary>
    Refused,

    /// <summary>The write is done, but its answer is lost.</summary>
    Unanswered,

    /// <summary>The process dies before the write.</summary>
    DeathBefore,

    /// <summary>The process dies after the write, before anybody hears of it.</summary>
    DeathAfter,
}

/// <summary>A store in which each write, counted from 0, can go wrong. After a death nothing is answered any more.</summary>
internal sealed class FaultyStore(IHistoryStore inner, Func<int, Fault> plan) : IHistoryStore
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _writes;

    public IHistoryStore Inner => inner;

    public int Writes => Volatile.Read(ref _writes);

    public Task Died => _died.Task;

    /// <summary>Gets or sets a value indicating whether the owner's renewals do not get through.</summary>
    public bool LosesRenewals { get; set; }

    /// <summary>Gets or sets what every commit waits for. What has waited is under way: it is not called back.</summary>
    public Func<Checkpoint, Task>? BeforeCommit { get; set; }

    public Task PrepareAsync(CancellationToken cancellation) => Living(() => inner.PrepareAsync(cancellation));

    public Task<LeaseRow?> ReadLeaseAsync(CancellationToken cancellation) => Living(() => inner.ReadLeaseAsync(cancellation));

    public Task<LeaseRow?> WriteLeaseAsync(LeaseRow lease, CancellationToken cancellation) => Living(() => LosesRenewals ? throw new IOException("The renewal did not get through.") : inner.WriteLeaseAsync(lease, cancellation));

    public IAsyncEnumerable<OpenWork> FindOpenWorkAsync(CancellationToken cancellation) =>
        _died.Task.IsCompleted ? throw Dead() : inner.FindOpenWorkAsync(cancellation);

    public Task<InstanceRow?> ReadAsync(string instanceId, CancellationToken cancellation) => Living(() => inner.ReadAsync(instanceId, cancellation));

    public Task<StoredInstance?> LoadAsync(string instanceId, CancellationToken cancellation) => Living(() => inner.LoadAsync(instanceId, cancellation));

    public async Task<string?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        if (BeforeCommit is { } before)
        {
            await before(checkpoint);
            cancellation = default;
        }

        return await WriteAsync(() => inner.CommitAsync(checkpoint, cancellation));
    }

    public Task RemoveOutboxAsync(string sender, long revision, CancellationToken cancellation) => WriteAsync(async () =>
    {
        await inner.RemoveOutboxAsync(sender, revision, cancellation);
        return true;
    });

    public Task ForgetReceivedAsync(string receiver, string messageId, CancellationToken cancellation) => WriteAsync(async () =>
    {
        await inner.ForgetReceivedAsync(receiver, messageId, cancellation);
        return true;
    });

    public Task<Page<InstanceRow>> ListAsync(InstanceFilter filter, int pageSize, string? continuation, CancellationToken cancellation) =>
        Living(() => inner.ListAsync(filter, pageSize, continuation, cancellation));

    public Task<bool> RemoveAsync(string instanceId, CancellationToken cancellation) => WriteAsync(() => inner.RemoveAsync(instanceId, cancellation));

    private static IOException Dead() => new("The process is dead.");

    private T Living<T>(Func<T> call) => _died.Task.IsCompleted ? throw Dead() : call();

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        Fault fault = _died.Task.IsCompleted ? throw Dead() : plan(Interlocked.Increment(ref _writes) - 1);
        if (fault == Fault.DeathBefore)
        {
            _died.TrySetResult();
            throw Dead();
        }

        if (fault == Fault.Refused)
        {
            throw new IOException("The connection broke before the request was sent.");
        }

        T result = await write();
        if (fault == Fault.DeathAfter)
        {
            _died.TrySetResult();
            throw Dead();
        }

        return fault == Fault.Unanswered ? throw new IOException("The connection broke before the answer came.") : result;
    }
}
