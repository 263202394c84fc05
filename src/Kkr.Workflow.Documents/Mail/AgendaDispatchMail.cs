namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 8: the agenda goes out.</summary>
public sealed class AgendaDispatchMail(MailFrame frame) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        // Everything it says is in the frame.
    }
}
