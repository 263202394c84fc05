using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 1: calls for items.</summary>
/// <param name="frame">Meeting and recipient.</param>
/// <param name="itemDeadline">Until when items are taken.</param>
/// <param name="body">Who is asked.</param>
public sealed class CallForItemsMail(MailFrame frame, Deadline itemDeadline, AskedBody body) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Text("body", body.Name);
        fields.Flag("isMunicipality", body.IsMunicipality);
    }
}
