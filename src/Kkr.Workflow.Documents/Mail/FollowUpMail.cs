using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 15: asks the owner of an action point how it goes. What a confidential item is about stays out of the mail.</summary>
public sealed class FollowUpMail(MailFrame frame, FollowUpTask task, Item item, string ownerName, bool overdue) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Text("task", item.Confidential ? Wording.ClosedItem : Wording.OneLine(task.Task));
        fields.Text("decision", item.Confidential ? "" : Wording.WithoutStop(item.Decision?.Text ?? task.Task));
        fields.Text("owner", ownerName);
        fields.Date("deadlineDate", task.Deadline);
        fields.Flag("overdue", overdue);
    }
}
