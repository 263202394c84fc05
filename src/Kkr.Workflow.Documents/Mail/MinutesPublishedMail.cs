namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 12a: the minutes are published, not yet approved.</summary>
public sealed class MinutesPublishedMail(MailFrame frame) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        // Everything it says is in the frame.
    }
}
