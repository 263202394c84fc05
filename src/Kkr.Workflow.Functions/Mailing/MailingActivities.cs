using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing.Texts;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>A mailing that kept failing.</summary>
public sealed record MailingGivenUp(MailingKey Key, string Error);

/// <summary>Lists and sends mailings. The ledger is written before and after the provider is called, so that a repeat never sends twice.</summary>
public sealed partial class MailingActivities(
    MailingList list,
    MailWriter writer,
    MailDocuments documents,
    IMailings mailings,
    IMailSender sender,
    ISuppressions suppressions,
    CouncilTexts texts,
    AuditTrail trail,
    TimeProvider time,
    ILogger<MailingActivities> logger)
{
    /// <summary>For how long a claimed mailing is left to whoever claimed it. Longer than the provider's client waits for an answer.</summary>
    private static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(3);

    private const string InDoubt =
        "Det vides ikke, om mailen blev afsendt: Systemet stoppede, mens den var på vej. Spørg modtageren, og send den igen, hvis den ikke er kommet frem.";

    [Function(nameof(ListMailings))]
    public async Task<IReadOnlyList<MailingTask>> ListMailings([ActivityTrigger] MailingOrder order, CancellationToken cancellation)
    {
        MailTextsUsed used = await texts.InForceAsync(order.Meeting.Council, order.Kind, cancellation);
        IReadOnlyList<MailingTask> tasks = [.. (await list.ForAsync(order, cancellation)).Select(task => task with { Texts = used })];
        if (order.Kind == MailKind.AgendaDispatch)
        {
            await EnrolAsync(tasks, cancellation);
        }

        return tasks;
    }

    /// <summary>Everybody who is to have the agenda stands in the ledger before the first mail leaves, so that nobody can be missing from the evidence.</summary>
    private async Task EnrolAsync(IReadOnlyList<MailingTask> tasks, CancellationToken cancellation)
    {
        foreach (MailingTask task in tasks)
        {
            DateTimeOffset now = time.GetUtcNow();
            MailingRecord queued = new() { Key = task.Key, Status = MailingStatus.Queued, At = now, Trail = [new MailingInstant(MailingStatus.Queued, now)] };
            try
            {
                await mailings.SaveAsync(queued, etag: null, cancellation);
            }
            catch (ConcurrencyConflictException)
            {
                // A run before this one has it already, and may have sent it.
            }
        }
    }

    /// <summary>Lets an orchestration of its own go on with mailings that nobody should wait for.</summary>
    [Function(nameof(HandOn))]
    public async Task HandOn([ActivityTrigger] MailingOrder order, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        await MailQueue.QueueAsync(
            client,
            order with { Tasks = await Task.WhenAll(order.Tasks!.Select(task => OfThisAttemptAsync(task, cancellation))) },
            cancellation);

    /// <summary>An orchestration does not know how often a mail has failed; the ledger does, and each time is told.</summary>
    private async Task<MailingTask> OfThisAttemptAsync(MailingTask task, CancellationToken cancellation) =>
        task.About is { } failed && await mailings.FindAsync(failed, cancellation) is { } row ? BounceAlert.About(row.Value) : task;

    /// <summary>The audit entry is keyed by the ledger row's instant: a repeat that finds the mailing settled makes up for one that was cut off.</summary>
    /// <returns>What became of it; <see cref="MailingStatus.Queued"/> when it has to wait, and <see cref="NextTry"/> says for how long.</returns>
    [Function(nameof(SendMailing))]
    public async Task<MailingStatus> SendMailing([ActivityTrigger] MailingTask task, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MailingRecord record = await SendAsync(task, client, cancellation);
        return IsWaiting(record) ? MailingStatus.Queued : await WrittenDownAsync(record, cancellation);
    }

    private async Task<MailingStatus> WrittenDownAsync(MailingRecord record, CancellationToken cancellation)
    {
        await trail.SystemAsync(
            record.Key.Meeting.Council,
            $"mailing-{record.Status.ToString().ToLowerInvariant()}",
            record.Key.ToString(),
            $"mailing|{record.Key}|{record.At.UtcTicks}",
            cancellation,
            new AuditFacts($"meeting {record.Key.Meeting.Meeting}"));
        return record.Status;
    }

    private async Task<MailingRecord> SendAsync(MailingTask task, DurableTaskClient client, CancellationToken cancellation)
    {
        Stored<MailingRecord>? known = await mailings.FindAsync(task.Key, cancellation);
        if (known is not null && (IsWaiting(known.Value) || known.Value.Status is not (MailingStatus.Queued or MailingStatus.Sending)))
        {
            return known.Value;
        }

        // Once written, a mail keeps its words: whoever gets it after all gets what was meant for them then.
        WrittenMail? mail = await writer.WriteAsync(task with { Texts = known?.Value.Texts ?? task.Texts }, cancellation);
        await TellOfUnusableAsync(task.Key, mail, client, cancellation);

        // What may fail before the mail can have left comes before the claim: whoever finds a claim takes the mail for possibly sent.
        OutgoingMail? outgoing = mail is null ? null : mail.ToOutgoing(task.Key) with { Attachments = await documents.ForAsync(task.Key, cancellation) };
        if (mail is not null && known is { Value: { Status: MailingStatus.Queued, Lift: not SuppressionLift.None } listed })
        {
            try
            {
                await suppressions.LiftAsync(mail.To.Email, listed.Lift, cancellation);
            }
            catch (MailNotNowException refusal)
            {
                return await PostponeAsync(known, refusal, isTaken: false, cancellation);
            }
        }

        (Stored<MailingRecord> row, bool isMine) = await ClaimAsync(task.Key, known, mail, cancellation);
        if (row.Value.Status != MailingStatus.Sending || IsWaiting(row.Value))
        {
            return row.Value;
        }

        if (!isMine)
        {
            // Somebody else may be in the middle of sending it; the provider's own books lag behind by seconds.
            TimeSpan age = time.GetUtcNow() - row.Value.At;
            if (age < HeldFor)
            {
                throw new TimeoutException($"The mailing was claimed {age.TotalSeconds:0} s ago and its answer is not recorded yet. It is looked at again later.");
            }

            try
            {
                if (await sender.FindAsync(task.Key, row.Value.Channel, row.Value.FormerProviderIds, cancellation) is { } found)
                {
                    return await RecordAsync(row, mailing => MailAnswers.Found(mailing, found, time.GetUtcNow()), cancellation);
                }
            }
            catch (MailNotNowException refusal)
            {
                return await PostponeAsync(row, refusal, isTaken: true, cancellation);
            }
            catch (MailInDoubtException) when (task.Key.Kind != MailKind.Bounce)
            {
                // An alert to the secretariat is better read twice than never; any other mail is for the secretariat to decide on.
                LogInDoubt(logger, task.Key.Kind, task.Key.Meeting.Council, task.Key.Meeting.Meeting, task.Key.Recipient);
                return await RecordAsync(row, mailing => Unanswered(mailing with { Error = InDoubt, IsInDoubt = true }, MailingStatus.Failed) ?? mailing, cancellation);
            }
            catch (MailInDoubtException)
            {
                LogInDoubt(logger, task.Key.Kind, task.Key.Meeting.Council, task.Key.Meeting.Meeting, task.Key.Recipient);
            }

            try
            {
                row = await mailings.SaveAsync(row.Value with { At = time.GetUtcNow() }, row.ETag, cancellation);
            }
            catch (ConcurrencyConflictException)
            {
                // A report has come in, or somebody else goes on with it.
                if (await AnsweredMeanwhileAsync(task.Key, cancellation) is not { } answered)
                {
                    throw;
                }

                return answered;
            }
        }

        if (outgoing is null)
        {
            return await RecordAsync(row, mailing => Unanswered(mailing, MailingStatus.Withheld) ?? mailing, cancellation);
        }

        try
        {
            MailReceipt receipt = await sender.SendAsync(outgoing with { Turn = row.Value.FormerProviderIds.Count }, cancellation);
            return await RecordAsync(row, mailing => MailAnswers.Take(mailing, receipt, time.GetUtcNow()), cancellation);
        }
        catch (MailNotNowException refusal)
        {
            return await PostponeAsync(row, refusal, isTaken: false, cancellation);
        }
    }

    [Function(nameof(GiveUpMailing))]
    public async Task<MailingStatus> GiveUpMailing([ActivityTrigger] MailingGivenUp given, CancellationToken cancellation)
    {
        LogGivenUp(logger, given.Key.Kind, given.Key.Meeting.Council, given.Key.Meeting.Meeting, given.Key.Recipient);
        return await WrittenDownAsync(await Retry.OnConflictAsync(() => GivenUpAsync(given, cancellation)), cancellation);
    }

    private async Task<MailingRecord> GivenUpAsync(MailingGivenUp given, CancellationToken cancellation)
    {
        Stored<MailingRecord>? row = await mailings.FindAsync(given.Key, cancellation);
        if (row is not null && !MailAnswers.IsUnanswered(row.Value))
        {
            return row.Value;
        }

        // Whatever is known of it stays: the way that it was to go, and the digest by which a late report is known.
        MailingRecord known = row?.Value ?? new MailingRecord { Key = given.Key, Status = MailingStatus.Queued, At = time.GetUtcNow() };
        MailingRecord failed = known with { Error = given.Error.Length > 0 ? given.Error : known.Error, NotBefore = null, Postponements = 0 };
        return (await mailings.SaveAsync(failed.Become(MailingStatus.Failed, time.GetUtcNow()), row?.ETag, cancellation)).Value;
    }

    private Task<(Stored<MailingRecord> Row, bool IsMine)> ClaimAsync(MailingKey key, Stored<MailingRecord>? known, WrittenMail? mail, CancellationToken cancellation)
    {
        if (mail is null)
        {
            LogWithheld(logger, key.Kind, key.Meeting.Council, key.Meeting.Meeting, key.Recipient);
        }

        MailingRecord claim = new()
        {
            Key = key,
            Status = mail is null ? MailingStatus.Withheld : MailingStatus.Sending,
            At = time.GetUtcNow(),
            SubjectLine = mail?.Text.Subject,
            Texts = mail?.Texts,
            AddressDigest = mail is null ? null : AddressDigest.Of(mail.To.Email),
            Channel = mail?.To.Channel ?? default,
            Trail = [new MailingInstant(mail is null ? MailingStatus.Withheld : MailingStatus.Sending, time.GetUtcNow())],
        };
        return Retry.OnConflictAsync(async attempt =>
        {
            Stored<MailingRecord>? row = attempt == 1 ? known : await mailings.FindAsync(key, cancellation);
            return row is null ? (await mailings.SaveAsync(claim, etag: null, cancellation), true)
                : row.Value.Status == MailingStatus.Queued && !IsWaiting(row.Value) ? (await mailings.SaveAsync(ClaimOf(row.Value, claim), row.ETag, cancellation), true)
                : (row, false);
        });
    }

    /// <summary>A report about the mail may come before its answer is written down; the answer is then taken on what the report left.</summary>
    private Task<MailingRecord> RecordAsync(Stored<MailingRecord> seen, Func<MailingRecord, MailingRecord> change, CancellationToken cancellation) => Retry.OnConflictAsync(
        async attempt =>
        {
            Stored<MailingRecord> row = attempt == 1 ? seen : await mailings.FindAsync(seen.Value.Key, cancellation) ?? throw new ConcurrencyConflictException();
            MailingRecord changed = change(row.Value);
            return changed == row.Value ? changed : (await mailings.SaveAsync(changed, row.ETag, cancellation)).Value;
        });

    /// <summary>The mailing when something has been heard of it since it was looked at; null while it is still open, and whoever has it goes on.</summary>
    private async Task<MailingRecord?> AnsweredMeanwhileAsync(MailingKey key, CancellationToken cancellation) =>
        (await mailings.FindAsync(key, cancellation))?.Value is { } now && !MailAnswers.IsUnanswered(now) ? now : null;

    private MailingRecord? Unanswered(MailingRecord mailing, MailingStatus status) =>
        MailAnswers.IsUnanswered(mailing) ? mailing.Become(status, time.GetUtcNow()) : null;
}
