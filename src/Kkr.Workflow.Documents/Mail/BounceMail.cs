using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Mail;

/// <summary>Mail 16: tells the secretariat that a mail could not be delivered, was called spam, or that nobody knows whether it was sent.</summary>
/// <param name="frame">What every mail knows.</param>
/// <param name="bounced">The mail as the ledger has it.</param>
/// <param name="recipientName">Who it was for.</param>
/// <param name="municipality">Theirs, if any.</param>
/// <param name="arePaused">True when reminders rest until the address is corrected.</param>
public sealed class BounceMail(MailFrame frame, MailingRecord bounced, string recipientName, Municipality? municipality, bool arePaused = false) : Mail(frame)
{
    private protected override void Fill(Fields fields)
    {
        fields.Text("recipient", recipientName);
        fields.Text("municipality", municipality is null ? "" : Wording.Municipality(municipality));
        fields.Text("bouncedSubject", bounced.SubjectLine ?? bounced.Key.ToString());
        fields.Instant("bounced", bounced.At);
        bool isSpam = bounced is { IsCalledSpam: true, HasNotArrived: false };
        fields.Flag("inDoubt", bounced.IsInDoubt);
        fields.Flag("isSpam", isSpam && !bounced.IsInDoubt);
        fields.Flag("isFailure", !isSpam && !bounced.IsInDoubt);
        fields.Text("whatHappened", bounced.Status switch
        {
            MailingStatus.Blocked => "blev stoppet af modtagerens mailserver",
            MailingStatus.Dropped => "blev holdt tilbage af mailudbyderen",
            MailingStatus.Failed => "kunne ikke sendes",
            _ => "blev afvist",
        });
        fields.Text("advice", bounced.Status == MailingStatus.Bounced ? "" : bounced.Advice());
        fields.Flag("arePaused", arePaused);
        fields.Text("error", Wording.WithoutStop(bounced.Error ?? ""));
    }
}
