using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 3: the last reminder, to those who have not answered.</summary>
/// <param name="frame">Meeting and recipient.</param>
/// <param name="itemDeadline">Until when items are taken.</param>
/// <param name="body">Who is asked.</param>
public sealed class SecondReminderMail(MailFrame frame, Deadline itemDeadline, AskedBody body) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Text("body", body.Name);
    }
}
