using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>The ledger of mailings: what was queued, sent, delivered or bounced.</summary>
public interface IMailings
{
    /// <summary>The mailing, or null.</summary>
    Task<Stored<MailingRecord>?> FindAsync(MailingKey key, CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces a row.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<MailingRecord>> SaveAsync(MailingRecord record, string? etag, CancellationToken cancellation);

    /// <summary>All mailings of a meeting, in order of key.</summary>
    Task<IReadOnlyList<MailingRecord>> ListAsync(MeetingKey meeting, CancellationToken cancellation);

    /// <summary>Removes a row whose time is up. One that is gone is no fault.</summary>
    Task RemoveAsync(MailingKey key, CancellationToken cancellation);
}
