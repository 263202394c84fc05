using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Writes each kind of mail from the facts as they are when it is sent, for whoever holds the post then.</summary>
public sealed class MailWriter(MeetingFiles files, MailRecipients recipients, IItems items, IFollowUps followUps, IMailings mailings, Links links)
{
    /// <summary>The mail, or null when it should no longer go out because the meeting is cancelled.</summary>
    public async Task<WrittenMail?> WriteAsync(MailingTask task, CancellationToken cancellation)
    {
        MailingKey key = task.Key;
        MeetingFile file = await files.OpenAsync(key.Meeting, cancellation);
        if (file.IsCancelled && ConcernsTheMeetingToCome(key.Kind))
        {
            return null;
        }

        Recipient to = await recipients.HolderAsync(file, key, cancellation);
        MailFrame frame = new(file.Council, file.Meeting, to, LinkOf(key.Kind, file.Meeting));
        Mail mail = await WriteAsync(task, file, frame, cancellation);
        return new WrittenMail(mail.Render(), to, file.Council.Secretariat);
    }

    private async Task<Mail> WriteAsync(MailingTask task, MeetingFile file, MailFrame frame, CancellationToken cancellation)
    {
        MailingKey key = task.Key;
        Timeline timeline = file.Timeline;
        Deadline itemDeadline = timeline[MeetingStep.ItemDeadline];
        return key.Kind switch
        {
            MailKind.CallForItems => new CallForItemsMail(frame, itemDeadline),
            MailKind.FirstReminder => new FirstReminderMail(frame, itemDeadline, Municipality(file, key.Recipient), task.Count),
            MailKind.SecondReminder => new SecondReminderMail(frame, itemDeadline, Municipality(file, key.Recipient)),
            MailKind.Acknowledgement => new AcknowledgementMail(frame, await ItemAsync(key, cancellation), itemDeadline),
            MailKind.LateItem => new LateItemMail(frame, await ItemAsync(key, cancellation), itemDeadline, timeline[MeetingStep.Freeze].Date),
            MailKind.ItemRejected => await RejectionAsync(key, frame, cancellation),
            MailKind.ItemWithdrawn => await WithdrawalAsync(file, key, frame, cancellation),
            MailKind.NetworkDraft => new NetworkDraftMail(frame, NewestAgenda(file).ItemCount, timeline[MeetingStep.ChairmanshipDraft].Date),
            MailKind.ChairmanshipDraft =>
                new ChairmanshipDraftMail(frame, NewestAgenda(file).ItemCount, timeline[MeetingStep.Freeze], timeline[MeetingStep.Dispatch]),
            MailKind.AgendaDispatch => new AgendaDispatchMail(frame),
            MailKind.DayBefore => new DayBeforeMail(frame, await GuestsAsync(key.Meeting, cancellation)),
            MailKind.MinutesDue => new MinutesDueMail(frame, timeline[MeetingStep.DraftMinutes], await UndecidedAsync(key.Meeting, cancellation)),
            MailKind.DraftMinutes =>
                new DraftMinutesMail(frame, timeline[MeetingStep.CommentsClose], (await files.NextAfterAsync(file.Meeting, cancellation))?.Date),
            MailKind.MinutesPublished => new MinutesPublishedMail(frame),
            MailKind.MinutesApproved => new MinutesApprovedMail(frame, file.Meeting.Minutes.Verdicts[^1]),
            MailKind.Rescheduled => new RescheduledMail(frame, FormerDate(file.Meeting, key.Version), OpenDeadline(file, itemDeadline)),
            MailKind.Cancelled => new CancelledMail(frame, (await files.NextAfterAsync(file.Meeting, cancellation))?.Date),
            MailKind.FollowUp => await FollowUpAsync(file, key, frame, cancellation),
            MailKind.Bounce => await BounceAsync(file, task, frame, cancellation),
            _ => throw new InvalidOperationException($"No mail is written for {key.Kind}."),
        };
    }

    private async Task<Mail> RejectionAsync(MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item item = await ItemAsync(key, cancellation);
        return new ItemRejectedMail(frame, item, item.Reason ?? "");
    }

