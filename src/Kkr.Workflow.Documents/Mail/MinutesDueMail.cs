using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 10: the minutes are missing, with the items that still lack a decision.</summary>
public sealed class MinutesDueMail(MailFrame frame, Deadline draftDeadline, IReadOnlyList<Item> undecided) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Deadline("draft", draftDeadline);
        fields.Flag("anyUndecided", undecided.Count > 0);
        fields.Rows("itemList", undecided, (item, set) =>
        {
            set("number", item.Number);
            set("title", Wording.PublicTitle(item));
        });
    }
}
