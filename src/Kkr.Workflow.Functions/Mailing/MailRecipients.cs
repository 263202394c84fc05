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
        if (!key.Recipient.StartsWith("guest-", StringComparison.Ordinal))
        {
            return null;
        }

        IReadOnlyList<Stored<Item>> onMeeting = await items.ListAsync(key.Meeting.Council, key.Meeting.Meeting, cancellation);
        return Recipients.Guests([.. onMeeting.Select(item => item.Value)]).FirstOrDefault(guest => guest.Recipient.Post.Id == key.Recipient)?.Recipient;
    }

    private static Recipient Secretariat(MeetingFile file, string post) => new(
        file.Directory.Posts.FirstOrDefault(p => p.Id == post) ?? new Post(Caller.Secretariat, PostKind.Secretariat),
        file.Council.Secretariat.Name,
        file.Council.Secretariat.Email);
}
