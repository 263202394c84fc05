namespace Kkr.Workflow.Documents.Mail;

/// <summary>The secretariat is told that the agenda was not dispatched by the latest day, and that it waits for somebody to answer for that.</summary>
public sealed class DispatchOverdueMail(MailFrame frame, DateOnly latestDispatch) : Mail(frame)
{
    private protected override void Fill(Fields fields) => fields.Date("latestDispatch", latestDispatch);
}
