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
        if (mail is not null && known is { Value: { Status: MailingStatus.Queued, Lift: not SuppressionLift.None } listed })
        {
            // Before the claim: whoever finds a claim takes the mail for possibly sent.
            try
            {
                await suppressions.LiftAsync(mail.To.Email, listed.Lift, cancellation);
            }
            catch (MailNotNowException refusal)
            {
                return await PostponeAsync(known, refusal, isTaken: false, cancellation);
            }
        }

        (Stored<MailingRecord> row, bool isMine) = await ClaimAsync(task.Key, mail, cancellation);
        if (row.Value.Status != MailingStatus.Sending)
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
                    return await RecordAsync(
                        row, row.Value with { ProviderId = found, Error = null, NotBefore = null, Postponements = 0 }, MailingStatus.Sent, cancellation);
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
                return await RecordAsync(row, row.Value with { Error = InDoubt, IsInDoubt = true }, MailingStatus.Failed, cancellation);
            }
            catch (MailInDoubtException)
            {
                LogInDoubt(logger, task.Key.Kind, task.Key.Meeting.Council, task.Key.Meeting.Meeting, task.Key.Recipient);
            }

            row = await mailings.SaveAsync(row.Value with { At = time.GetUtcNow() }, row.ETag, cancellation);
        }

        if (mail is null)
        {
            return await RecordAsync(row, row.Value, MailingStatus.Withheld, cancellation);
        }

        OutgoingMail outgoing = mail.ToOutgoing(task.Key) with
        {
            Attachments = await documents.ForAsync(task.Key, cancellation),
            Turn = row.Value.FormerProviderIds.Count,
        };
        try
        {
            MailReceipt receipt = await sender.SendAsync(outgoing, cancellation);
            return await RecordAsync(
                row,
                row.Value with
                {
                    ProviderId = receipt.ProviderId,
                    Error = receipt.Error,
                    NotBefore = null,
                    Postponements = 0,
                    Channel = receipt.Channel,
                    InsteadBecause = receipt.InsteadBecause,
                },
                !receipt.Accepted ? MailingStatus.Failed : receipt.IsSandboxed ? MailingStatus.Sandboxed : MailingStatus.Sent,
                cancellation);
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
        DateTimeOffset now = time.GetUtcNow();
        Stored<MailingRecord>? row = await mailings.FindAsync(given.Key, cancellation);
        MailingRecord failed = new()
        {
            Key = given.Key,
            Status = MailingStatus.Failed,
            At = now,
            Error = given.Error.Length > 0 ? given.Error : row?.Value.Error,
        };
        Stored<MailingRecord> settled = row is null || row.Value.Status is MailingStatus.Queued or MailingStatus.Sending
            ? await mailings.SaveAsync(
                failed with
                {
                    SubjectLine = row?.Value.SubjectLine,
                    Texts = row?.Value.Texts,
                    FormerProviderIds = row?.Value.FormerProviderIds ?? [],
                    Trail = [.. row?.Value.Trail ?? [], new MailingInstant(MailingStatus.Failed, now)],
                },
                row?.ETag,
                cancellation)
            : row;
        return await WrittenDownAsync(settled.Value, cancellation);
    }

    private async Task<(Stored<MailingRecord> Row, bool IsFirst)> ClaimAsync(MailingKey key, WrittenMail? mail, CancellationToken cancellation)
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
        try
        {
            return (await mailings.SaveAsync(claim, etag: null, cancellation), true);
        }
        catch (ConcurrencyConflictException)
        {
            Stored<MailingRecord> row = await mailings.FindAsync(key, cancellation) ?? throw new ConcurrencyConflictException();
            return row.Value.Status == MailingStatus.Queued
                ? (await mailings.SaveAsync(ClaimOf(row.Value, claim), row.ETag, cancellation), true)
                : (row, false);
        }
    }

    private async Task<MailingRecord> RecordAsync(Stored<MailingRecord> row, MailingRecord record, MailingStatus status, CancellationToken cancellation) =>
        (await mailings.SaveAsync(record.Become(status, time.GetUtcNow()), row.ETag, cancellation)).Value;
}
