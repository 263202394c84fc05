using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>A follow-up's identity in the durable engine.</summary>
/// <param name="Council">Council id.</param>
/// <param name="Id">Task id.</param>
public sealed record FollowUpKey(string Council, string Id);

/// <summary>Starts a follow-up, and wakes it when its owner has reported.</summary>
internal static class FollowUpSignal
{
    public const string EventName = "FollowUpChanged";

    public static string InstanceId(string council, string task) => $"follow-up-{council}-{task}";

    public static async Task StartAsync(DurableTaskClient client, string council, string task, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(InstanceId(council, task), cancellation) is null)
        {
            await ScheduleAsync(client, council, task, cancellation);
        }
    }

    /// <summary>Tells a follow-up that something has changed. One that has come to its end, because the task was done, is started anew.</summary>
    public static async Task WakeAsync(DurableTaskClient client, string council, string task, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(InstanceId(council, task), cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(InstanceId(council, task), EventName, 1, cancellation);
        }
        else
        {
            await ScheduleAsync(client, council, task, cancellation);
        }
    }

    private static Task ScheduleAsync(DurableTaskClient client, string council, string task, CancellationToken cancellation) =>
        DurableStart.OnceAsync(client, nameof(FollowUpOrchestration), new FollowUpKey(council, task), InstanceId(council, task), cancellation);
}
