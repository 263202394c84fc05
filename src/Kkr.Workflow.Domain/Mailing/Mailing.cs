namespace Kkr.Workflow.Domain.Mailing;

/// <summary>
/// The key that makes sending idempotent (design 4): one key, one mail, however often a step is repeated.
/// </summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Kind">The mail.</param>
/// <param name="Version">Schedule version, or edition version where the mail is about an edition.</param>
/// <param name="Recipient">The post, or <c>guest-…</c>.</param>
/// <param name="Subject">What it is about within the meeting, e.g. an item id; empty when it is about the meeting.</param>
public sealed record MailingKey(MeetingKey Meeting, MailKind Kind, int Version, string Recipient, string Subject = "")
{
    /// <summary>The key as text, safe as a table key and as a custom argument.</summary>
    public override string ToString() =>
        $"{Meeting.Council}|{Meeting.Meeting}|{Kind}|{Version}|{Recipient}{(Subject.Length == 0 ? "" : "|" + Subject)}";

    /// <summary>Reads what <see cref="ToString"/> wrote, e.g. when it comes back as a custom argument in a delivery event; null when it is no key.</summary>
    public static MailingKey? Parse(string text)
    {
        string[] parts = text.Split('|', 6);
        return parts.Length >= 5
            && Enum.TryParse(parts[2], out MailKind kind)
            && int.TryParse(parts[3], System.Globalization.CultureInfo.InvariantCulture, out int version)
            ? new MailingKey(new MeetingKey(parts[0], parts[1]), kind, version, parts[4], parts.Length == 6 ? parts[5] : "")
            : null;
    }
}

/// <summary>How far a mailing has come.</summary>
public enum MailingStatus
{
    Queued,

    /// <summary>Handed to the provider, answer not yet recorded. Whoever finds this asks the provider before sending again.</summary>
    Sending,
    Sent,
    Delivered,
    Bounced,
    Failed,

    /// <summary>Not sent, because the meeting was cancelled before its turn came.</summary>
    Withheld,

    /// <summary>The receiving server asked the provider to come again, which it does for three days.</summary>
    Deferred,

    /// <summary>The receiving server refused this mail, not the address: the next one may get through.</summary>
    Blocked,

    /// <summary>The provider took the mail and did not try: the address is on one of its lists, or the account may send no more.</summary>
    Dropped,

    /// <summary>The provider looked at the mail and sent it to nobody, because the app is set to send nothing.</summary>
    Sandboxed,
}

/// <summary>One row of the mailing ledger. It carries no address: the post says who it was for.</summary>
public sealed record MailingRecord
{
    public int Schema { get; init; } = 1;

    public required MailingKey Key { get; init; }

    public required MailingStatus Status { get; init; }

    /// <summary>When the status was set, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The provider's message id, once accepted.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The provider's ids of the messages that were sent before it was sent again. What is told about them no longer counts.</summary>
    public IReadOnlyList<string> FormerProviderIds { get; init; } = [];

    /// <summary>The way that it went, or was to go while that is not known.</summary>
    public Directory.MailChannel Channel { get; init; }

    /// <summary>Why it went as ordinary mail though the recipient wished another way, or null.</summary>
    public string? InsteadBecause { get; init; }

    /// <summary>True when nobody can tell whether it was sent.</summary>
    public bool IsInDoubt { get; init; }

    /// <summary>Every status it has had, oldest first.</summary>
    public IReadOnlyList<MailingInstant> Trail { get; init; } = [];

    /// <summary>Subject line as sent.</summary>
    public string? SubjectLine { get; init; }

    /// <summary>The texts that it was first written with; however often it is tried or sent again, its words stay. Null before that.</summary>
    public MailTextsUsed? Texts { get; init; }

    /// <summary>Digest of the address it went to: tells whether an address that bounced has been corrected since, without keeping it.</summary>
    public string? AddressDigest { get; init; }

    /// <summary>The provider's reason for a bounce or failure; of a queued mail, why it has to wait.</summary>
    public string? Error { get; init; }

