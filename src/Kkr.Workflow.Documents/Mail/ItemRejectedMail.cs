using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 5a: an item is not taken, and why. A confidential item's reason is told by the secretariat, not in a mail.</summary>
public sealed class ItemRejectedMail(MailFrame frame, Item item, string reason) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);

        // Whatever words stand around it, the reason for a confidential item stays out of the mail.
        fields.Text("reason", item.Confidential ? "" : Wording.WithoutStop(reason));
    }
}
