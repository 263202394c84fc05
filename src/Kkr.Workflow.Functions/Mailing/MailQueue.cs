using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Queues the mails that answer somebody's act rather than a deadline. Queued is durable; the ledger keeps a repeat from sending twice.</summary>
public static class MailQueue
{
    /// <summary>A mail to an item's submitter; the secretariat gets it when no post submitted the item.</summary>
    public static Task AboutItemAsync(DurableTaskClient client, MailKind kind, Meeting meeting, Item item, CancellationToken cancellation) =>
        QueueAsync(client, [ToSubmitter(kind, meeting, item)], cancellation);

    public static MailingTask ToSubmitter(MailKind kind, Meeting meeting, Item item) =>
        new(new MailingKey(meeting.Key, kind, meeting.ScheduleVersion, item.SubmitterPost ?? Caller.Secretariat, item.Id));

    public static Task QueueAsync(DurableTaskClient client, IReadOnlyList<MailingTask> tasks, CancellationToken cancellation)
    {
        MailingKey first = tasks[0].Key;
        return client.ScheduleNewOrchestrationInstanceAsync(
            nameof(MailingOrchestration),
            new MailingOrder(first.Meeting, first.Kind, first.Version) { Tasks = tasks },
            new StartOrchestrationOptions(),
            cancellation);
    }
}
