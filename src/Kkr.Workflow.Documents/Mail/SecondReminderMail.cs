using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 3: the last reminder, to those who have not answered.</summary>
public sealed class SecondReminderMail(MailFrame frame, Deadline itemDeadline, Municipality municipality) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Text("municipality", Wording.Municipality(municipality));
    }
}
