namespace Kkr.Workflow.Documents.Mail;

/// <summary>Minutes that have been published were corrected.</summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="reason">Why.</param>
/// <param name="nextMeeting">The meeting that will approve them, or null while none is planned.</param>
public sealed class MinutesCorrectedMail(MailFrame frame, string reason, DateOnly? nextMeeting) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("reason", Wording.WithoutStop(reason));
        fields.Date("nextMeetingDate", nextMeeting);
    }
}
