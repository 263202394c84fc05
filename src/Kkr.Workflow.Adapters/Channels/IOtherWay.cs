using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Channels;

/// <summary>A way that is not the ordinary mail.</summary>
internal interface IOtherWay
{
    /// <summary>Sends, or says why this way is closed: nothing has left then, and nothing will.</summary>
    /// <exception cref="MailNotNowException">It has certainly not left, and may later.</exception>
    /// <exception cref="CalendarException">Nobody can tell whether it left.</exception>
    Task<(string? ProviderId, string? ClosedBecause)> TrySendAsync(OutgoingMail mail, CancellationToken cancellation);

    /// <summary>The id under which it left, or null when it did not.</summary>
    /// <exception cref="MailInDoubtException">This way's books are closed.</exception>
    Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation);
}
