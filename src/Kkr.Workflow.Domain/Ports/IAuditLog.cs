namespace Kkr.Workflow.Domain.Ports;

/// <summary>Something that was done, by whom.</summary>
/// <param name="Council">Council id.</param>
/// <param name="At">UTC.</param>
/// <param name="Actor">Post or role, never an address.</param>
/// <param name="Action">Stable name in kebab-case, e.g. <c>item-submitted</c>.</param>
/// <param name="Subject">What it was done to, e.g. a meeting or item id.</param>
/// <param name="Details">Further facts, without personal data.</param>
public sealed record AuditEntry(string Council, DateTimeOffset At, string Actor, string Action, string Subject, string? Details = null);

/// <summary>The append-only audit log; each row hashes the one before (design 5).</summary>
public interface IAuditLog
{
    /// <summary>Appends. With a key that was used before, nothing is added.</summary>
    Task AppendAsync(AuditEntry entry, string? idempotencyKey, CancellationToken cancellation);

    /// <summary>All entries of a council, oldest first.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(string council, CancellationToken cancellation);
}
