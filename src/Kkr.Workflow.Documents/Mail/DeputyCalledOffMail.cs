namespace Kkr.Workflow.Documents.Mail;

/// <summary>A deputy who was called is told that the member comes after all.</summary>
public sealed class DeputyCalledOffMail(MailFrame frame, string member) : Mail(frame)
{
    private protected override void Fill(Fields fields) => fields.Text("member", member);
}