    /// <summary>When a mail that the provider would not take now is tried again, UTC.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How often in a row the provider would not take it now.</summary>
    public int Postponements { get; init; }

    /// <summary>The provider's list that kept the mail back, when it was dropped for that.</summary>
    public SuppressionList? SuppressedBy { get; init; }

    /// <summary>True when the recipient called the mail spam. The provider drops what is sent to them from then on.</summary>
    public bool IsCalledSpam { get; init; }

    /// <summary>True when the recipients themselves want no mail. It is sent again only when they ask for it.</summary>
    public bool IsTurnedAway => IsCalledSpam || SuppressedBy is SuppressionList.SpamReports or SuppressionList.Unsubscribes;

    /// <summary>What is to be taken off the provider's lists before it is sent again.</summary>
    public SuppressionLift Lift { get; init; }

    /// <summary>True when the recipient does not have the mail and will not get it, unless it is sent again.</summary>
    public bool HasNotArrived => Status is MailingStatus.Bounced or MailingStatus.Blocked or MailingStatus.Dropped or MailingStatus.Failed;

    /// <summary>True for a message that was sent before this mailing was sent again. An event names the message by this id and more after a dot.</summary>
    /// <param name="message">The provider's id of a message, as a report or a search gives it.</param>
    public bool IsFormer(string message) => FormerProviderIds.Any(former => IsSameMessage(former, message));

    /// <summary>True when a report about this message is about another message than the one that was sent last.</summary>
    /// <param name="message">The provider's id of a message, as the report gives it.</param>
    public bool IsOvertaken(string message) => IsFormer(message) || (ProviderId is { } own && !IsSameMessage(own, message));

    /// <summary>The record as it waits to be sent again.</summary>
    /// <param name="at">When somebody asked for it.</param>
    /// <param name="recipientAsked">Whether the recipient wants mail again that they had turned away: only then does that count no longer.</param>
    public MailingRecord SendAgain(DateTimeOffset at, bool recipientAsked = false) => (this with
    {
        Error = null,
        IsInDoubt = false,
        NotBefore = null,
        Postponements = 0,
        SuppressedBy = null,
        IsCalledSpam = false,
        Lift = recipientAsked ? SuppressionLift.Everything
            : Status is MailingStatus.Bounced or MailingStatus.Blocked or MailingStatus.Dropped ? SuppressionLift.Failures
            : SuppressionLift.None,
        ProviderId = null,
        FormerProviderIds = ProviderId is null ? FormerProviderIds : [.. FormerProviderIds, ProviderId],
    }).Become(MailingStatus.Queued, at);

    /// <summary>The record as it waits because the provider would not take it now. Its claim is given back: it has certainly not been sent.</summary>
    /// <param name="until">When it is tried again.</param>
    /// <param name="why">What the provider said, for the secretariat.</param>
    /// <param name="isTaken">True when it may have been taken before: whoever sends it next asks first.</param>
    public MailingRecord Postpone(DateTimeOffset until, string why, bool isTaken) => this with
    {
        Status = isTaken ? MailingStatus.Sending : MailingStatus.Queued,
        NotBefore = until,
        Postponements = Postponements + 1,
        Error = why,
    };

    /// <summary>The record with a new status, which goes onto its trail.</summary>
    public MailingRecord Become(MailingStatus status, DateTimeOffset at) =>
        this with { Status = status, At = at, Trail = [.. Trail, new MailingInstant(status, at)] };

    // The id from the answer is the first part of the id in an event: »abc« and »abc.filter0001.16648.5515E0B88.0«.
    private static bool IsSameMessage(string one, string other) =>
        one == other
        || (one.Length > 0 && other.StartsWith(one + ".", StringComparison.Ordinal))
        || (other.Length > 0 && one.StartsWith(other + ".", StringComparison.Ordinal));
}

/// <summary>When a mailing came to a status, UTC.</summary>
public sealed record MailingInstant(MailingStatus Status, DateTimeOffset At);
