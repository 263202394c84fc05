using System.Runtime.CompilerServices;
using System.Text.Json;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

/// <summary>The audit log with its chain, in memory.</summary>
internal sealed class MemoryAudit : IAuditLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Log> logs = new(StringComparer.Ordinal);

    /// <summary>While set, nothing can be appended: the store is out of reach.</summary>
    public bool IsOutOfReach { get; set; }

    public Task AppendAsync(AuditEntry entry, string? idempotencyKey, CancellationToken cancellation)
    {
        if (IsOutOfReach)
        {
            throw new HttpRequestException("The audit log is away.");
        }

        lock (gate)
        {
            Log log = Of(entry.Council);
            if (idempotencyKey is null || log.Keys.Add(idempotencyKey))
            {
                AuditEntry kept = entry with { At = entry.At.ToUniversalTime(), Schema = AuditEntry.CurrentSchema };
                string json = JsonSerializer.Serialize(kept, JsonSerializerOptions.Web);
                string hash = AuditChain.Link(log.Head.Hash, log.Head.Number + 1, json);
                log.Rows.Add(new AuditRow(log.Head.Number + 1, log.Head.Hash, hash, json, kept));
                log.Head = new AuditPoint(log.Head.Number + 1, hash);
            }
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<AuditEntry> ReadAsync(string council, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (AuditRow row in RowsAsync(council, new AuditRange(), cancellation))
        {
            yield return row.Entry;
        }
    }

    public async IAsyncEnumerable<AuditRow> RowsAsync(string council, AuditRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (AuditRow row in Snapshot(council).Rows.Where(row => range.Includes(row.Number, row.Entry)))
        {
            yield return row;
        }
    }

    public Task<AuditPoint> HeadAsync(string council, CancellationToken cancellation) => Task.FromResult(Snapshot(council).Head);

    public Task<AuditPoint?> CheckpointAsync(string council, CancellationToken cancellation) => Task.FromResult(Snapshot(council).Checkpoint);

    public Task<AuditVerification> VerifyAsync(string council, AuditPoint? anchor, CancellationToken cancellation)
    {
        Log log = Snapshot(council);
        AuditCheck check = new(log.Checkpoint ?? AuditChain.Beginning, anchor);
        log.Rows.ForEach(row => check.Take(row));
        return Task.FromResult(check.Close(log.Head, check.Last.Hash));
    }

    public Task<int> PruneAsync(string council, AuditPoint through, CancellationToken cancellation)
    {
        lock (gate)
        {
            Log log = Of(council);
            log.Checkpoint = log.Checkpoint is { } former && former.Number > through.Number ? former : through;
            return Task.FromResult(log.Rows.RemoveAll(row => row.Number <= through.Number));
        }
    }

    private Log Snapshot(string council)
    {
        lock (gate)
        {
            Log log = Of(council);
            return new Log { Head = log.Head, Checkpoint = log.Checkpoint, Rows = [.. log.Rows] };
        }
    }

    private Log Of(string council)
    {
        if (!logs.TryGetValue(council, out Log? log))
        {
            logs[council] = log = new Log();
        }

        return log;
    }

    private sealed class Log
    {
        public AuditPoint Head { get; set; } = AuditChain.Beginning;

        public AuditPoint? Checkpoint { get; set; }

        public List<AuditRow> Rows { get; init; } = [];

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
    }
}
