using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>A deputy is called because the member cannot come.</summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="member">The member who cannot come.</param>
/// <param name="dispatch">When agenda and attachments go out; null when they have.</param>
public sealed class DeputyCalledMail(MailFrame frame, string member, DateOnly? dispatch) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("member", member);
        fields.Date("dispatchDate", dispatch);
    }
}
