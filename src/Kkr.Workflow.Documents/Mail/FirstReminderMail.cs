using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 2: reminds every director of the deadline and of what their municipality has registered so far.</summary>
public sealed class FirstReminderMail(MailFrame frame, Deadline itemDeadline, Municipality municipality, int registered) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Text("municipality", Wording.Municipality(municipality));
        fields.Items("items", registered);
    }
}
