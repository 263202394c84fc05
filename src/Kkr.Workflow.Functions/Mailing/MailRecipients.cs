using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Finds the person behind a mailing's post on the day it is sent. A vacant post's mail goes to the secretariat.</summary>
public sealed class MailRecipients(IItems items)
{
    public async Task<Recipient> HolderAsync(MeetingFile file, MailingKey key, CancellationToken cancellation) =>
        file.Directory.Holder(key.Recipient, file.Today)
        ?? await GuestAsync(key, cancellation)
        ?? Secretariat(file, key.Recipient);

    /// <summary>Who an action point belongs to, as a reader would name them.</summary>
    public static string OwnerName(MeetingFile file, string post) =>
        file.Directory.Posts.FirstOrDefault(p => p.Id == post)?.Kind == PostKind.Network
            ? file.Council.NetworkName
            : (file.Directory.Holder(post, file.Today) ?? Secretariat(file, post)).Name;

    private async Task<Recipient?> GuestAsync(MailingKey key, CancellationToken cancellation)
    {
        if (!Recipients.IsGuest(key.Recipient))
        {
            return null;
        }

        // The item may have left the meeting since: a cancelled meeting's items go on to the next.
        return await items.LocateAsync(key.Meeting.Council, Recipients.ItemOfGuest(key.Recipient), cancellation) is { } found ? Recipients.Guest(found.Value, key.Recipient) : null;
    }

    /// <summary>The secretariat, reading what was meant for a post that nobody holds.</summary>
    internal static Recipient Secretariat(MeetingFile file, string post) => new(
        file.Directory.Posts.FirstOrDefault(p => p.Id == post) ?? new Post(Caller.Secretariat, PostKind.Secretariat),
        file.Council.Secretariat.Name,
        file.Council.Secretariat.Email);
}
