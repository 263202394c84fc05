using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>The texts of mails that councils have changed, every version of them.</summary>
public interface IMailTexts
{
    /// <summary>The newest version of each mail's texts that the council has ever changed, in order of name.</summary>
    Task<IReadOnlyList<MailTextVersion>> NewestAsync(string council, CancellationToken cancellation);

    /// <summary>Every version of one mail's texts, oldest first; none while they are the standard ones.</summary>
    Task<IReadOnlyList<MailTextVersion>> VersionsAsync(string council, string mail, CancellationToken cancellation);

    /// <summary>One version, or null.</summary>
    Task<MailTextVersion?> FindAsync(string council, string mail, int version, CancellationToken cancellation);

    /// <summary>Adds a version.</summary>
    /// <exception cref="ConcurrencyConflictException">There is one of that number already: somebody else was first.</exception>
    Task AddAsync(MailTextVersion version, CancellationToken cancellation);
}
