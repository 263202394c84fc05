using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Two items have become one; the submitters of both are told.</summary>
/// <param name="kept">The item that goes on.</param>
/// <param name="ended">The item that went into it.</param>
public sealed class ItemMergedMail(MailFrame frame, Item kept, Item ended) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(kept);
        fields.Text("id", kept.Id);
        fields.Text("endedTitle", Wording.PublicTitle(ended));
        fields.Text("endedId", ended.Id);
    }
}
