namespace Kkr.Workflow.Documents.Mail;

/// <summary>The directors' network reads the draft agenda before the chairmanship gets it.</summary>
public sealed class NetworkDraftMail(MailFrame frame, int itemCount, DateOnly sentToChairmanshipOn) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Items("items", itemCount);
        fields.Date("chairmanshipDate", sentToChairmanshipOn);
    }
}
