using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 6: an item is withdrawn. Before the freeze it has no number yet, and no agenda lists it.</summary>
public sealed class ItemWithdrawnMail(MailFrame frame, Item item, string withdrawnBy) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Text("withdrawnBy", withdrawnBy);
    }
}
