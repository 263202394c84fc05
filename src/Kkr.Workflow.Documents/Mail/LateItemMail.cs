using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 5b: an item came after the deadline; the chairmanship decides.</summary>
public sealed class LateItemMail(MailFrame frame, Item item, Deadline itemDeadline, DateOnly answerBy) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Deadline("itemDeadline", itemDeadline);
        fields.Instant("received", item.ReceivedAt);
        fields.Date("answerDate", answerBy);
    }
}
