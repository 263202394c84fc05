using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>The chairmanship gets the secretariat's answer to its comments, and perhaps a new draft.</summary>
/// <param name="freeze">When the agenda is frozen, so until when the chairmanship can write again.</param>
public sealed class CommentsAnsweredMail(MailFrame frame, CommentAnswer answer, Deadline freeze) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("answer", answer.Text);
        fields.Flag("withNewDraft", answer.WithNewDraft);
        fields.Flag("needsApproval", !Frame.Council.SilenceApprovesAgenda);
        fields.Deadline("freeze", freeze);
    }
}
