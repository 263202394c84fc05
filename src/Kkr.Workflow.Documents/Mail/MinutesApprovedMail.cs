using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 12b: a later meeting has approved the minutes.</summary>
public sealed class MinutesApprovedMail : Mail
{
    private readonly MinutesVerdict verdict;

    /// <exception cref="ArgumentException">The verdict is that they are not approved; nobody may be told the opposite.</exception>
    public MinutesApprovedMail(MailFrame frame, MinutesVerdict verdict)
        : base(frame)
    {
        if (verdict.Kind == MinutesVerdictKind.NotApproved)
        {
            throw new ArgumentException("The minutes were not approved.", nameof(verdict));
        }

        this.verdict = verdict;
    }

    private protected override void Fill(Fields fields)
    {
        fields.Date("verdictDate", this.verdict.OnDate);
        fields.Flag("amended", this.verdict.Kind == MinutesVerdictKind.ApprovedWithAmendment);
    }
}
