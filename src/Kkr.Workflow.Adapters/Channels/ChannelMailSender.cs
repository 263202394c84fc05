using System.Globalization;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

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

/// <summary>
/// Sends each mail the way that its recipient has chosen. Where that way is closed, which its answer must say for certain, the mail goes as ordinary mail and
/// the receipt tells; a way that does not answer is never followed by another, so that nobody gets a mailing twice.
/// </summary>
internal sealed class ChannelMailSender(IMailSender mail, IOtherWay graphMail, IOtherWay teamsChat, ILogger<ChannelMailSender> logger) : IMailSender
{
    public async Task<MailReceipt> SendAsync(OutgoingMail outgoing, CancellationToken cancellation)
    {
        if (WayOf(outgoing.Channel) is not { } way)
        {
            return await mail.SendAsync(outgoing, cancellation);
        }

        (string? id, string? closed) = await way.TrySendAsync(outgoing, cancellation);
        if (closed is null)
        {
            return new MailReceipt(true, id, null) { Channel = outgoing.Channel };
        }

        AdapterLog.MailGoesAnotherWay(logger, outgoing.Key.ToString(), outgoing.Channel.ToString(), closed);
        return await mail.SendAsync(outgoing, cancellation) with { InsteadBecause = closed };
    }

    public Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation) => mail.FindAsync(key, former, cancellation);

    /// <summary>Both the chosen way and the ordinary mail are asked: it may have been closed, and the mail gone the other way.</summary>
    public async Task<string?> FindAsync(MailingKey key, MailChannel channel, IReadOnlyList<string> former, CancellationToken cancellation)
    {
        if (WayOf(channel) is not { } way)
        {
            return await mail.FindAsync(key, former, cancellation);
        }

        MailInDoubtException? doubt = null;
        try
        {
            if (await way.FindAsync(key, former, cancellation) is { } found)
            {
                return found;
            }
        }
        catch (MailInDoubtException closed)
        {
            doubt = closed;
        }

        return await mail.FindAsync(key, former, cancellation) ?? (doubt is null ? null : throw doubt);
    }

    private IOtherWay? WayOf(MailChannel channel) => channel switch
    {
        MailChannel.GraphMail => graphMail,
        MailChannel.TeamsChat => teamsChat,
        _ => null,
    };
}

/// <summary>What Graph's refusals mean for a mail.</summary>
internal static class GraphRefusals
{
    /// <summary>Graph will not do this for the app, or for this recipient, whenever it is asked.</summary>
    public static bool IsClosed(CalendarException fault) => fault.Status is >= 400 and < 500 and not (408 or 409 or 412 or 423 or 429);

    /// <summary>Why, for the ledger; without addresses.</summary>
    public static string Reason(CalendarException fault) => string.Create(CultureInfo.InvariantCulture, $"Graph svarede {fault.Status}.");

    /// <summary>Nothing has left: it is tried again when Graph has time.</summary>
    public static MailNotNowException NotNow(CalendarException fault) => new("Microsoft Graph tager ikke imod nu.", fault) { After = fault.RetryAfter };
}
