using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>
/// Who hears that an item was rejected, returned or withdrawn: its submitters, and when it is withdrawn after the freeze the members too, because they have
/// seen the number.
/// </summary>
public sealed class ItemNews(MeetingDesk desk, IItems items, IMailings mailings)
{
    /// <summary>
    /// Queues the mails about what became of an item, unless they are on their way. The change is stored by now, so the caller hanging up stops nothing; and
    /// should the app die here, the same request again queues them, or the daily look does.
    /// </summary>
    public async Task TellAsync(Meeting meeting, Item item, DurableTaskClient client)
    {
        IReadOnlyList<MailingTask> tasks = await TasksAsync(meeting, item);
        if (tasks.Count > 0 && IsUntold(tasks[0].Key, await mailings.ListAsync(meeting.Key, CancellationToken.None)))
        {
            await MailQueue.QueueAsync(client, tasks, CancellationToken.None);
        }
    }

    /// <summary>Tells of the items of a meeting, or of the pool, that something became of without anybody being told, as when the app died in between.</summary>
    public async Task TellUntoldAsync(string council, Meeting? meeting, DurableTaskClient client, CancellationToken cancellation)
    {
        Dictionary<MeetingKey, IReadOnlyList<MailingRecord>> ledgers = [];
        foreach (Item listed in await items.ListWithoutTextsAsync(council, meeting?.Key.Meeting, cancellation))
        {
            if ((!listed.AnswerDue && !IsGoneFromFrozenAgenda(listed, meeting))
                || await items.FindAsync(council, meeting?.Key.Meeting, listed.Id, cancellation) is not { } stored
                || await desk.OfItemAsync(stored.Value, cancellation) is not { IsRefused: false } about)
            {
                continue;
            }

            MeetingKey key = about.Value.Meeting.Key;
            IReadOnlyList<MailingTask> tasks = await TasksAsync(about.Value.Meeting, stored.Value);
            IReadOnlyList<MailingRecord> ledger = ledgers.TryGetValue(key, out IReadOnlyList<MailingRecord>? known)
                ? known
                : ledgers[key] = await mailings.ListAsync(key, cancellation);
            if (tasks.Count > 0 && IsUntold(tasks[0].Key, ledger))
            {
                await MailQueue.QueueAsync(client, tasks, cancellation);
            }
            else if (stored.Value.AnswerDue)
            {
                await SettleAsync(stored, cancellation);
            }
        }
    }

    /// <summary>It is told, and stays so when the ledger is one day cleared.</summary>
    private async Task SettleAsync(Stored<Item> stored, CancellationToken cancellation)
    {
        try
        {
            await items.SaveAsync(stored with { Value = stored.Value with { AnswerDue = false } }, cancellation);
        }
        catch (ConcurrencyConflictException)
        {
            // Somebody works on the item; tomorrow is soon enough.
        }
    }

    private static bool IsGoneFromFrozenAgenda(Item item, Meeting? meeting) =>
        meeting is { Phase: < MeetingPhase.Held } && meeting.HasDone(MeetingStep.Freeze)
        && item is { Status: ItemStatus.Withdrawn, Number: not null, MergedInto: null };

    private async Task<IReadOnlyList<MailingTask>> TasksAsync(Meeting meeting, Item item)
    {
        switch (item.Status)
        {
            case ItemStatus.Rejected:
                return MailQueue.ToSubmitters(MailKind.ItemRejected, meeting, item);
            case ItemStatus.Returned:
                return MailQueue.ToSubmitters(MailKind.ItemReturned, meeting, item);
            case ItemStatus.Withdrawn:
                IReadOnlyList<MailingTask> submitters = MailQueue.ToSubmitters(MailKind.ItemWithdrawn, meeting, item);
                IReadOnlyList<string> addressees = item.Number is null ? [] : await desk.ToldOfWithdrawalAsync(item, CancellationToken.None);
                return [.. submitters.Concat(addressees.Select(post => new MailingTask(submitters[0].Key with { Recipient = post }))).Distinct()];
            default:
                return [];
        }
    }

    /// <summary>
    /// The mails about one event go on their way together, so one of them in the ledger speaks for all: whoever comes into office later is not told of it. A
    /// meeting that was moved in between has a new version, and its mails new keys; this mail is about the item and goes out once.
    /// </summary>
    private static bool IsUntold(MailingKey first, IReadOnlyList<MailingRecord> ledger) =>
        ledger.All(row => row.Key.Kind != first.Kind || row.Key.Subject != first.Subject);
}
