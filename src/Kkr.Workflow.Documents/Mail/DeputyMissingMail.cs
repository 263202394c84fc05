namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat that a member cannot come and there is nobody to stand in.</summary>
public sealed class DeputyMissingMail(MailFrame frame, string member) : Mail(frame)
{
    private protected override void Fill(Fields fields) => fields.Text("member", member);
}
