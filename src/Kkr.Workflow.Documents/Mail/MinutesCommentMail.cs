using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat what somebody wrote about the draft minutes.</summary>
public sealed class MinutesCommentMail(MailFrame frame, MinutesComment comment, string writer, bool isAboutConfidential) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("writer", writer);
        fields.Text("number", comment.Item);
        fields.Text("comments", isAboutConfidential ? "" : comment.Text);
        fields.Flag("late", comment.IsLate);
    }
}
