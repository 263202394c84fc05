using Microsoft.DurableTask;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>An orchestration with a past: some activities, and then it waits for pokes. It says outside when it has seen one for the first time.</summary>
internal sealed class PokedTask
{
    public const string Name = "Poked";
    public const string Event = "poke";

    private TaskCompletionSource _seen = Fresh();

    /// <summary>Completes at the next poke, or when the past is over. Ask before raising the event.</summary>
    public Task NextAsync() => _seen.Task;

    public void Register(DurableTaskRegistry registry) => registry.AddOrchestratorFunc<int, int>(Name, async (context, steps) =>
    {
        for (int i = 0; i < steps; i++)
        {
            await context.CallActivityAsync<int>(Tasks.Echo, i);
        }

        while (true)
        {
            Tell(context);
            await context.WaitForExternalEvent<int>(Event);
        }
    });

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Tell(TaskOrchestrationContext context)
    {
        if (!context.IsReplaying)
        {
            Interlocked.Exchange(ref _seen, Fresh()).TrySetResult();
        }
    }
}
