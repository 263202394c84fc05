using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 13: the meeting is moved to another date, or to another time or place on the same date.</summary>
public sealed class RescheduledMail(MailFrame frame, DateOnly formerDate, Deadline? itemDeadline) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Date("formerDate", formerDate);
        fields.Flag("sameDate", formerDate == Frame.Meeting.Date);
        fields.Deadline("itemDeadline", itemDeadline);
    }
}
