using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 16: tells the secretariat that a mail could not be delivered.</summary>
public sealed class BounceMail(MailFrame frame, MailingRecord bounced, string recipientName, Municipality? municipality) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("recipient", recipientName);
        fields.Text("municipality", municipality is null ? "" : Wording.Municipality(municipality));
        fields.Text("bouncedSubject", bounced.SubjectLine ?? bounced.Key.ToString());
        fields.Instant("bounced", bounced.At);
        fields.Text("error", Wording.WithoutStop(bounced.Error ?? ""));
    }
}
