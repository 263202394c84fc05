using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Mailing;

// Mails that the provider would not take now.
public sealed partial class MailingActivities
{
    private const int MostDoublings = 10;

    /// <summary>Sixty mails side by side need some pauses of their own even where only one in ten is refused: one refusal holds all of them back.</summary>
    private const int PausesAsAsked = 12;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstWaitForOperator = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(30);

    /// <summary>What were refused side by side come back one after the other, within this many seconds.</summary>
    private const int Spread = 10;

    /// <summary>When a mailing that waits is tried again, UTC.</summary>
    [Function(nameof(NextTry))]
    public async Task<DateTimeOffset> NextTry([ActivityTrigger] MailingTask task, CancellationToken cancellation) =>
        (await mailings.FindAsync(task.Key, cancellation))?.Value.NotBefore ?? time.GetUtcNow();

    private bool IsWaiting(MailingRecord record) =>
        record.Status is MailingStatus.Queued or MailingStatus.Sending && record.NotBefore is { } until && until > time.GetUtcNow();

    /// <summary>Puts a mailing off until the provider takes mail again. It is in the ledger before anybody waits, so nothing is lost when the app dies meanwhile.</summary>
    /// <param name="row">The mailing.</param>
    /// <param name="refusal">What the provider said.</param>
    /// <param name="isTaken">True when it may have been taken earlier.</param>
    /// <param name="cancellation">Cancels.</param>
    private async Task<MailingRecord> PostponeAsync(Stored<MailingRecord> row, MailNotNowException refusal, bool isTaken, CancellationToken cancellation)
    {
        MailingKey key = row.Value.Key;
        if (refusal.NeedsOperator)
        {
            LogNeedsOperator(logger, key.Kind, key.Meeting.Council, key.Meeting.Meeting, key.Recipient, refusal.Message);
        }
        else
        {
            LogPostponed(logger, key.Kind, key.Meeting.Council, key.Meeting.Meeting, key.Recipient, row.Value.Postponements + 1);
        }

        DateTimeOffset until = time.GetUtcNow() + WaitAfter(refusal, row.Value);
        try
        {
            return (await mailings.SaveAsync(row.Value.Postpone(until, refusal.Message, isTaken), row.ETag, cancellation)).Value;
        }
        catch (ConcurrencyConflictException)
        {
            // An earlier try may have come through after all.
            if (await AnsweredMeanwhileAsync(key, cancellation) is not { } answered)
            {
                throw;
            }

            return answered;
        }
    }

    private static TimeSpan WaitAfter(MailNotNowException refusal, MailingRecord row)
    {
        // The first pauses are as long as the provider asks; one that goes on asking is left alone for longer and longer.
        TimeSpan first = refusal.After ?? (refusal.NeedsOperator ? FirstWaitForOperator : FirstWait);
        int doublings = Math.Clamp(row.Postponements - (refusal.After is null ? 0 : PausesAsAsked), 0, MostDoublings);
        TimeSpan longer = first * Math.Pow(2, doublings);
        TimeSpan wait = longer < LongestWait || doublings == 0 ? longer : LongestWait > first ? LongestWait : first;
        return wait + TimeSpan.FromSeconds(row.Key.ToString().Sum(letter => letter) % Spread);
    }

    /// <summary>A row that waited, claimed anew. Its trail tells of the first try only, not of every pause.</summary>
    private static MailingRecord ClaimOf(MailingRecord waited, MailingRecord claim) => claim with
    {
        FormerProviderIds = waited.FormerProviderIds,
        Postponements = waited.Postponements,
        Trail = waited.Postponements > 0 && waited.Trail is [.., { Status: MailingStatus.Sending }] && claim.Status == MailingStatus.Sending
            ? waited.Trail
            : [.. waited.Trail, .. claim.Trail],
    };

    [LoggerMessage(1201, LogLevel.Information, "{Kind} of meeting {Council}/{Meeting} to {Recipient} is withheld: the meeting is cancelled.")]
    private static partial void LogWithheld(ILogger logger, MailKind kind, string council, string meeting, string recipient);

    [LoggerMessage(1202, LogLevel.Error, "{Kind} of meeting {Council}/{Meeting} to {Recipient} kept failing and is given up; the secretariat is told.", EventName = "MailGivenUp")]
    private static partial void LogGivenUp(ILogger logger, MailKind kind, string council, string meeting, string recipient);

    [LoggerMessage(1203, LogLevel.Warning, "Whether {Kind} of meeting {Council}/{Meeting} to {Recipient} was sent is not known, and the provider may not be asked.")]
    private static partial void LogInDoubt(ILogger logger, MailKind kind, string council, string meeting, string recipient);

    [LoggerMessage(1204, LogLevel.Critical, "No mail gets through until the operator has acted. {Kind} of meeting {Council}/{Meeting} to {Recipient} waits: {Why}", EventName = "MailNeedsOperator")]
    private static partial void LogNeedsOperator(ILogger logger, MailKind kind, string council, string meeting, string recipient, string why);

    [LoggerMessage(1205, LogLevel.Information, "{Kind} of meeting {Council}/{Meeting} to {Recipient} waits for the provider, for the {Time}th time in a row.")]
    private static partial void LogPostponed(ILogger logger, MailKind kind, string council, string meeting, string recipient, int time);
}
