using Kkr.Runtime.Engine.History;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Testing;

/// <summary>Passes everything on, and tells the recorder what was written.</summary>
internal sealed class RecordingStore(IHistoryStore store, HistoryRecorder recorder) : IHistoryStore
{
    public Task PrepareAsync(CancellationToken cancellation) => store.PrepareAsync(cancellation);

    public Task<LeaseRow?> ReadLeaseAsync(CancellationToken cancellation) => store.ReadLeaseAsync(cancellation);

    public Task<LeaseRow?> WriteLeaseAsync(LeaseRow lease, CancellationToken cancellation) => store.WriteLeaseAsync(lease, cancellation);

    public IAsyncEnumerable<OpenWork> FindOpenWorkAsync(CancellationToken cancellation) => store.FindOpenWorkAsync(cancellation);

    public Task<InstanceRow?> ReadAsync(string instanceId, CancellationToken cancellation) => store.ReadAsync(instanceId, cancellation);

    public Task<StoredInstance?> LoadAsync(string instanceId, CancellationToken cancellation) => store.LoadAsync(instanceId, cancellation);

    public async Task<string?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        string? etag = await store.CommitAsync(checkpoint, cancellation);
        if (etag is not null)
        {
            recorder.Record(checkpoint);
        }

        return etag;
    }

    public Task RemoveOutboxAsync(string sender, long revision, CancellationToken cancellation) => store.RemoveOutboxAsync(sender, revision, cancellation);

    public Task ForgetReceivedAsync(string receiver, string messageId, CancellationToken cancellation) =>
        store.ForgetReceivedAsync(receiver, messageId, cancellation);

    public Task<Page<InstanceRow>> ListAsync(InstanceFilter filter, int pageSize, string? continuation, CancellationToken cancellation) =>
        store.ListAsync(filter, pageSize, continuation, cancellation);

    public Task<bool> RemoveAsync(string instanceId, CancellationToken cancellation) => store.RemoveAsync(instanceId, cancellation);
}
