using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat and the submitter what the chairmanship decided in writing.</summary>
public sealed class WrittenProcedureClosedMail(MailFrame frame, Item item) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Item(item);
        fields.Flag("approved", item.WrittenProcedure?.IsApproved() == true);
        fields.Text("remark", item.Confidential ? "" : Wording.WithoutStop(item.WrittenProcedure?.Answers.LastOrDefault(answer => answer.Text is not null)?.Text ?? ""));
    }
}
