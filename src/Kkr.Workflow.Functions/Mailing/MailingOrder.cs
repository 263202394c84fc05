using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>One kind of mail about one meeting, to whoever is to have it when it is sent.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Kind">The mail.</param>
/// <param name="Version">Part of every mailing key.</param>
public sealed record MailingOrder(MeetingKey Meeting, MailKind Kind, int Version)
{
    /// <summary>The mailings themselves, where whoever ordered already knows them; otherwise the domain lists the recipients.</summary>
    public IReadOnlyList<MailingTask>? Tasks { get; init; }

    /// <summary>True for mailings that nobody waits for: they are tried for half a day before they are given up.</summary>
    public bool IsPatient { get; init; }
}

/// <summary>One mail to one recipient.</summary>
/// <param name="Key">Its idempotency key.</param>
public sealed record MailingTask(MailingKey Key)
{
    /// <summary>The mailing that this mail is about, for a bounce alert.</summary>
    public MailingKey? About { get; init; }

    /// <summary>
    /// The texts that held when the mailing was listed, so that everybody gets the same words though somebody changes them meanwhile; null for a mail that
    /// takes those that hold when it is first written.
    /// </summary>
    public MailTextsUsed? Texts { get; init; }

    /// <summary>A mail to the secretariat about something that concerns a meeting.</summary>
    public static MailingTask ToSecretariat(MeetingKey meeting, MailKind kind, int version, string subject) =>
        new(new MailingKey(meeting, kind, version, Caller.Secretariat, subject));
}
