namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 14: the meeting is cancelled.</summary>
public sealed class CancelledMail(MailFrame frame, DateOnly? nextMeeting) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("reason", Wording.WithoutStop(Frame.Meeting.CancelledBecause ?? ""));
        fields.Date("nextMeetingDate", nextMeeting);
    }
}
