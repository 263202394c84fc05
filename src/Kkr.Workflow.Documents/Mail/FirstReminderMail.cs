using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 2: reminds everybody who is asked of the deadline and of what they have registered so far.</summary>
/// <param name="frame">Meeting and recipient.</param>
/// <param name="itemDeadline">Until when items are taken.</param>
/// <param name="body">Who is asked.</param>
/// <param name="registered">How many items it has registered.</param>
public sealed class FirstReminderMail(MailFrame frame, Deadline itemDeadline, AskedBody body, int registered) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Text("body", body.Name);
        fields.Items("items", registered);
    }
}
