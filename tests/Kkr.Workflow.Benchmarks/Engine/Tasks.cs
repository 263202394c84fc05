using Microsoft.DurableTask;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>The orchestrations that are measured. Their activities do nothing, so that what is left is the engine.</summary>
internal static class Tasks
{
    public const string Sequence = nameof(Sequence);
    public const string FanOut = nameof(FanOut);
    public const string Sleeper = nameof(Sleeper);
    public const string Echo = nameof(Echo);

    public static void Register(DurableTaskRegistry registry)
    {
        registry.AddActivityFunc<int, int>(Echo, static (_, n) => n);
        registry.AddOrchestratorFunc<int, int>(Sequence, static async (context, steps) =>
        {
            int sum = 0;
            for (int i = 0; i < steps; i++)
            {
                sum += await context.CallActivityAsync<int>(Echo, i);
            }

            return sum;
        });
        registry.AddOrchestratorFunc<int, int>(FanOut, static async (context, width) =>
        {
            int[] all = await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivityAsync<int>(Echo, i)));
            return all.Sum();
        });
        registry.AddOrchestratorFunc(Sleeper, static context => context.CreateTimer(TimeSpan.FromDays(300), CancellationToken.None));
    }
}
