using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Mailing;

// Where each mail's link leads.
public sealed partial class MailWriter
{
    /// <summary>To a page of the recipient's own where something is to be done, else to what everybody may see.</summary>
    private string LinkOf(MailingTask task, MeetingFile file, Recipient to)
    {
        Meeting meeting = file.Meeting;
        return task.Key.Kind switch
        {
            MailKind.CallForItems or MailKind.FirstReminder or MailKind.SecondReminder => links.Answer(meeting, to),
            MailKind.Acknowledgement or MailKind.LateItem or MailKind.ItemReturned => links.Answer(meeting, to, MailQueue.ItemOf(task.Key)),

            // A council without a chairmanship has its drafts read by the secretariat.
            MailKind.ChairmanshipDraft or MailKind.CommentsAnswered => to.Post.Kind == PostKind.Secretariat ? Desk(file) : links.Approval(meeting, to),
            MailKind.WrittenProcedure => links.Written(meeting, to, MailQueue.ItemOf(task.Key)),
            MailKind.FollowUp => links.FollowUp(meeting, to, FollowUpMailing.TaskOf(task.Key)),
            MailKind.Bounce => links.Mailing(meeting, to, task.About!.ToString()),
            MailKind.AgendaComments or MailKind.AgendaHeld or MailKind.DispatchOverdue or MailKind.DispatchIncomplete
                or MailKind.MinutesComment or MailKind.MinutesHeldBack or MailKind.DeputyMissing => Desk(file),

            MailKind.MinutesClosed => MeetingRules.AreApproved(meeting) ? links.Meeting(meeting.Key) : Desk(file),

            // A vacant post's mail goes to the secretariat, and tells it that nobody stands in.
            MailKind.DeputyCalled => to.PersonId is null ? Desk(file) : links.Deputy(meeting, to),
            MailKind.PresenterSlots => links.Answer(meeting, to),
            MailKind.NetworkDraft when Newest(meeting, AgendaEditionKind.NetworkDraft) is { } draft => links.Draft(meeting, to, draft.Path),
            MailKind.SupplementaryAgenda when AgendaRules.PrintOf(meeting, task.Key.Version) is { } supplement =>
                Published.IsPublished(meeting, supplement) ? links.Document(supplement.Path) : links.Draft(meeting, to, supplement.Path),

            // These lead to the agenda that holds when they are read, not when they were written.
            MailKind.AgendaDispatch when AgendaRules.Current(meeting) is not null => links.CurrentAgenda(meeting.Key),
            MailKind.DayBefore or MailKind.ItemWithdrawn or MailKind.Rescheduled
                when meeting.HasDone(MeetingStep.Dispatch) && AgendaRules.Current(meeting) is not null =>
                links.CurrentAgenda(meeting.Key),
            MailKind.DraftMinutes or MailKind.MinutesPublished or MailKind.MinutesApproved or MailKind.MinutesCorrected when meeting.Minutes.Editions is [.., { } edition] =>
                edition.Kind == MinutesEditionKind.Draft ? DraftMinutes(file, to, edition) : links.Document(edition.Path),
            _ => links.Meeting(meeting.Key),
        };
    }

    /// <summary>The edition that the mail's link leads to straight away, so that its PDF is found beside it; a page offers the formats by itself.</summary>
    private IEdition? EditionOf(MailingTask task, MeetingFile file)
    {
        Meeting meeting = file.Meeting;
        return task.Key.Kind switch
        {
            MailKind.NetworkDraft => Newest(meeting, AgendaEditionKind.NetworkDraft),
            MailKind.DayBefore when meeting.HasDone(MeetingStep.Dispatch) => AgendaRules.Current(meeting),
            MailKind.DraftMinutes when meeting.Minutes.Editions is [.., { Kind: MinutesEditionKind.Draft }] && CommentsCloseAt(file) is not null => null,
            _ => MailEditions.Of(meeting, task.Key),
        };
    }

    /// <summary>The mail's link with the format that it asks for, and how large that is; the edition may have the web page alone.</summary>
    private static (string? Link, string? Size) PdfOf(IEdition? edition, string link) =>
        edition?.Files.FirstOrDefault(file => file.Format == EditionFormat.Pdf) is { } pdf
            ? ($"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format=pdf", EditionFormats.Size(pdf.Length))
            : (null, null);

    /// <summary>To comment until the deadline; what is sent again after it is only read.</summary>
    private string DraftMinutes(MeetingFile file, Recipient to, MinutesEdition edition) =>
        CommentsCloseAt(file) is { } closes ? links.Comments(file.Meeting, to, closes) : links.Draft(file.Meeting, to, edition.Path);

    /// <summary>Until when comments are taken; null when none are any more.</summary>
    private DateTimeOffset? CommentsCloseAt(MeetingFile file) =>
        file.Timeline.Find(MeetingStep.CommentsClose) is { } closes && closes.Instant > time.GetUtcNow() ? closes.Instant : null;

    /// <summary>The secretariat's own page, for whoever holds its post; also where the mail is about another post.</summary>
    private string Desk(MeetingFile file) => links.Desk(
        file.Meeting, file.Directory.Holder(Caller.Secretariat, file.Today) ?? MailRecipients.Secretariat(file, Caller.Secretariat));

    private static AgendaEdition? Newest(Meeting meeting, AgendaEditionKind kind) => meeting.Agendas.LastOrDefault(edition => edition.Kind == kind);
}
