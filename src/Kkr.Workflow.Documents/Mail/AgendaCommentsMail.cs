using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat what the chairmanship wrote about the draft agenda.</summary>
public sealed class AgendaCommentsMail(MailFrame frame, ChairmanshipAnswer answer, string writer) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("writer", writer);
        fields.Text("comments", answer.Text ?? "");
    }
}
