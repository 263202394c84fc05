using Kkr.Workflow.Domain.Archive;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>Something that was done, by whom.</summary>
/// <param name="Council">Council id.</param>
/// <param name="At">UTC.</param>
/// <param name="Actor">Post, or <c>system</c>; never a name or an address.</param>
/// <param name="Action">Stable name in kebab-case, e.g. <c>item-submitted</c>.</param>
/// <param name="Subject">What it was done to, e.g. a meeting or item id.</param>
/// <param name="Details">Further facts, without personal data.</param>
public sealed record AuditEntry(string Council, DateTimeOffset At, string Actor, string Action, string Subject, string? Details = null)
{
    /// <summary>The shape that <see cref="IAuditLog.AppendAsync"/> writes.</summary>
    public const int CurrentSchema = 2;

    /// <summary>The shape it was written in: 1 has only the fields above. Set when it is appended.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The role in which the actor acted, e.g. <c>director</c> or <c>system</c>; null in entries of schema 1.</summary>
    public string? Role { get; init; }

    /// <summary>How it was proven who acted, e.g. <c>signed-link</c>; <c>none</c> for what the system does by itself; null in entries of schema 1.</summary>
    public string? Proof { get; init; }

    /// <summary>The id of the person behind the post, where that is known; never a name.</summary>
    public string? Person { get; init; }

    /// <summary>Version or digest of the subject before the change, where it has one.</summary>
    public string? Before { get; init; }

    /// <summary>Version or digest of the subject after the change, where it has one.</summary>
    public string? After { get; init; }

    /// <summary>What belongs together: the id of the request's trace, or of the orchestration that acted.</summary>
    public string? Correlation { get; init; }
}

/// <summary>Which entries to read, oldest first.</summary>
public sealed record AuditRange
{
    /// <summary>Only entries with a greater number; 0 for all.</summary>
    public long After { get; init; }

    /// <summary>Only entries up to this number; null for all.</summary>
    public long? Through { get; init; }

    /// <summary>Only entries of this instant or later, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only entries before this instant, UTC.</summary>
    public DateTimeOffset? Before { get; init; }

    public string? Actor { get; init; }

    public string? Action { get; init; }

    public string? Subject { get; init; }

    /// <summary>True when the entry is one of those meant.</summary>
    public bool Includes(long number, AuditEntry entry) =>
        number > After && (Through is null || number <= Through)
        && (From is null || entry.At >= From) && (Before is null || entry.At < Before)
        && (Actor is null || entry.Actor == Actor) && (Action is null || entry.Action == Action) && (Subject is null || entry.Subject == Subject);
}

/// <summary>The append-only audit log; each row hashes the one before (docs/audit.md).</summary>
public interface IAuditLog
{
    /// <summary>Appends. With a key that was used before, nothing is added.</summary>
    Task AppendAsync(AuditEntry entry, string? idempotencyKey, CancellationToken cancellation);

    /// <summary>All entries of a council, oldest first.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(string council, CancellationToken cancellation);

    /// <summary>
    /// The rows of a range as they are kept, oldest first. What comes before <see cref="AuditRange.After"/> or <see cref="AuditRange.From"/>
    /// is not read, and the other conditions are judged where the rows are.
    /// </summary>
    IAsyncEnumerable<AuditRow> RowsAsync(string council, AuditRange range, CancellationToken cancellation);

    /// <summary>The log's end: how many entries have been appended, and the last one's hash. Before the first entry: 0 and <see cref="AuditChain.Start"/>.</summary>
    Task<AuditPoint> HeadAsync(string council, CancellationToken cancellation);

    /// <summary>The last entry that retention has taken away, by which the rest still begins; null while nothing has been taken away.</summary>
    Task<AuditPoint?> CheckpointAsync(string council, CancellationToken cancellation);

    /// <summary>Checks the log from its checkpoint to its head and, when given, against a point that was noted earlier.</summary>
    Task<AuditVerification> VerifyAsync(string council, AuditPoint? anchor, CancellationToken cancellation);

    /// <summary>
    /// Takes away every entry up to and including <paramref name="through"/> and keeps that point as the checkpoint. The caller has appended
    /// the entry <see cref="AuditChain.Pruned"/> that vouches for it. A repeat goes on where a broken-off run stopped.
    /// </summary>
    /// <returns>How many entries were taken away by this call.</returns>
    Task<int> PruneAsync(string council, AuditPoint through, CancellationToken cancellation);
}
