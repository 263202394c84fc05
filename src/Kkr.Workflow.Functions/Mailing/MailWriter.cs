using System.Globalization;
using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Mailing.Texts;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Writes each kind of mail from the facts as they are when it is sent, for whoever holds the post then.</summary>
public sealed partial class MailWriter(
    MeetingFiles files, MailRecipients recipients, IItems items, IFollowUps followUps, IMailings mailings, ICalendarLedgers ledgers, CouncilTexts texts, Links links, TimeProvider time)
{
    /// <summary>The mail, or null when it should no longer go out because the meeting is cancelled.</summary>
    public async Task<WrittenMail?> WriteAsync(MailingTask task, CancellationToken cancellation)
    {
        MailingKey key = task.Key;
        MeetingFile file = await files.OpenAsync(key.Meeting, cancellation);
        if (IsOvertaken(file, key))
        {
            return null;
        }

        Recipient to = await recipients.HolderAsync(file, key, cancellation);
        string link = LinkOf(task, file, to);
        (string? pdf, string? size) = PdfOf(EditionOf(task, file), link);
        MailFrame frame = new(file.Council, file.Meeting, to, link) { PdfLink = pdf, PdfSize = size };
        if (await WriteAsync(task, file, frame, cancellation) is not { } mail)
        {
            return null;
        }

        TextsInForce own = await texts.OpenAsync(key.Meeting.Council, key.Kind, task.Texts, cancellation);
        return new WrittenMail(mail.Render(own.Wording), to, file.Council.Secretariat) { Texts = own.Used, Unusable = own.Unusable };
    }

    /// <summary>
    /// The mail as it would be written now, though it may not be due. A signed link lets its reader act and is theirs alone: the meeting's page stands for it.
    /// </summary>
    /// <returns>The mail and whom it greets; null when there is nothing that it could be about.</returns>
    internal async Task<(Mail Mail, Recipient To)?> DraftAsync(MailingTask task, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(task.Key.Meeting, cancellation);
        Recipient to = await recipients.HolderAsync(file, task.Key, cancellation);
        string link = LinkOf(task, file, to);
        (string? pdf, string? size) = PdfOf(EditionOf(task, file), link);
        MailFrame frame = new(file.Council, file.Meeting, to, Unsigned(link)) { PdfLink = pdf is null ? null : Unsigned(pdf), PdfSize = size };
        Mail? mail = await WriteAsync(task, file, frame, cancellation);
        return mail is null ? null : (mail, to);

        string Unsigned(string address) => links.IsSigned(address) ? links.Meeting(task.Key.Meeting) : address;
    }

    private async Task<Mail?> WriteAsync(MailingTask task, MeetingFile file, MailFrame frame, CancellationToken cancellation)
    {
        MailingKey key = task.Key;
        Timeline timeline = file.Timeline;
        return key.Kind switch
        {
            MailKind.CallForItems => new CallForItemsMail(frame, timeline[MeetingStep.ItemDeadline], Asked(file, key.Recipient)),
            MailKind.FirstReminder => await ReminderAsync(file, key, frame, cancellation),
            MailKind.SecondReminder => new SecondReminderMail(frame, timeline[MeetingStep.ItemDeadline], Asked(file, key.Recipient)),
            MailKind.Acknowledgement => new AcknowledgementMail(frame, await ItemAsync(key, cancellation), EditableUntil(timeline)),
            MailKind.LateItem => new LateItemMail(frame, await ItemAsync(key, cancellation), timeline[MeetingStep.ItemDeadline], timeline[MeetingStep.Freeze].Date),
            MailKind.ItemRejected => await RejectionAsync(key, frame, cancellation),
            MailKind.ItemWithdrawn => await WithdrawalAsync(file, key, frame, cancellation),
            MailKind.NetworkDraft => new NetworkDraftMail(frame, NewestAgenda(file).ItemCount, timeline[MeetingStep.ChairmanshipDraft].Date),
            MailKind.ChairmanshipDraft =>
                new ChairmanshipDraftMail(frame, NewestAgenda(file).ItemCount, timeline[MeetingStep.Freeze], timeline[MeetingStep.Dispatch]),
            MailKind.AgendaDispatch => new AgendaDispatchMail(frame),
            MailKind.DayBefore => new DayBeforeMail(frame, await GuestsAsync(key.Meeting, cancellation), file.Today),
            MailKind.MinutesDue => new MinutesDueMail(frame, timeline[MeetingStep.DraftMinutes], await UndecidedAsync(key.Meeting, cancellation)),
            MailKind.DraftMinutes =>
                new DraftMinutesMail(frame, timeline[MeetingStep.CommentsClose], (await files.NextAfterAsync(file.Meeting, cancellation))?.Date),
            MailKind.MinutesPublished => new MinutesPublishedMail(frame),
            MailKind.MinutesApproved => new MinutesApprovedMail(
                frame, MeetingRules.ApprovalOf(file.Meeting) ?? throw new InvalidOperationException($"The minutes of {key.Meeting} are not approved.")),
            MailKind.Rescheduled => new RescheduledMail(
                frame,
                FormerDate(file.Meeting, key.Version),
                OpenDeadline(file),
                hasAgenda: file.Meeting.HasDone(MeetingStep.Dispatch),
                isInvited: CalendarActivities.IsInvited(file, frame.To)),
            MailKind.Cancelled => new CancelledMail(
                frame, (await files.NextTakingItemsAsync(file.Meeting, cancellation))?.Date, isInvited: CalendarActivities.IsInvited(file, frame.To)),
            MailKind.FollowUp => await FollowUpAsync(file, key, frame, cancellation),
            MailKind.CalendarFault => new CalendarFaultMail(frame),
            MailKind.CalendarNote => await NoteAsync(file, key, frame, cancellation),
            MailKind.AgendaComments => Comments(file, key, frame),
            MailKind.CommentsAnswered => Answered(file, key, frame),
            MailKind.SupplementaryAgenda => await SupplementAsync(file, key, frame, cancellation),
            MailKind.AgendaHeld => new AgendaHeldMail(frame, AgendaHold.Of(file.Meeting, file.Council) == AgendaHoldKind.Comments, timeline.LatestDispatch, file.Today > timeline.LatestDispatch),
            MailKind.DispatchOverdue => new DispatchOverdueMail(frame, timeline.LatestDispatch),
            MailKind.DispatchIncomplete => await IncompleteAsync(file, frame, cancellation),
            MailKind.NextMeetingMissing => new NextMeetingMissingMail(frame),
            MailKind.ReservationsDropped => new ReservationsDroppedMail(
                frame, AgendaRules.Unfilled(await items.ListWithoutTextsAsync(key.Meeting.Council, key.Meeting.Meeting, cancellation))),
            MailKind.Bounce => await BounceAsync(file, task, frame, cancellation),
            MailKind.DeputyCalled or MailKind.DeputyCalledOff or MailKind.DeputyMissing => AboutDeputy(file, key, frame),
            MailKind.MinutesComment => await CommentAsync(file, key, frame, cancellation),
            MailKind.MinutesCorrected => await CorrectionAsync(file, key, frame, cancellation),
            MailKind.MinutesHeldBack => await HeldBackAsync(file, frame, cancellation),
            MailKind.MinutesClosed => await ClosedAsync(file, key, frame, cancellation),
            MailKind.ItemReturned => await ReturnAsync(file, key, frame, cancellation),
            MailKind.ItemMoved => new ItemMovedMail(frame, await ItemAsync(key, cancellation)),
            MailKind.ItemMerged => await MergeAsync(key, frame, cancellation),
            MailKind.PresenterSlots => await SlotsAsync(file, frame, cancellation),
            MailKind.WrittenProcedure => new WrittenProcedureMail(frame, await ItemAsync(key, cancellation)),
            MailKind.WrittenProcedureClosed => new WrittenProcedureClosedMail(frame, await ItemAsync(key, cancellation)),
            MailKind.TextUnusable => await texts.FaultAsync(key.Meeting.Council, key.Subject, key.Version, cancellation) is { } fault
                ? new TextUnusableMail(frame, key.Version, fault)
                : null,
            _ => throw new InvalidOperationException($"No mail is written for {key.Kind}."),
        };
    }

    /// <summary>Counted when it is written: one that is sent again tells what has come in since.</summary>
    private async Task<Mail> ReminderAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(key.Meeting.Council, key.Meeting.Meeting, cancellation);
        int count = CallAnswers.CountOf(key.Meeting, CallAnswers.BodyOf(PostOf(file, key.Recipient)), onMeeting);
        return new FirstReminderMail(frame, file.Timeline[MeetingStep.ItemDeadline], Asked(file, key.Recipient), count);
    }

    private async Task<Mail> RejectionAsync(MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item item = await ItemAsync(key, cancellation);
        return new ItemRejectedMail(frame, item, item.Reason ?? "");
    }

    private async Task<Mail?> ReturnAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item item = await ItemAsync(key, cancellation);
        bool isOpen = AgendaRules.TakesItems(file.Meeting);

        // Once it has come again there is nothing to put right.
        return item.Status == ItemStatus.Returned
            ? new ItemReturnedMail(frame, item, item.Reason ?? "", isOpen ? file.Timeline.Find(MeetingStep.Freeze)?.Date : null)
            : null;
    }

    private async Task<Mail?> MergeAsync(MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item ended = await ItemAsync(key, cancellation);
        return ended.MergedInto is { } into && await items.LocateAsync(key.Meeting.Council, into, cancellation) is { } kept
            ? new ItemMergedMail(frame, kept.Value, ended)
            : null;
    }

    private async Task<Mail?> SlotsAsync(MeetingFile file, MailFrame frame, CancellationToken cancellation)
    {
        IReadOnlyList<DeadSlot> dead = PresenterRules.DeadSlots(
            file.Meeting, await items.ListWithoutTextsAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation));
        return dead.Count == 0 ? null : new PresenterSlotsMail(frame, dead);
    }

    private async Task<Mail?> NoteAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        if ((await ledgers.FindAsync(key.Meeting, cancellation))?.Value.Notes.FirstOrDefault(note => note.Number == key.Version) is not { } note
            || (file.IsCancelled && note.Kind != CalendarNoteKind.Unwritten))
        {
            // What stands in calendars of a cancelled meeting has still to be taken out; nothing else of it matters any more.
            return null;
        }

        string who = note.Who.Length == 0 || note.Who == CalendarLedger.Room ? ""
            : (await recipients.HolderAsync(file, key with { Recipient = note.Who }, cancellation)).Name;
        return new CalendarNoteMail(frame, note, who);
    }

    private async Task<Mail> WithdrawalAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Item item = await ItemAsync(key, cancellation);
        return new ItemWithdrawnMail(frame, item, file.Council.Municipalities.FirstOrDefault(m => m.Code == item.Municipality));
    }

    private async Task<Mail?> FollowUpAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        FollowUpTask task = (await followUps.FindAsync(key.Meeting.Council, FollowUpMailing.TaskOf(key), cancellation))?.Value
            ?? throw new InvalidOperationException($"The follow-up of mailing {key} is not in storage.");
        if (task.IsDone)
        {
            return null;
        }

        Item item = (await items.LocateAsync(key.Meeting.Council, task.ItemId, cancellation))?.Value
            ?? throw new InvalidOperationException($"Item {task.ItemId} is not on its meeting.");
        bool overdue = task.Deadline is { } deadline && deadline < file.Today;
        return new FollowUpMail(frame, task, item, task.Organisation ?? MailRecipients.OwnerName(file, task.OwnerPost), overdue);
    }

    private async Task<Mail> BounceAsync(MeetingFile file, MailingTask task, MailFrame frame, CancellationToken cancellation)
    {
        MailingKey about = task.About ?? throw new InvalidOperationException($"Mailing {task.Key} does not say which mail bounced.");
        MailingRecord record = (await mailings.FindAsync(about, cancellation))?.Value
            ?? throw new InvalidOperationException($"The bounced mailing {about} is not in the ledger.");
        Recipient bounced = await recipients.HolderAsync(file, about, cancellation);
        return new BounceMail(
            frame,
            record,
            bounced.Name,
            file.Council.Municipalities.FirstOrDefault(m => m.Code == bounced.Post.Municipality),
            arePaused: record.Status == MailingStatus.Bounced && bounced.Post.Kind == PostKind.Director && HasRemindersLeft(file));
    }

    private static bool HasRemindersLeft(MeetingFile file) =>
        !file.IsCancelled && file.Timeline.Find(MeetingStep.SecondReminder) is not null && !file.Meeting.HasDone(MeetingStep.SecondReminder);

    private async Task<Item> ItemAsync(MailingKey key, CancellationToken cancellation) =>
        (await items.LocateAsync(key.Meeting.Council, MailQueue.ItemOf(key), cancellation))?.Value
        ?? throw new KeyNotFoundException($"Item {key.Subject} of {key.Meeting.Council} is not in storage.");

    private async Task<IReadOnlyList<Presenter>> GuestsAsync(MeetingKey meeting, CancellationToken cancellation) =>
        [.. (await items.ListWithoutTextsAsync(meeting.Council, meeting.Meeting, cancellation))
            .Where(item => item.Status == ItemStatus.Frozen && !item.Confidential)
            .SelectMany(item => item.Presenters)];

    private async Task<IReadOnlyList<Item>> UndecidedAsync(MeetingKey meeting, CancellationToken cancellation) =>
        MeetingRules.Undecided(await items.ListWithoutTextsAsync(meeting.Council, meeting.Meeting, cancellation));

    private static CommentsAnsweredMail Answered(MeetingFile file, MailingKey key, MailFrame frame)
    {
        CommentAnswer answer = file.Meeting.CommentAnswers[key.Version - 1];
        return new CommentsAnsweredMail(frame, answer, file.Timeline[MeetingStep.Freeze]);
    }

    private async Task<Mail> SupplementAsync(MeetingFile file, MailingKey key, MailFrame frame, CancellationToken cancellation)
    {
        Supplement supplement = file.Meeting.Supplements.First(known => known.Serial == key.Version);
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(key.Meeting.Council, key.Meeting.Meeting, cancellation);
        return new SupplementaryAgendaMail(frame, supplement.Reason, [.. onMeeting.Where(item => supplement.Items.Contains(item.Id))]);
    }

    private async Task<Mail> IncompleteAsync(MeetingFile file, MailFrame frame, CancellationToken cancellation)
    {
        DispatchEvidence evidence = DispatchEvidence.Of(file.Meeting, await mailings.ListAsync(file.Meeting.Key, cancellation));
        return new DispatchIncompleteMail(
            frame, [.. evidence.Recipients.Where(proof => !proof.IsReached).Select(proof => MailRecipients.OwnerName(file, proof.Recipient))]);
    }

    /// <summary>A cancelled meeting's mails are not sent any more, nor a day-before mail when the meeting has been moved since.</summary>
    private static bool IsOvertaken(MeetingFile file, MailingKey key) => key.Kind switch
    {
        MailKind.Cancelled or MailKind.ItemRejected or MailKind.ItemWithdrawn or MailKind.Bounce or MailKind.FollowUp or MailKind.CalendarFault
            or MailKind.ItemMoved or MailKind.ItemMerged or MailKind.WrittenProcedure or MailKind.WrittenProcedureClosed or MailKind.TextUnusable or MailKind.CalendarNote => false,
        MailKind.DayBefore => file.IsCancelled || key.Version != file.Meeting.ScheduleVersion || file.Today >= file.Meeting.Date,
        _ => file.IsCancelled,
    };

    private static AgendaCommentsMail Comments(MeetingFile file, MailingKey key, MailFrame frame)
    {
        ChairmanshipAnswer answer = file.Meeting.ChairmanshipAnswers[key.Version - 1];
        return new AgendaCommentsMail(frame, answer, MailRecipients.OwnerName(file, answer.Post));
    }

    /// <summary>For whom the post is asked for items.</summary>
    private static AskedBody Asked(MeetingFile file, string post) => PostOf(file, post) switch
    {
        { Kind: PostKind.Network } => new AskedBody(file.Council.NetworkName),
        { Kind: PostKind.Secretariat } => new AskedBody(file.Council.Secretariat.Name),
        { Municipality: var code } => AskedBody.Of(file.Council.Municipalities.FirstOrDefault(m => m.Code == code)
            ?? throw new InvalidOperationException($"Post {post} belongs to no municipality of {file.Council.Id}.")),
    };

    private static Post PostOf(MeetingFile file, string post) =>
        file.Directory.Posts.FirstOrDefault(p => p.Id == post) ?? throw new InvalidOperationException($"{file.Council.Id} has no post {post}.");

    private static AgendaEdition NewestAgenda(MeetingFile file) => file.Meeting.Agendas[^1];

    /// <summary>The date that people know: the first of the changes that were announced together.</summary>
    private static DateOnly FormerDate(Meeting meeting, int version)
    {
        DateTimeOffset? announced = meeting.ScheduleChanges.First(change => change.Version == version).Announced;
        return meeting.ScheduleChanges.First(change => change.Announced == announced).FormerDate;
    }

    /// <summary>A constituent meeting calls for no items and has no deadline for them: they can be put right until the agenda is frozen.</summary>
    private static Deadline EditableUntil(Timeline timeline) => timeline.Find(MeetingStep.ItemDeadline) ?? timeline[MeetingStep.Freeze];

    private static Deadline? OpenDeadline(MeetingFile file) =>
        file.Meeting.Phase is MeetingPhase.Planned or MeetingPhase.Calling ? file.Timeline.Find(MeetingStep.ItemDeadline) : null;
}
