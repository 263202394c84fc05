using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Domain.Mailing;

/// <summary>
/// How the provider's own answer moves a mailing. A report about the mail may be written down before the answer is: it knows more than the answer does,
/// so the answer then only adds what no report tells.
/// </summary>
public static class MailAnswers
{
    /// <summary>The mailing with what the provider answered when it was handed the mail.</summary>
    public static MailingRecord Take(MailingRecord mailing, MailReceipt receipt, DateTimeOffset at)
    {
        if (receipt.ProviderId is { } message && mailing.IsFormer(message))
        {
            // It was reported on and is to be sent again already.
            return mailing;
        }

        MailingRecord answered = mailing with
        {
            ProviderId = receipt.ProviderId ?? mailing.ProviderId,
            NotBefore = null,
            Postponements = 0,
            Channel = receipt.Channel,
            InsteadBecause = receipt.InsteadBecause,
        };
        MailingStatus status = !receipt.Accepted ? MailingStatus.Failed : receipt.IsSandboxed ? MailingStatus.Sandboxed : MailingStatus.Sent;
        return IsUnanswered(mailing) || (receipt.Accepted && mailing.Status == MailingStatus.Failed)
            ? (answered with { Error = receipt.Error, IsInDoubt = false }).Become(status, at)
            : answered;
    }

    /// <summary>The mailing once the provider's books say that it was taken.</summary>
    public static MailingRecord Found(MailingRecord mailing, string message, DateTimeOffset at) =>
        IsUnanswered(mailing)
            ? (mailing with { ProviderId = message, Error = null, NotBefore = null, Postponements = 0 }).Become(MailingStatus.Sent, at)
            : mailing with { ProviderId = mailing.ProviderId ?? message };

    /// <summary>True while nothing has been heard of the mail.</summary>
    public static bool IsUnanswered(MailingRecord mailing) => mailing.Status is MailingStatus.Queued or MailingStatus.Sending;
}
