using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 4: the receipt for an item.</summary>
public sealed class AcknowledgementMail(MailFrame frame, Item item, Deadline itemDeadline) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Text("id", item.Id);
        fields.Deadline("itemDeadline", itemDeadline);
    }
}
