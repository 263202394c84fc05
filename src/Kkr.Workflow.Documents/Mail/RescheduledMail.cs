using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 13: the meeting is moved to another date, or to another time or place on the same date.</summary>
/// <param name="formerDate">The date that people know.</param>
/// <param name="itemDeadline">The new item deadline, or null when items are no longer taken.</param>
/// <param name="hasAgenda">True when they have the agenda already: the mail then leads to its edition with the new date.</param>
/// <param name="isInvited">True for those who have an invitation in their calendar.</param>
public sealed class RescheduledMail(MailFrame frame, DateOnly formerDate, Deadline? itemDeadline, bool hasAgenda = false, bool isInvited = true) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Date("formerDate", formerDate);
        fields.Flag("sameDate", formerDate == Frame.Meeting.Date);
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Flag("hasAgenda", hasAgenda);
        fields.Flag("isInvited", isInvited);
    }
}
