using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Queues the mails that answer somebody's act rather than a deadline. Queued is durable; the ledger keeps a repeat from sending twice.</summary>
public static class MailQueue
{
    private const char TurnMark = '~';

    /// <summary>A mail to an item's submitters; the secretariat gets it when no post submitted the item.</summary>
    public static Task AboutItemAsync(DurableTaskClient client, MailKind kind, Meeting meeting, Item item, CancellationToken cancellation) =>
        QueueAsync(client, ToSubmitters(kind, meeting, item), cancellation);

    public static IReadOnlyList<MailingTask> ToSubmitters(MailKind kind, Meeting meeting, Item item) =>
        [.. SubmittersOf(item).Select(post => new MailingTask(new MailingKey(meeting.Key, kind, meeting.ScheduleVersion, post, SubjectOf(kind, item))))];

    /// <summary>The post that submitted the item, or the secretariat, and those whose items were merged into it.</summary>
    public static IReadOnlyList<string> SubmittersOf(Item item) => [item.SubmitterPost ?? Caller.Secretariat, .. item.CoSubmitters];

    /// <summary>The item that a mail is about, from the subject of its key.</summary>
    public static string ItemOf(MailingKey key) => key.Subject.Split(TurnMark)[0];

    /// <summary>
    /// The item's id, and which time it is where the same may happen to it again: it is returned or moved twice, or it is left out of the agenda first
    /// and rejected for good later. Each is a mail of its own.
    /// </summary>
    private static string SubjectOf(MailKind kind, Item item)
    {
        int turn = kind switch
        {
            MailKind.ItemReturned => item.Returns,
            MailKind.ItemMoved => item.Relocations,
            MailKind.ItemRejected when item is { Status: ItemStatus.Rejected, LeftOutOf: not null } => 2,
            _ => 1,
        };
        return turn <= 1 ? item.Id : string.Create(CultureInfo.InvariantCulture, $"{item.Id}{TurnMark}{turn}");
    }

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

        await DurableStart.OnceAsync(client, nameof(MailingOrchestration), order, instance, cancellation);
    }

    private static string InstanceId(MailingOrder order)
    {
        string keys = string.Join('\n', order.Tasks!.Select(task => task.Key.ToString()));
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keys)));
        return $"mail-{order.Meeting.Council}-{order.Meeting.Meeting}-{order.Kind}-{digest[..16]}";
    }
}
