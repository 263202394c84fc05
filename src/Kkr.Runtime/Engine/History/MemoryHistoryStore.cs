using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.History;

/// <summary>A hub in this process's memory. Events are kept as text, so that what works here works in tables.</summary>
internal sealed class MemoryHistoryStore : IHistoryStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Partition> _partitions = new(StringComparer.Ordinal);
    private LeaseRow? _lease;
    private long _etag;

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<LeaseRow?> ReadLeaseAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_lease);
        }
    }

    public Task<LeaseRow?> WriteLeaseAsync(LeaseRow lease, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_lease?.ETag == lease.ETag ? _lease = lease with { ETag = NextETag() } : null);
        }
    }

    /// <summary>Lets the present lease run out at once, as when its owner has died long ago.</summary>
    public void ExpireLease()
    {
        lock (_lock)
        {
            _lease = _lease is null ? null : _lease with { Expires = DateTimeOffset.MinValue };
        }
    }

    public async IAsyncEnumerable<OpenWork> FindOpenWorkAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        List<OpenWork> work = [];
        lock (_lock)
        {
            foreach (Partition partition in _partitions.Values)
            {
                if (partition.Row.IsOpen)
                {
                    work.Add(new OpenWork(partition.Row.Slim(), null));
                }

                work.AddRange(partition.Outbox.Select(box => new OpenWork(null, new OutboxRow(partition.Row.Id, box.Key, HistoryText.ReadMessages(box.Value)))));
            }
        }

        await Task.CompletedTask;
        foreach (OpenWork found in work)
        {
            yield return found;
        }
    }

    public Task<InstanceRow?> ReadAsync(string instanceId, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_partitions.GetValueOrDefault(instanceId)?.Row);
        }
    }

    public Task<StoredInstance?> LoadAsync(string instanceId, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_partitions.TryGetValue(instanceId, out Partition? partition))
            {
                return Task.FromResult<StoredInstance?>(null);
            }

            List<HistoryEvent> history = [.. partition.Chunks.SelectMany(HistoryText.ReadEvents)];
            return Task.FromResult<StoredInstance?>(new(partition.Row, history, [.. partition.Received]));
        }
    }

    public Task<string?> CommitAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        lock (_lock)
        {
            InstanceRow row = checkpoint.Row;
            Partition? partition = _partitions.GetValueOrDefault(row.Id);
            if (partition?.Row.ETag != row.ETag)
            {
                return Task.FromResult<string?>(null);
            }

            InstanceRow? old = partition?.Row;
            partition ??= _partitions[row.Id] = new Partition { Row = row };
            partition.Row = checkpoint.Whole || old is null ? row with { ETag = NextETag() } : row with
            {
                ETag = NextETag(),
                Input = checkpoint.InputChanged ? row.Input : old.Input,
                CustomStatus = checkpoint.CustomStatusChanged ? row.CustomStatus : old.CustomStatus,
                Output = row.Output ?? old.Output,
                Failure = row.Failure ?? old.Failure,
                Tags = old.Tags,
            };
            if (checkpoint.DropsEarlierGenerations)
            {
                partition.Chunks.Clear();
            }

            if (checkpoint.Events.Count > 0)
            {
                partition.Chunks.Add(HistoryText.Write(checkpoint.Events));
            }

            if (checkpoint.Outbox.Count > 0)
            {
                partition.Outbox[row.Revision] = HistoryText.Write(checkpoint.Outbox);
            }

            partition.Received.UnionWith(checkpoint.Received);
            return Task.FromResult(partition.Row.ETag);
        }
    }

    public Task RemoveOutboxAsync(string sender, long revision, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _partitions.GetValueOrDefault(sender)?.Outbox.Remove(revision);
            return Task.CompletedTask;
        }
    }

    public Task ForgetReceivedAsync(string receiver, string messageId, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _partitions.GetValueOrDefault(receiver)?.Received.Remove(messageId);
            return Task.CompletedTask;
        }
    }

    public Task<Page<InstanceRow>> ListAsync(InstanceFilter filter, int pageSize, string? continuation, CancellationToken cancellation)
    {
        lock (_lock)
        {
            List<InstanceRow> rows = [.. _partitions
                .Where(pair => continuation is null || string.CompareOrdinal(pair.Key, continuation) > 0)
                .Select(pair => pair.Value.Row)
                .Where(filter.Matches)
                .Take(pageSize + 1)];
            bool more = rows.Count > pageSize;
            if (more)
            {
                rows.RemoveAt(pageSize);
            }

            return Task.FromResult(new Page<InstanceRow>(rows, more ? rows[^1].Id : null));
        }
    }

    public Task<bool> RemoveAsync(string instanceId, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_partitions.Remove(instanceId));
        }
    }

    private string NextETag() => (++_etag).ToString(CultureInfo.InvariantCulture);

    private sealed class Partition
    {
        public required InstanceRow Row { get; set; }

        public List<string> Chunks { get; } = [];

        public SortedDictionary<long, string> Outbox { get; } = [];

        public HashSet<string> Received { get; } = new(StringComparer.Ordinal);
    }
}