    private async Task<Mail> WithdrawalAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item item = await ItemAsync(key, cancellation);
        string by = file.Council.Municipalities.FirstOrDefault(m => m.Code == item.Municipality)?.Name ?? file.Council.Secretariat.Name;
        return new ItemWithdrawnMail(frame, item, by);
    }

    private async Task<Mail> FollowUpAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        FollowUpTask task = (await followUps.FindAsync(key.Meeting.Council, FollowUpMailing.TaskOf(key), cancellation))?.Value
            ?? throw new InvalidOperationException($"The follow-up of mailing {key} is not in storage.");
        Item item = (await items.FindAsync(key.Meeting.Council, key.Meeting.Meeting, task.ItemId, cancellation))?.Value
            ?? throw new InvalidOperationException($"Item {task.ItemId} is not on its meeting.");
        bool overdue = task.Deadline is { } deadline && deadline < file.Today;
        return new FollowUpMail(frame, task, item, MailRecipients.OwnerName(file, task.OwnerPost), overdue);
    }

    private async Task<Mail> BounceAsync(MeetingFile file, MailingTask task, MailFrame frame, CancellationToken cancellation)
    {
        MailingKey about = task.About ?? throw new InvalidOperationException($"Mailing {task.Key} does not say which mail bounced.");
        MailingRecord record = (await mailings.FindAsync(about, cancellation))?.Value
            ?? throw new InvalidOperationException($"The bounced mailing {about} is not in the ledger.");
        Recipient bounced = await recipients.HolderAsync(file, about, cancellation);
        return new BounceMail(frame, record, bounced.Name, file.Council.Municipalities.FirstOrDefault(m => m.Code == bounced.Post.Municipality));
    }

    private async Task<Item> ItemAsync(MailingKey key, CancellationToken cancellation) =>
        (await items.FindAsync(key.Meeting.Council, key.Meeting.Meeting, key.Subject, cancellation)
            ?? await items.FindAsync(key.Meeting.Council, null, key.Subject, cancellation))?.Value
        ?? throw new InvalidOperationException($"Item {key.Subject} is neither on meeting {key.Meeting} nor in the pool.");

    private async Task<IReadOnlyList<Presenter>> GuestsAsync(MeetingKey meeting, CancellationToken cancellation) =>
        [.. (await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
            .Where(item => item.Value.Status == ItemStatus.Frozen && !item.Value.Confidential)
            .SelectMany(item => item.Value.Presenters)];

    private async Task<IReadOnlyList<Item>> UndecidedAsync(MeetingKey meeting, CancellationToken cancellation) =>
        [.. (await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
            .Select(item => item.Value)
            .Where(item => item.Status == ItemStatus.Frozen && item.Decision is null)];

    private string LinkOf(MailKind kind, Meeting meeting) => kind switch
    {
        MailKind.NetworkDraft or MailKind.ChairmanshipDraft or MailKind.AgendaDispatch or MailKind.DayBefore or MailKind.ItemWithdrawn
            when meeting.Agendas is [.., { } agenda] => links.Document(agenda.Path),
        MailKind.DraftMinutes or MailKind.MinutesPublished or MailKind.MinutesApproved
            when meeting.Minutes.Editions is [.., { } edition] => links.Document(edition.Path),
        _ => links.Meeting(meeting.Key),
    };

    private static bool ConcernsTheMeetingToCome(MailKind kind) => kind
        is not (MailKind.Cancelled or MailKind.ItemRejected or MailKind.ItemWithdrawn or MailKind.Bounce or MailKind.FollowUp);

    private static Municipality Municipality(MeetingFile file, string post)
    {
        string? code = file.Directory.Posts.FirstOrDefault(p => p.Id == post)?.Municipality;
        return file.Council.Municipalities.FirstOrDefault(m => m.Code == code)
            ?? throw new InvalidOperationException($"Post {post} belongs to no municipality of {file.Council.Id}.");
    }

    private static AgendaEdition NewestAgenda(MeetingFile file) => file.Meeting.Agendas[^1];

    private static DateOnly FormerDate(Meeting meeting, int version) => meeting.ScheduleChanges.First(change => change.Version == version).FormerDate;

    private static Deadline? OpenDeadline(MeetingFile file, Deadline itemDeadline) =>
        file.Meeting.Phase is MeetingPhase.Planned or MeetingPhase.Calling ? itemDeadline : null;
}
