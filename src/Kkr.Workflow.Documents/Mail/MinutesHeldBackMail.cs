namespace Kkr.Workflow.Documents.Mail;

/// <summary>Tells the secretariat that the minutes are not published, because attachments that were promised have not come.</summary>
public sealed class MinutesHeldBackMail(MailFrame frame, IReadOnlyList<(string Number, string Title)> missing) : Mail(frame)
{
    private protected override void Fill(Fields fields) => fields.Rows("missingList", missing, (one, set) =>
    {
        set("number", one.Number);
        set("attachment", one.Title);
    });
}
