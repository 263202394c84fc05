using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Who hears that an item was withdrawn: its submitters, and after the freeze the members too, because they have seen the number.</summary>
public sealed class Withdrawals(MeetingDesk desk, IItems items, IMailings mailings)
{
    /// <summary>The mails about one withdrawal.</summary>
    public async Task<IReadOnlyList<MailingTask>> TasksAsync(Meeting meeting, Item item, CancellationToken cancellation)
    {
        IReadOnlyList<MailingTask> submitters = MailQueue.ToSubmitters(MailKind.ItemWithdrawn, meeting, item);
        IReadOnlyList<string> addressees = item.Number is null ? [] : await desk.ToldOfWithdrawalAsync(item, cancellation);
        IEnumerable<MailingTask> others = addressees.Select(post => new MailingTask(submitters[0].Key with { Recipient = post }));
        return [.. submitters.Concat(others).Distinct()];
    }

    /// <summary>
    /// Queues the mails about items of a frozen agenda that were withdrawn without anybody being told, as when the app dies between the change and the mails.
    /// One of whom somebody was told is left alone: its mails went on their way together.
    /// </summary>
    public async Task TellUntoldAsync(Meeting meeting, DurableTaskClient client, CancellationToken cancellation)
    {
        if (meeting.Phase >= MeetingPhase.Held || !meeting.HasDone(MeetingStep.Freeze))
        {
            return;
        }

        Item[] withdrawn =
        [
            .. (await items.ListAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation)).Select(item => item.Value)
                .Where(item => item is { Status: ItemStatus.Withdrawn, Number: not null, MergedInto: null }),
        ];
        if (withdrawn.Length == 0)
        {
            return;
        }

        IReadOnlyList<MailingRecord> known = await mailings.ListAsync(meeting.Key, cancellation);
        foreach (Item item in withdrawn)
        {
            IReadOnlyList<MailingTask> tasks = await TasksAsync(meeting, item, cancellation);
            if (tasks.Count > 0 && known.All(row => row.Key.Kind != MailKind.ItemWithdrawn || row.Key.Subject != tasks[0].Key.Subject))
            {
                await MailQueue.QueueAsync(client, tasks, cancellation);
            }
        }
    }
}
