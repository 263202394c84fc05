using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 1: calls the directors for items.</summary>
public sealed class CallForItemsMail(MailFrame frame, Deadline itemDeadline) : Mail(frame)
{
    private protected override void Fill(Fields fields) => fields.Deadline("itemDeadline", itemDeadline);
}
