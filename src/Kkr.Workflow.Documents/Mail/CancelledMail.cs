namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 14: the meeting is cancelled.</summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="nextMeeting">The meeting that the items go to, or null.</param>
/// <param name="isInvited">True for those who have an invitation in their calendar.</param>
public sealed class CancelledMail(MailFrame frame, DateOnly? nextMeeting, bool isInvited = true) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("reason", Wording.WithoutStop(Frame.Meeting.CancelledBecause ?? ""));
        fields.Date("nextMeetingDate", nextMeeting);
        fields.Flag("isInvited", isInvited);
    }
}
