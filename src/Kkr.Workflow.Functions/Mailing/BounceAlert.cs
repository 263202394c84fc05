using System.Globalization;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>The alert that tells the secretariat that a mail did not arrive (mail 16): one for each attempt that failed.</summary>
internal static class BounceAlert
{
    private const char AttemptMark = '~';
    private const string SpamMark = "~spam";

    public static MailingTask About(MailingTask failed) => About(failed.Key, 1);

    public static MailingTask About(MailingRecord failed) => About(failed.Key, TimesFailed(failed));

    /// <summary>That the recipient called a mail spam, which did arrive.</summary>
    public static MailingTask AboutSpam(MailingRecord mailing) => About(mailing.Key, SubjectOf(mailing.Key, 1) + SpamMark);

    private static int TimesFailed(MailingRecord mailing) => mailing.Trail.Count(
        instant => instant.Status is MailingStatus.Failed or MailingStatus.Bounced or MailingStatus.Blocked or MailingStatus.Dropped);

    private static MailingTask About(MailingKey failed, int attempt) => About(failed, SubjectOf(failed, attempt));

    private static MailingTask About(MailingKey failed, string subject) =>
        new(new MailingKey(failed.Meeting, MailKind.Bounce, failed.Version, Caller.Secretariat, subject)) { About = failed };

    private static string SubjectOf(MailingKey failed, int attempt)
    {
        string subject = string.Join('.', new[] { failed.Kind.ToString(), failed.Recipient, failed.Subject }.Where(part => part.Length > 0));
        return attempt <= 1 ? subject : string.Create(CultureInfo.InvariantCulture, $"{subject}{AttemptMark}{attempt}");
    }
}
