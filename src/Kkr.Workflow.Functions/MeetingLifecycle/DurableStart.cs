using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>Starts an orchestration that is one of its name.</summary>
internal static class DurableStart
{
    /// <summary>
    /// Starts the instance. Two callers who looked at the same moment both find none; the one who comes second is refused by the engine, and for them it is
    /// there, which is what they wanted.
    /// </summary>
    public static async Task OnceAsync(DurableTaskClient client, TaskName orchestrator, object input, string instance, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions { InstanceId = instance }, cancellation);
        }
        catch (InvalidOperationException)
        {
            if (await client.GetInstanceAsync(instance, cancellation) is null)
            {
                throw;
            }
        }
    }
}
