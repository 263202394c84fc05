namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat that published minutes are closed to the public, because they print an item that was made confidential since.</summary>
/// <param name="frame">As for every mail.</param>
/// <param name="number">The item's number. What it is about is confidential.</param>
/// <param name="isApproved">True when the minutes are approved, and no corrected edition can be made.</param>
public sealed class MinutesClosedMail(MailFrame frame, string number, bool isApproved) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("number", number);
        fields.Flag("isApproved", isApproved);
    }
}
