using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>Waits for whichever comes first, an instant or a signal.</summary>
internal static class Waiting
{
    /// <summary>True when the instant came first (or has passed); false when the signal did. What lost is cancelled, so that it is not left behind.</summary>
    public static async Task<bool> UntilAsync(TaskOrchestrationContext context, DateTime instant, string signalName)
    {
        if (instant <= context.CurrentUtcDateTime)
        {
            return true;
        }

        using CancellationTokenSource loser = new();
        Task timer = context.CreateTimer(instant, loser.Token);
        Task<int> signal = context.WaitForExternalEvent<int>(signalName, loser.Token);
        bool isDue = await Task.WhenAny(timer, signal) == timer;
#pragma warning disable MA0042, CA1849 // CancelAsync goes over the thread pool, and an orchestrator may await nothing but its context's tasks.
        loser.Cancel();
#pragma warning restore MA0042, CA1849
        return isDue;
    }
}
