namespace Kkr.Workflow.Domain.Mailing;

/// <summary>What the provider tells about a mail that it took.</summary>
public enum MailReportKind
{
    Deferred,
    Delivered,

    /// <summary>The receiving server refused the mail for what it was or where it came from.</summary>
    Blocked,

    /// <summary>The receiving server refused the address.</summary>
    Bounced,

    /// <summary>The provider did not try.</summary>
    Dropped,

    /// <summary>The recipient called it spam.</summary>
    CalledSpam,
}

/// <summary>A list of the provider's that keeps mail from an address.</summary>
public enum SuppressionList
{
    Bounces,
    InvalidAddresses,
    SpamReports,
    Unsubscribes,
}

/// <summary>What is taken off the provider's lists before a mail is sent again.</summary>
public enum SuppressionLift
{
    None,

    /// <summary>What servers said about the address. Not what its owner said.</summary>
    Failures,

    /// <summary>Also what the recipient said themselves, who has asked for mail since.</summary>
    Everything,
}

/// <summary>One report about a mail.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Message">The provider's id of the message, or null.</param>
/// <param name="Reason">Why, without addresses; null when it is not said.</param>
/// <param name="List">The list that the address is on, when it was dropped for that.</param>
public sealed record MailReport(MailReportKind Kind, string? Message, string? Reason, SuppressionList? List = null);

/// <summary>
/// How reports move a mailing. They come more than once and in any order, so what is final stays: a mail that was delivered can still come back, and
/// one that came back was not delivered, whatever is heard later.
/// </summary>
public static class MailReports
{
    /// <summary>The mailing as the report leaves it, or null when the report changes nothing.</summary>
    public static MailingRecord? Take(MailingRecord mailing, MailReport report, DateTimeOffset at)
    {
        if (report.Message is { } message && mailing.IsOvertaken(message))
        {
            return null;
        }

        MailingStatus? next = Next(mailing, report.Kind);
        bool isNewSpam = report.Kind == MailReportKind.CalledSpam && !mailing.IsCalledSpam && IsOnItsWay(mailing.Status, orThere: true);
        if (next is null && !isNewSpam)
        {
            return null;
        }

        MailingRecord told = mailing with
        {
            Error = next == MailingStatus.Delivered ? null : report.Reason ?? mailing.Error,
            SuppressedBy = next == MailingStatus.Dropped ? report.List : mailing.SuppressedBy,
            IsCalledSpam = mailing.IsCalledSpam || isNewSpam,
            IsInDoubt = false,
            ProviderId = mailing.ProviderId ?? report.Message,
        };
        return next is { } status ? told.Become(status, at) : told;
    }

    private static MailingStatus? Next(MailingRecord mailing, MailReportKind kind)
    {
        MailingStatus now = mailing.Status;
        return kind switch
        {
            MailReportKind.Deferred when now is MailingStatus.Sending or MailingStatus.Sent => MailingStatus.Deferred,

            // Whoever has it has it, also when it was given up or is about to be sent again.
            MailReportKind.Delivered or MailReportKind.CalledSpam when IsOnItsWay(now) || now is MailingStatus.Queued or MailingStatus.Failed => MailingStatus.Delivered,
            MailReportKind.Blocked when IsOnItsWay(now, orThere: true) || IsDoubted(mailing) => MailingStatus.Blocked,
            MailReportKind.Bounced when IsOnItsWay(now, orThere: true) || IsDoubted(mailing) => MailingStatus.Bounced,
            MailReportKind.Dropped when IsOnItsWay(now, orThere: true) || IsDoubted(mailing) => MailingStatus.Dropped,
            _ => null,
        };
    }

    private static bool IsOnItsWay(MailingStatus now, bool orThere = false) =>
        now is MailingStatus.Sending or MailingStatus.Sent or MailingStatus.Deferred || (orThere && now == MailingStatus.Delivered);

    private static bool IsDoubted(MailingRecord mailing) => mailing is { Status: MailingStatus.Failed, IsInDoubt: true };
}
