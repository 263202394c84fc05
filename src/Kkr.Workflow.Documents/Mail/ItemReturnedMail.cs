using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>An item is sent back to its submitter to be put right. A confidential item's comment is told by the secretariat, not in a mail.</summary>
/// <param name="resubmitBy">The last day on which it can come again and be on the agenda, or null when there is none.</param>
public sealed class ItemReturnedMail(MailFrame frame, Item item, string comment, DateOnly? resubmitBy) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Text("comment", item.Confidential ? "" : comment);
        fields.Date("resubmitDate", resubmitBy);
    }
}
