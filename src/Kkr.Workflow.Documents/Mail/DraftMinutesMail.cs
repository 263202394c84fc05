using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 11: the draft minutes, for comments.</summary>
public sealed class DraftMinutesMail(MailFrame frame, Deadline commentsClose, DateOnly? nextMeeting) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("comments", commentsClose);
        fields.Date("nextMeetingDate", nextMeeting);
    }
}
