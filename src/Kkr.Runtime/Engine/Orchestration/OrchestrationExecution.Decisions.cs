using Microsoft.DurableTask;
using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Engine.Orchestration;

/// <content>What the code decides, and how decisions are held against the history.</content>
internal sealed partial class OrchestrationExecution
{
    private readonly List<HistoryEvent> _buffered = [];
    private readonly List<EventWaiter> _waiters = [];

    /// <summary>Throws unless called on the orchestrator's own thread of execution.</summary>
    public void EnsureOwnThread()
    {
        if (!_thread.IsCurrent)
        {
            throw new InvalidOperationException(NonDeterministicException.ForeignAwait().Message);
        }
    }

    /// <summary>Decides on a task. Sending an event has no outcome and completes at once.</summary>
    public Task<string?> Schedule(HistoryEvent decision, CancellationToken cancellation = default)
    {
        EnsureOwnThread();
        decision = decision with { Id = _nextId++ };
        _decided.Enqueue(decision);
        if (decision.Kind == EventKind.EventSent)
        {
            return Task.FromResult<string?>(null);
        }

        PendingTask task = new(decision);
        _pending.Add(decision.Id.Value, task);
        if (decision.Kind == EventKind.TimerCreated)
        {
            _timers.Add((decision.At!.Value, decision.Id.Value));
            if (cancellation.CanBeCanceled)
            {
                task.Registration = cancellation.UnsafeRegister(_ => CancelTimer(task, cancellation), null);
            }
        }

        return task.Result;
    }

    public Task<string?> WaitForEvent(string name, CancellationToken cancellation)
    {
        int index = _buffered.FindIndex(buffered => string.Equals(buffered.Name, name, StringComparison.OrdinalIgnoreCase));
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellation);
        }

        if (index >= 0)
        {
            string? data = _buffered[index].Data;
            _buffered.RemoveAt(index);
            return Task.FromResult(data);
        }

        EventWaiter waiter = new(name);
        _waiters.Add(waiter);
        if (cancellation.CanBeCanceled)
        {
            waiter.Registration = cancellation.UnsafeRegister(_ => CancelWait(waiter, cancellation), null);
        }

        return waiter.Source.Task;
    }

    public void SetCustomStatus(string? status)
    {
        EnsureOwnThread();
        CustomStatus = status;
        CustomStatusChanged = true;
    }

    public void ContinueAsNew(string? input, string? version, bool preserveEvents) => _next = (input, version, preserveEvents);

    private void Raise(HistoryEvent raised)
    {
        int index = _waiters.FindIndex(waiter => string.Equals(waiter.Name, raised.Name, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            _buffered.Add(raised);
            return;
        }

        EventWaiter first = _waiters[index];
        _waiters.RemoveAt(index);
        first.Registration.Unregister();
        OrchestratorThread.Complete(() => first.Source.TrySetResult(raised.Data));
    }

    private void CancelTimer(PendingTask task, CancellationToken cancellation)
    {
        int id = task.Scheduled.Id!.Value;
        if (_thread.IsCurrent && _pending.Remove(id))
        {
            _timers.Remove((task.Scheduled.At!.Value, id));
            OrchestratorThread.Complete(() => task.Cancel(cancellation));
        }
    }

    private void CancelWait(EventWaiter waiter, CancellationToken cancellation)
    {
        if (_thread.IsCurrent && _waiters.Remove(waiter))
        {
            OrchestratorThread.Complete(() => waiter.Source.TrySetCanceled(cancellation));
        }
    }

    private void Match(HistoryEvent stored)
    {
        if (!_decided.TryDequeue(out HistoryEvent? decided))
        {
            throw new NonDeterministicException($"The history has {Describe(stored)}, but the code did not decide on anything there. The code has changed since.");
        }

        bool same = decided.Kind == stored.Kind && decided.Id == stored.Id
            && string.Equals(decided.Name, stored.Name, StringComparison.OrdinalIgnoreCase)
            && (decided.Kind != EventKind.SubOrchestrationScheduled || decided.Other == stored.Other);
        if (!same)
        {
            throw new NonDeterministicException($"The history has {Describe(stored)}, but the code decided on {Describe(decided)}. The code has changed since.");
        }

        // What is stored stays true: a timer's instant and an input are not decided on again.
        if (stored.Kind == EventKind.TimerCreated && _pending.TryGetValue(stored.Id!.Value, out PendingTask? timer))
        {
            _timers.Remove((decided.At!.Value, stored.Id.Value));
            _timers.Add((stored.At!.Value, stored.Id.Value));
            timer.Scheduled = stored;
        }
        else if (_pending.TryGetValue(stored.Id!.Value, out PendingTask? task))
        {
            task.Scheduled = stored;
        }
    }

    private void EnsureAllDecisionsStored()
    {
        if (_decided.TryPeek(out HistoryEvent? decided))
        {
            throw new NonDeterministicException($"The code decided on {Describe(decided)}, which the history does not have. The code has changed since.");
        }
    }

    private static string Describe(HistoryEvent decision) => decision.Kind switch
    {
        EventKind.TaskScheduled => $"activity '{decision.Name}' (#{decision.Id})",
        EventKind.SubOrchestrationScheduled => $"sub-orchestration '{decision.Name}' as '{decision.Other}' (#{decision.Id})",
        EventKind.TimerCreated => $"a timer (#{decision.Id})",
        _ => $"sending event '{decision.Name}' (#{decision.Id})",
    };

    private sealed class PendingTask(HistoryEvent scheduled)
    {
        // Not "run continuations asynchronously": that would move Task.WhenAll and WhenAny to the thread pool.
        private readonly TaskCompletionSource<string?> _source = new();

        public HistoryEvent Scheduled { get; set; } = scheduled;

        public CancellationTokenRegistration Registration { get; set; }

        public Task<string?> Result => _source.Task;

        public void Complete(HistoryEvent outcome)
        {
            Registration.Unregister();
            if (outcome.Failure is { } failure)
            {
                _source.TrySetException(new TaskFailedException(Scheduled.Name!, Scheduled.Id!.Value, failure));
            }
            else
            {
                _source.TrySetResult(outcome.Data);
            }
        }

        public void Cancel(CancellationToken cancellation) => _source.TrySetCanceled(cancellation);
    }

    private sealed class EventWaiter(string name)
    {
        public string Name { get; } = name;

        public TaskCompletionSource<string?> Source { get; } = new();

        public CancellationTokenRegistration Registration { get; set; }
    }
}
