namespace Kkr.Workflow.Documents.Mail;

/// <summary>A deputy who was called is told that the member comes after all, or that the call fell with the day it was for.</summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="member">The member.</param>
/// <param name="isMoved">True when the meeting was moved to another day.</param>
public sealed class DeputyCalledOffMail(MailFrame frame, string member, bool isMoved = false) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("member", member);
        fields.Flag("moved", isMoved);
    }
}
