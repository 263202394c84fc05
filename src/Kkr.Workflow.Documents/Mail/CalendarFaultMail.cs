using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat that the calendar event could not be put right, so that it does so by hand.</summary>
public sealed class CalendarFaultMail(MailFrame frame) : Mail(frame)
{
    private protected override void Fill(Fields fields) =>
        fields.Flag("cancelled", Frame.Meeting.Phase == MeetingPhase.Cancelled);
}
