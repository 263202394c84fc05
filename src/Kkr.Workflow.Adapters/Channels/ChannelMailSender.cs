using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Adapters.Channels;

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
