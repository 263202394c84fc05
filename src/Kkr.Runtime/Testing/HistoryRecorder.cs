using System.Collections.Concurrent;
using Kkr.Runtime.Engine;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.Testing;

/// <summary>
/// Records histories while orchestrations run, and replays recorded ones against today's code: a change that would break an orchestration
/// that is under way shows before it is deployed.
/// </summary>
public sealed class HistoryRecorder
{
    private readonly ConcurrentDictionary<(string Instance, int Generation), (string Name, List<HistoryEvent> Events)> _recorded = [];

    /// <summary>Gets every generation recorded so far, in order of instance and generation.</summary>
    public IReadOnlyList<RecordedHistory> Histories =>
    [
        .. _recorded.OrderBy(entry => entry.Key.Instance, StringComparer.Ordinal).ThenBy(entry => entry.Key.Generation).Select(entry =>
        {
            lock (entry.Value.Events)
            {
                return new RecordedHistory(
                    entry.Value.Name, entry.Key.Instance, entry.Key.Generation, ShapeOf(entry.Value.Events), HistoryText.Write(entry.Value.Events));
            }
        }),
    ];

    /// <summary>Makes the host keep its hub in memory and record what is written there.</summary>
    /// <param name="services">The host's services.</param>
    public void Attach(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<IHistoryStore>(_ => new RecordingStore(new MemoryHistoryStore(), this));
    }

    /// <summary>Runs today's code of a started host over a recorded history.</summary>
    /// <param name="host">The services of a host that has started; its worker knows the orchestrators.</param>
    /// <param name="history">The recorded history.</param>
    /// <returns>Null when code and history agree; otherwise where they differ, in English.</returns>
    public static async Task<string?> ReplayAsync(IServiceProvider host, RecordedHistory history)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(history);
        ExecutionEnvironment environment = await host.GetRequiredService<DurableEngine>().Environment;
        bool foreign = false;
        OrchestrationExecution execution = new(environment, history.Instance, history.Generation, () => foreign = true);
        try
        {
            execution.Replay(HistoryText.ReadEvents(history.Events));
        }
        catch (NonDeterministicException difference)
        {
            return difference.Message;
        }

        return foreign ? "The orchestrator awaited something that did not come from its context."
            : execution.End is { Failure: { } failure } ? $"The orchestrator failed: {failure.ErrorType}: {failure.ErrorMessage}"
            : null;
    }

    internal void Record(Checkpoint checkpoint)
    {
        (string _, List<HistoryEvent> events) = _recorded.GetOrAdd((checkpoint.Row.Id, checkpoint.Row.Generation), _ => (checkpoint.Row.Name, []));
        lock (events)
        {
            events.AddRange(checkpoint.Events);
        }
    }

    private static string ShapeOf(List<HistoryEvent> events) =>
        string.Join(' ', events.Where(recorded => recorded.IsDecision || recorded.IsEnd || recorded.IsOutcome).Select(recorded => $"{recorded.Kind}:{recorded.Name}"));
}
