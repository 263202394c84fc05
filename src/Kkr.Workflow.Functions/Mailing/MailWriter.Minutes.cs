using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Mailing;

// Mails about who stands in for whom, and about the minutes before they are approved.
public sealed partial class MailWriter
{
    /// <summary>Null when it has been overtaken: the call ended before the deputy was told.</summary>
    private static Mail? AboutDeputy(MeetingFile file, MailingKey key, MailFrame frame)
    {
        DeputyCall call = file.Meeting.DeputyCalls.First(one => one.Number == key.Version);
        string member = file.Directory.Holder(call.Seat, file.Meeting.Date)?.Name ?? MailRecipients.OwnerName(file, call.Seat);
        return key.Kind switch
        {
            MailKind.DeputyCalledOff => new DeputyCalledOffMail(frame, member, call.IsMoved),
            _ when call.EndedAt is not null => null,
            MailKind.DeputyMissing => new DeputyMissingMail(frame, member),

            // The post is vacant, so whoever reads this is the secretariat.
            _ when file.Directory.Holder(key.Recipient, file.Today) is null => new DeputyMissingMail(frame, member),
            _ => new DeputyCalledMail(frame, member, file.Meeting.HasDone(MeetingStep.Dispatch) ? null : file.Timeline[MeetingStep.Dispatch].Date),
        };
    }

    private async Task<Mail> CommentAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        MinutesComment comment = file.Meeting.Minutes.Comments.First(one => one.Number == key.Version);
        bool isAboutConfidential = comment.Item is not null && (await items.ListWithoutTextsAsync(key.Meeting.Council, key.Meeting.Meeting, cancellation))
            .Any(item => item.Confidential && item.Number == comment.Item);
        return new MinutesCommentMail(frame, comment, MailRecipients.OwnerName(file, comment.Post), isAboutConfidential);
    }

    private async Task<Mail> CorrectionAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        MinutesEdition edition = file.Meeting.Minutes.Editions.First(one => one.Version == key.Version);
        string reason = file.Meeting.Minutes.Corrections.First(one => one.Number == edition.Correction).Reason;
        return new MinutesCorrectedMail(frame, reason, (await files.NextAfterAsync(file.Meeting, cancellation))?.Date);
    }

    /// <summary>Null when it has been overtaken: a corrected edition is out, or the item is open again.</summary>
    private async Task<Mail?> ClosedAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item item = await ItemAsync(key, cancellation);
        return EditionRules.NewestPublished(file.Meeting.Minutes) is { } newest && EditionRules.Exposes(newest, [item])
            ? new MinutesClosedMail(frame, item.Number ?? "", MeetingRules.AreApproved(file.Meeting))
            : null;
    }

    private async Task<Mail> HeldBackAsync(MeetingFile file, MailFrame frame, CancellationToken cancellation)
    {
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation);
        return new MinutesHeldBackMail(
            frame,
            [.. ItemRules.Awaited(onMeeting).Select(awaited => (awaited.Item.Number ?? "", awaited.Item.Confidential ? ItemRules.ConfidentialTitle : awaited.Promise.What))]);
    }
}
