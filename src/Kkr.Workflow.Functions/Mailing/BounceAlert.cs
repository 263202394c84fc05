using System.Globalization;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>The alert that tells the secretariat that a mail did not arrive (mail 16): one for each attempt that failed.</summary>
internal static class BounceAlert
{
    private const char AttemptMark = '~';

    public static MailingTask About(MailingTask failed) => About(failed.Key, 1);

    public static MailingTask About(MailingRecord failed) => About(failed.Key, TimesFailed(failed));

    private static int TimesFailed(MailingRecord mailing) =>
        mailing.Trail.Count(instant => instant.Status is MailingStatus.Failed or MailingStatus.Bounced);

    private static MailingTask About(MailingKey failed, int attempt) =>
        new(new MailingKey(failed.Meeting, MailKind.Bounce, failed.Version, Caller.Secretariat, SubjectOf(failed, attempt))) { About = failed };

    private static string SubjectOf(MailingKey failed, int attempt)
    {
        string subject = string.Join('.', new[] { failed.Kind.ToString(), failed.Recipient, failed.Subject }.Where(part => part.Length > 0));
        return attempt <= 1 ? subject : string.Create(CultureInfo.InvariantCulture, $"{subject}{AttemptMark}{attempt}");
    }
}
