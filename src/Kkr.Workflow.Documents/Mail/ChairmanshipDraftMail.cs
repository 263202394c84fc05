using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 7: the chairmanship approves the draft agenda. What silence means is the council's choice.</summary>
public sealed class ChairmanshipDraftMail(MailFrame frame, int itemCount, Deadline replyBy, Deadline dispatch) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Items("items", itemCount);
        fields.Deadline("reply", replyBy);
        fields.Date("dispatchDate", dispatch.Date);
        fields.Flag("silenceApproves", Frame.Council.SilenceApprovesAgenda);
    }
}
