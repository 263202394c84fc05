using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>A mail ready to go to one recipient.</summary>
public sealed record OutgoingMail
{
    /// <summary>Goes along as a custom argument, so that the provider can be asked whether it has the mail.</summary>
    public required MailingKey Key { get; init; }

    public required string ToName { get; init; }

    public required string ToEmail { get; init; }

    /// <summary>The secretariat's copy, where domain.md asks for one; null otherwise.</summary>
    public string? CcEmail { get; init; }

    public required string FromName { get; init; }

    public required string FromEmail { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    /// <summary>How the recipient wants it. Where that way is closed it goes as <see cref="MailChannel.Mail"/>, and the receipt says so.</summary>
    public MailChannel Channel { get; init; }

    /// <summary>How often it was sent before, by somebody's wish: 0 the first time.</summary>
    public int Turn { get; init; }

    /// <summary>
    /// Header lines that go along, by name, beside those that every provider writes itself (Date, Message-ID, From, To, Subject and the content's).
    /// Names and values are ASCII on one line. A channel that may not carry a header leaves that one out.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Documents that go along; none when they are led to by links only. Never confidential ones.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>A document that goes along with a mail.</summary>
/// <param name="Name">Its name as the recipient sees it, e.g. <c>Dagsorden.pdf</c>.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MailAttachment(string Name, string ContentType, ReadOnlyMemory<byte> Content)
{
    /// <summary>How many bytes it takes in a mail, where it stands as base64.</summary>
    public long LengthInMail => LengthOf(Content.Length);

    /// <summary>As <see cref="LengthInMail"/>, of bytes that nobody has fetched yet.</summary>
    public static long LengthOf(long bytes) => (bytes + 2) / 3 * 4;
}

/// <summary>What the provider did with a mail.</summary>
/// <param name="Accepted">True when it took the mail.</param>
/// <param name="ProviderId">The provider's message id, when accepted.</param>
/// <param name="Error">Why it refused for good (a malformed address, say); a passing fault is an exception instead.</param>
public sealed record MailReceipt(bool Accepted, string? ProviderId, string? Error)
{
    /// <summary>True when the provider only looked at the mail, and it goes to nobody.</summary>
    public bool IsSandboxed { get; init; }

    /// <summary>The way that it went.</summary>
    public MailChannel Channel { get; init; }

    /// <summary>Why it went as ordinary mail though another way was wished, or null.</summary>
    public string? InsteadBecause { get; init; }
}

/// <summary>
/// The provider says that it does not take the mail, or the question, now: too many at once, or something that the operator has to put right. It was
/// certainly not taken, and is tried again by a durable timer. The message is Danish, for the secretariat, and quotes no address.
/// </summary>
public sealed class MailNotNowException : Exception
{
    /// <summary>With a general sentence.</summary>
    public MailNotNowException()
        : this("Mailudbyderen tager ikke imod e-mails nu.")
    {
    }

    /// <summary>With the sentence that says why.</summary>
    public MailNotNowException(string message)
        : base(message)
    {
    }

    /// <summary>With what led to it.</summary>
    public MailNotNowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long the provider asks to be left alone; null when it does not say.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>True when no mail gets through until somebody changes a setting or the account.</summary>
    public bool NeedsOperator { get; init; }
}

/// <summary>
/// Nobody can tell whether the provider has taken a mail: the app died between handing it over and noting the answer, and the provider's books are
/// closed to us. A person decides whether it is sent again.
/// </summary>
public sealed class MailInDoubtException : Exception
{
    /// <summary>With the sentence that says so.</summary>
    public MailInDoubtException()
        : this("It is not known whether the provider has taken the mail.")
    {
    }

    /// <summary>With a sentence of one's own.</summary>
    public MailInDoubtException(string message)
        : base(message)
    {
    }

    /// <summary>With what led to it.</summary>
    public MailInDoubtException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Sends mail (SendGrid v3).</summary>
public interface IMailSender
{
    /// <summary>Hands one mail to the provider.</summary>
    /// <exception cref="MailNotNowException">It was not taken, and is to be tried later (429, 401, 403).</exception>
    /// <exception cref="Exception">It may have been taken (5xx, timeout): the durable retry asks and tries again.</exception>
    Task<MailReceipt> SendAsync(OutgoingMail mail, CancellationToken cancellation);

    /// <summary>Asks the provider whether it has taken a mail with this key; its message id, or null.</summary>
    /// <param name="key">The mailing.</param>
    /// <param name="former">The ids of messages with this key that are known already, from before it was sent again: they are passed over.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="MailNotNowException">The question is to be asked later.</exception>
    /// <exception cref="MailInDoubtException">The provider cannot be asked, and nothing may be sent that may have been sent already.</exception>
    Task<string?> FindAsync(MailingKey key, IReadOnlyList<string> former, CancellationToken cancellation);

    /// <summary>As above, for a mail that was to go by <paramref name="channel"/>: that way is asked too.</summary>
    Task<string?> FindAsync(MailingKey key, MailChannel channel, IReadOnlyList<string> former, CancellationToken cancellation) => FindAsync(key, former, cancellation);
}
