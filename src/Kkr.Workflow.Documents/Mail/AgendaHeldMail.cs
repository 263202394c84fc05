namespace Kkr.Workflow.Documents.Mail;

/// <summary>The secretariat is told that the freeze is due, and what holds it.</summary>
/// <param name="byComments">True when comments hold it; false when an approval is missing.</param>
/// <param name="latestDispatch">The last day on which the agenda may be dispatched.</param>
/// <param name="isLate">True when that day has passed: what is left is the start of the meeting.</param>
public sealed class AgendaHeldMail(MailFrame frame, bool byComments, DateOnly latestDispatch, bool isLate = false) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Flag("byComments", byComments);
        fields.Date("latestDispatch", latestDispatch);
        fields.Flag("isLate", isLate);
    }
}
