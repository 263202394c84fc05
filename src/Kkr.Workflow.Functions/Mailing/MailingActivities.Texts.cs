using Kkr.Workflow.Domain.Mailing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Mailing;

// What is said when a council's own text cannot be used.
public sealed partial class MailingActivities
{
    /// <summary>Once for each text and meeting, and before the mail leaves: a mail in words that nobody chose is never sent in silence.</summary>
    private async Task TellOfUnusableAsync(MailingKey key, WrittenMail? mail, DurableTaskClient client, CancellationToken cancellation)
    {
        foreach ((string text, int version) in key.Kind == MailKind.TextUnusable ? [] : mail?.Unusable ?? [])
        {
            MailingTask alert = MailingTask.ToSecretariat(key.Meeting, MailKind.TextUnusable, version, text);
            if (await mailings.FindAsync(alert.Key, cancellation) is null)
            {
                LogTextUnusable(logger, text, version, key.Meeting.Council);
                await MailQueue.QueueAsync(client, [alert], cancellation);
            }
        }
    }

    [LoggerMessage(1208, LogLevel.Warning, "Version {Version} of the text of {Mail} of {Council} no longer fits its mail; the standard text is sent, and the secretariat is told.")]
    private static partial void LogTextUnusable(ILogger logger, string mail, int version, string council);
}
