using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Asks the chairmanship to decide an item in writing, because an external deadline falls before the meeting.</summary>
public sealed class WrittenProcedureMail(MailFrame frame, Item item) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Text("recommendation", item.Confidential ? "" : Wording.WithoutStop(item.Recommendation));
        fields.Text("about", item.Confidential ? "" : item.ExternalDeadline?.About);
        fields.Date("answerDate", item.WrittenProcedure?.AnswerBy);
    }
}
