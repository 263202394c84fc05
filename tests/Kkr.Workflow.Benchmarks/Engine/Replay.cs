using System.Diagnostics;
using System.Globalization;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;
using Kkr.Workflow.Benchmarks.Measuring;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>
/// What it costs to run an orchestrator's code over its history, for histories of different lengths: of an execution alone, and of
/// waking an instance of the memory store that is never kept live.
/// </summary>
internal static class Replay
{
    private const int Rounds = 15;
    private const int EventsPerRound = 200_000;
    private const int EventsPerStep = 3;
    private const int Pokes = 60;

    private static readonly int[] Sizes = [100, 1_000, 10_000];

    public static async Task RunAsync()
    {
        Dictionary<int, Sample> code = Code();
        Dictionary<int, Sample> waking = await WakingAsync();
        ResultFile file = new("replay", "Replay: time per event of a history", "replay");
        file.Paragraph("The orchestrator calls activities one after another, three events for each: the turn, the decision and its outcome. Lengths take "
            + "turns within each round. *Code* reads the stored text and runs the code over it. *Waking* is an instance on the memory store that is "
            + "never kept live: an event is raised, and the time runs until the code has seen it, so it holds the fixed costs of a turn too.");
        file.Table(
            ["events", "code, ns per event", "against 100 events", "waking, µs", "waking, ns per event"],
            Sizes.Select(size => (string[])
            [
                size.ToString("#,0", CultureInfo.InvariantCulture),
                code[size].Show("0"),
                (code[size].Median / code[Sizes[0]].Median).ToString("0.00", CultureInfo.InvariantCulture),
                waking[size].Show("#,0"),
                (waking[size].Median * 1000 / size).ToString("0", CultureInfo.InvariantCulture),
            ]));
        file.Paragraph("The aim is a time per event that does not grow with the length.");
        await file.WriteAsync();
    }

    private static Dictionary<int, Sample> Code()
    {
        ServiceCollection services = new();
        RegisteredTasks tasks = new(Tasks.Register);
        ExecutionEnvironment environment = new(
            tasks, services.BuildServiceProvider(), NullLoggerFactory.Instance, new DurableTaskWorkerOptions(), null);
        Dictionary<int, string> histories = Sizes.ToDictionary(static size => size, static size => HistoryText.Write(HistoryOf(size)));
        Dictionary<int, List<double>> times = Sizes.ToDictionary(static size => size, static _ => new List<double>());
        for (int round = -2; round < Rounds; round++)
        {
            foreach (int size in Sizes)
            {
                int replays = EventsPerRound / size;
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < replays; i++)
                {
                    OrchestrationExecution execution = new(environment, "replayed", 1, static () => { });
                    execution.Replay(HistoryText.ReadEvents(histories[size]));
                }

                if (round >= 0)
                {
                    times[size].Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / (replays * (double)size));
                }
            }
        }

        return times.ToDictionary(static pair => pair.Key, static pair => new Sample(pair.Value));
    }

    /// <summary>A sequence that has come <paramref name="size"/> events far and waits for its next activity.</summary>
    private static List<HistoryEvent> HistoryOf(int size)
    {
        DateTimeOffset time = new(2026, 11, 17, 9, 30, 0, TimeSpan.Zero);
        List<HistoryEvent> events =
        [
            new() { Kind = EventKind.ExecutionStarted, Name = Tasks.Sequence, Data = size.ToString(CultureInfo.InvariantCulture) },
            new() { Kind = EventKind.Turn, At = time },
            Scheduled(0),
        ];
        for (int step = 0; events.Count < size; step++)
        {
            time += TimeSpan.FromSeconds(1);
            events.Add(new HistoryEvent { Kind = EventKind.TaskCompleted, Id = step, Data = step.ToString(CultureInfo.InvariantCulture) });
            events.Add(new HistoryEvent { Kind = EventKind.Turn, At = time });
            events.Add(Scheduled(step + 1));
        }

        return events;
    }

    private static HistoryEvent Scheduled(int step) =>
        new() { Kind = EventKind.TaskScheduled, Id = step, Name = Tasks.Echo, Data = step.ToString(CultureInfo.InvariantCulture) };

    private static async Task<Dictionary<int, Sample>> WakingAsync()
    {
        PokedTask poked = new();
        await using EngineHost engine = await EngineHost.StartAsync(
            static options =>
            {
                options.Store = Kkr.Runtime.Hosting.EmbeddedEngineStore.Memory;
                options.LiveInstances = 0;
            },
            registry =>
            {
                Tasks.Register(registry);
                poked.Register(registry);
            });
        Dictionary<int, string> ids = [];
        foreach (int size in Sizes)
        {
            Task past = poked.NextAsync();
            ids[size] = await engine.Client.ScheduleNewOrchestrationInstanceAsync(PokedTask.Name, size / EventsPerStep);
            await past;
        }

        Dictionary<int, List<double>> times = Sizes.ToDictionary(static size => size, static _ => new List<double>());
        for (int i = -2; i < Pokes; i++)
        {
            foreach (int size in Sizes)
            {
                Task seen = poked.NextAsync();
                long start = Stopwatch.GetTimestamp();
                await engine.Client.RaiseEventAsync(ids[size], PokedTask.Event, i);
                await seen;
                if (i >= 0)
                {
                    times[size].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
                }
            }
        }

        return times.ToDictionary(static pair => pair.Key, static pair => new Sample(pair.Value));
    }
}
