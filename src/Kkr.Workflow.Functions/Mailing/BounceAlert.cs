using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>The alert that tells the secretariat that a mail did not arrive (mail 16).</summary>
internal static class BounceAlert
{
    public static MailingTask About(MailingTask failed) => About(failed.Key);

    public static MailingTask About(MailingKey failed) =>
        new(new MailingKey(failed.Meeting, MailKind.Bounce, failed.Version, Caller.Secretariat, SubjectOf(failed))) { About = failed };

    private static string SubjectOf(MailingKey failed) =>
        string.Join('.', new[] { failed.Kind.ToString(), failed.Recipient, failed.Subject }.Where(part => part.Length > 0));
}
