using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The supplementary agenda, to those who have the agenda.</summary>
/// <param name="reason">Why the items could not wait.</param>
public sealed class SupplementaryAgendaMail(MailFrame frame, string reason, IReadOnlyList<Item> added) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("reason", Wording.WithoutStop(reason));
        fields.Rows("itemList", added, (item, set) =>
        {
            set("number", item.Number);
            set("title", Wording.PublicTitle(item));
        });
    }
}
