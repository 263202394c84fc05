using Microsoft.DurableTask;
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
            await client.ScheduleNewOrchestrationInstanceAsync(
                nameof(FollowUpOrchestration),
                new FollowUpKey(council, task),
                new StartOrchestrationOptions { InstanceId = InstanceId(council, task) },
                cancellation);
        }
    }
}
