using Kkr.Workflow.Documents.Mail;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>A mailing that kept failing.</summary>
public sealed record MailingGivenUp(MailingKey Key, string Error);

/// <summary>Lists and sends mailings. The ledger is written before and after the provider is called, so that a repeat never sends twice.</summary>
public sealed partial class MailingActivities(
    MailingList list,
    MailWriter writer,
    IMailings mailings,
    IMailSender sender,
    TimeProvider time,
    ILogger<MailingActivities> logger)
{
    [Function(nameof(ListMailings))]
    public Task<IReadOnlyList<MailingTask>> ListMailings([ActivityTrigger] MailingOrder order, CancellationToken cancellation) =>
        list.ForAsync(order, cancellation);

    [Function(nameof(SendMailing))]
    public async Task<MailingStatus> SendMailing([ActivityTrigger] MailingTask task, CancellationToken cancellation)
    {
        WrittenMail? mail = await writer.WriteAsync(task, cancellation);
        (Stored<MailingRecord> row, bool isFirst) = await ClaimAsync(task.Key, mail, cancellation);
        if (row.Value.Status != MailingStatus.Sending)
        {
            return row.Value.Status;
        }

        // Found in "sending": an earlier try may have reached the provider before it could record the answer.
        if (!isFirst && await sender.FindAsync(task.Key, cancellation) is { } found)
        {
            return await RecordAsync(row, row.Value with { Status = MailingStatus.Sent, ProviderId = found }, cancellation);
        }

        if (mail is null)
        {
            return await RecordAsync(row, row.Value with { Status = MailingStatus.Withheld }, cancellation);
        }

        MailReceipt receipt = await sender.SendAsync(mail.ToOutgoing(task.Key), cancellation);
        return await RecordAsync(
            row,
            receipt.Accepted
                ? row.Value with { Status = MailingStatus.Sent, ProviderId = receipt.ProviderId }
                : row.Value with { Status = MailingStatus.Failed, Error = receipt.Error },
            cancellation);
    }

    [Function(nameof(GiveUpMailing))]
    public async Task<MailingStatus> GiveUpMailing([ActivityTrigger] MailingGivenUp given, CancellationToken cancellation)
    {
        LogGivenUp(logger, given.Key.Kind, given.Key.Meeting.Council, given.Key.Meeting.Meeting, given.Key.Recipient);
        MailingRecord failed = new() { Key = given.Key, Status = MailingStatus.Failed, At = time.GetUtcNow(), Error = given.Error };
        Stored<MailingRecord>? row = await mailings.FindAsync(given.Key, cancellation);
        return row is null || row.Value.Status == MailingStatus.Sending
            ? (await mailings.SaveAsync(failed with { SubjectLine = row?.Value.SubjectLine }, row?.ETag, cancellation)).Value.Status
            : row.Value.Status;
    }

    private async Task<(Stored<MailingRecord> Row, bool IsFirst)> ClaimAsync(MailingKey key, WrittenMail? mail, CancellationToken cancellation)
    {
        if (mail is null)
        {
            LogWithheld(logger, key.Kind, key.Meeting.Council, key.Meeting.Meeting, key.Recipient);
        }

        try
        {
            MailingRecord claim = new()
            {
                Key = key,
                Status = mail is null ? MailingStatus.Withheld : MailingStatus.Sending,
                At = time.GetUtcNow(),
                SubjectLine = mail?.Text.Subject,
            };
            return (await mailings.SaveAsync(claim, etag: null, cancellation), true);
        }
        catch (ConcurrencyConflictException)
        {
            return (await mailings.FindAsync(key, cancellation) ?? throw new ConcurrencyConflictException(), false);
        }
    }

    private async Task<MailingStatus> RecordAsync(Stored<MailingRecord> row, MailingRecord record, CancellationToken cancellation) =>
        (await mailings.SaveAsync(record with { At = time.GetUtcNow() }, row.ETag, cancellation)).Value.Status;

    [LoggerMessage(1201, LogLevel.Information, "{Kind} of meeting {Council}/{Meeting} to {Recipient} is withheld: the meeting is cancelled.")]
    private static partial void LogWithheld(ILogger logger, MailKind kind, string council, string meeting, string recipient);

    [LoggerMessage(1202, LogLevel.Error, "{Kind} of meeting {Council}/{Meeting} to {Recipient} kept failing and is given up; the secretariat is told.")]
    private static partial void LogGivenUp(ILogger logger, MailKind kind, string council, string meeting, string recipient);
}
