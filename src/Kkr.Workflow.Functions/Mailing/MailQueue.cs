using System.Security.Cryptography;
using System.Text;
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
        return QueueAsync(client, new MailingOrder(first.Meeting, first.Kind, first.Version) { Tasks = tasks, IsPatient = true }, cancellation);
    }

    /// <summary>The instance is named by what it sends, so that an order that is repeated while the first still runs starts nothing.</summary>
    public static async Task QueueAsync(DurableTaskClient client, MailingOrder order, CancellationToken cancellation)
    {
        string instance = InstanceId(order);
        if (await client.GetInstanceAsync(instance, cancellation) is { IsCompleted: false })
        {
            return;
        }

        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(MailingOrchestration),
            order,
            new StartOrchestrationOptions { InstanceId = instance },
            cancellation);
    }

    private static string InstanceId(MailingOrder order)
    {
        string keys = string.Join('\n', order.Tasks!.Select(task => task.Key.ToString()));
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)));
        return $"mail-{order.Meeting.Council}-{order.Meeting.Meeting}-{order.Kind}-{digest[..16]}";
    }
}
