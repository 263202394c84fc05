namespace Kkr.Workflow.Documents.Mail;

/// <summary>The secretariat is told, once a month, that minutes wait for a meeting that nobody has planned.</summary>
public sealed class NextMeetingMissingMail(MailFrame frame) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        // Everything it says is in the frame.
    }
}
