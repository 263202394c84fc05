using System.Collections.Concurrent;
using System.Diagnostics;
using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;
using Kkr.Runtime.Time;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>Runs activities, each at least once: what was pending when a host died runs again under the next owner.</summary>
internal sealed class ActivityDispatcher(
    ExecutionEnvironment environment, int maxConcurrent, IClockHold hold, Func<string, OutcomeMessage, bool> answer, CancellationToken stop, ILogger logger)
{
    private readonly SemaphoreSlim _slots = new(maxConcurrent);
    private readonly ConcurrentDictionary<(string InstanceId, int Generation, int TaskId), byte> _known = new();
    private int _running;

    public bool IsIdle => Volatile.Read(ref _running) == 0;

    /// <summary>Queues an activity, unless this host has it queued, running or answered already.</summary>
    public void Dispatch(string instanceId, int generation, HistoryEvent scheduled)
    {
        (string, int, int) key = (instanceId, generation, scheduled.Id!.Value);
        if (!_known.TryAdd(key, 0))
        {
            return;
        }

        hold.Acquire();
        ThreadPool.UnsafeQueueUserWorkItem(_ => _ = RunAsync(key, instanceId, generation, scheduled), null);
    }

    /// <summary>Forgets an activity whose outcome is stored or wanted no more.</summary>
    public void Forget(string instanceId, int generation, int taskId) => _known.TryRemove((instanceId, generation, taskId), out _);

    private async Task RunAsync((string InstanceId, int Generation, int TaskId) key, string instanceId, int generation, HistoryEvent scheduled)
    {
        try
        {
            await _slots.WaitAsync(stop);
            HistoryEvent outcome;
            Interlocked.Increment(ref _running);
            try
            {
                outcome = await ExecuteAsync(instanceId, scheduled);
                EngineTelemetry.Activities.Add(1);

                // Still counted as running until the answer is queued, so that a stopping host waits for it.
                if (!answer(instanceId, new OutcomeMessage(outcome, generation)))
                {
                    _known.TryRemove(key, out _);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _running);
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the next one finds the activity pending.
            _known.TryRemove(key, out _);
        }
        finally
        {
            hold.Release();
        }
    }

    private async Task<HistoryEvent> ExecuteAsync(string instanceId, HistoryEvent scheduled)
    {
        using Activity? trace = EngineTelemetry.Source.StartActivity("activity");
        trace?.SetTag("durabletask.task.name", scheduled.Name).SetTag("durabletask.task.instance_id", instanceId);
        try
        {
            await using AsyncServiceScope scope = environment.Services.CreateAsyncScope();
            if (environment.CreateActivity(scheduled.Name!, scheduled.Version, scope.ServiceProvider) is not { } activity)
            {
                return Failed(scheduled, new TaskFailureDetails(
                    "ActivityTaskNotFound", $"No activity named '{scheduled.Name}' is registered with this worker.", null, null, null));
            }

            object? input = environment.Converter.Deserialize(scheduled.Data, activity.InputType);
            object? result = await activity.RunAsync(new Context(scheduled, instanceId), input);
            return new HistoryEvent { Kind = EventKind.TaskCompleted, Id = scheduled.Id, Data = environment.Converter.Serialize(result) };
        }
        catch (Exception exception) when (exception is not ActivityAbandonedException)
        {
            EngineLog.ActivityFailed(logger, scheduled.Name!, scheduled.Id!.Value, instanceId, exception.GetType().FullName!);
            trace?.SetStatus(ActivityStatusCode.Error);
            return Failed(scheduled, environment.Describe(exception));
        }
    }

    private static HistoryEvent Failed(HistoryEvent scheduled, TaskFailureDetails failure) =>
        new() { Kind = EventKind.TaskFailed, Id = scheduled.Id, Failure = failure };

    private sealed class Context(HistoryEvent scheduled, string instanceId) : TaskActivityContext
    {
        public override TaskName Name { get; } = scheduled.Name!;

        public override string InstanceId { get; } = instanceId;

        public override string Version => scheduled.Version ?? string.Empty;
    }
}
