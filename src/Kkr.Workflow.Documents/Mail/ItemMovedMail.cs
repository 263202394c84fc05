using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The secretariat has put an item on another meeting, which the mail is about, or taken it off that meeting into the pool.</summary>
public sealed class ItemMovedMail(MailFrame frame, Item item) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Flag("pooled", item.Meeting is null);
    }
}
