using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>One step of one instance: take messages in, run a turn, write one checkpoint, then let the world see it.</summary>
internal sealed partial class InstanceStep(HubSession session, Instance instance, List<Message> batch)
{
    private readonly List<HistoryEvent> _received = [];
    private readonly List<string> _identified = [];
    private readonly DateTimeOffset _now = session.Time.GetUtcNow();
    private OrchestrationExecution _execution = null!;
    private StartMessage? _start;
    private InstanceRow? _replaced;
    private HistoryEvent? _end;
    private bool _recursive;

    public async Task RunAsync()
    {
        instance.NeedsTurn = false;
        if (!await BeginAsync() && !await ResumeAsync())
        {
            // Nothing of that id is open: what was meant for it has no effect any more.
            Answer();
            return;
        }

        Receive();
        List<HistoryEvent> turn = Decide();
        List<HistoryEvent>? next = _end is null ? _execution.NextGeneration : null;
        if (_start is null && _received.Count == 0 && turn.Count == 0 && _end is null)
        {
            // An instant that has passed without anything being due (a start while suspended) must not wake it again and again.
            session.SetWake(instance, instance.Row!.WakeAt > _now ? instance.Row.WakeAt : null);
            Answer();
            return;
        }

        Checkpoint checkpoint = Compose(turn, next);
        string etag = await session.CommitAsync(checkpoint);
        Publish(checkpoint, etag, turn, next);
    }

    /// <summary>Starts the instance if that is what the first message asks for and nothing stands against it.</summary>
    private async Task<bool> BeginAsync()
    {
        if (batch[0] is not StartMessage { Done.Task.IsCompleted: false } start)
        {
            return false;
        }

        InstanceRow? existing = instance.Row ?? (start.IdIsNew ? null : await session.Writer.ReadAsync(instance.Id));
        if (existing is not null && existing.Parent is { } parent && parent == start.Event.Parent)
        {
            // The same call, delivered again after a crash.
            instance.Row = existing.IsOpen ? existing.Slim() : null;
            start.Done.TrySetResult();
            return false;
        }

        if (existing is not null && start.Refuses(existing.Status))
        {
            instance.Row = existing.IsOpen ? existing.Slim() : null;
            start.Done.TrySetException(new InstanceExistsException(instance.Id, existing.Status));
            return false;
        }

        _start = start;
        _replaced = existing;
        _execution = session.NewExecution(instance.Id, (existing?.Generation ?? -1) + 1);
        instance.Execution = _execution;
        instance.Received = new HashSet<string>(StringComparer.Ordinal);
        Take(start.Event);
        if (!await session.IsValidAsync(start.Event))
        {
            _end = Failure(new InvalidOperationException("The worker's orchestration filter refuses this orchestration."));
        }

        return true;
    }

    /// <summary>Brings the code back into memory. False if no open instance is stored.</summary>
    private async Task<bool> ResumeAsync()
    {
        foreach (RefreshMessage refresh in batch.OfType<RefreshMessage>().Where(r => r.Row.Epoch < session.Epoch && r.Row.Stamp != instance.Row?.Stamp))
        {
            instance.Row = refresh.Row.Slim();
            instance.DropExecution();
        }

        if (instance.Row is null)
        {
            return false;
        }

        if (instance.Execution is { } live)
        {
            _execution = live;
            return true;
        }

        if (await session.Writer.LoadAsync(instance.Id) is not { Row.IsOpen: true } stored)
        {
            instance.Row = null;
            return false;
        }

        instance.Row = stored.Row.Slim();
        instance.Received = stored.Received;
        _execution = session.NewExecution(instance.Id, stored.Row.Generation);
        instance.Execution = _execution;
        try
        {
            _execution.Replay(stored.History);
            EngineTelemetry.Replays.Add(1);
        }
        catch (Exception exception)
        {
            _end = Failure(exception);
            return true;
        }

        foreach (HistoryEvent open in _execution.OpenTasks.Where(task => task.Kind == EventKind.TaskScheduled))
        {
            session.Activities.Dispatch(instance.Id, _execution.Generation, open);
        }

        return true;
    }

    /// <summary>Turns messages into history events, leaving out what was received before.</summary>
    private void Receive()
    {
        foreach (Message message in batch)
        {
            if (_end is not null)
            {
                return;
            }

            switch (message)
            {
                case RaiseMessage { MessageId: { } id } raise:
                    if (!instance.Received!.Contains(id) && !_identified.Contains(id))
                    {
                        _identified.Add(id);
                        Take(raise.Event);
                    }

                    break;
                case RaiseMessage raise:
                    Take(raise.Event);
                    break;
                case OutcomeMessage outcome when outcome.Generation == _execution.Generation && _execution.Awaits(outcome.Event.Id!.Value):
                    Take(outcome.Event);
                    break;
                case SuspendMessage order when order.Suspend != _execution.IsSuspended:
                    Take(new HistoryEvent { Kind = order.Suspend ? EventKind.Suspended : EventKind.Resumed, Data = order.Reason });
                    break;
                case WakeMessage:
                    _execution.DueTimers(_now).ForEach(Take);
                    break;
                case TerminateMessage order:
                    _end = new HistoryEvent { Kind = EventKind.ExecutionTerminated, Data = order.Output };
                    _recursive = order.Recursive;
                    break;
                case ForeignAwaitMessage foreign when foreign.Generation == _execution.Generation:
                    _end = Failure(NonDeterministicException.ForeignAwait());
                    break;
                default:
                    break;
            }
        }
    }

    private void Take(HistoryEvent received)
    {
        _execution.Accept(received);
        _received.Add(received);
    }

    private bool MayRun => _execution.StartTime != default || ((_start is null ? instance.Row!.StartAt : _start.StartAt) is not { } at || at <= _now);

    private List<HistoryEvent> Decide()
    {
        if (_end is not null || _execution.IsSuspended || !_execution.HasUnprocessed || !MayRun)
        {
            return [];
        }

        try
        {
            List<HistoryEvent> turn = _execution.RunTurn(_now);
            _end = _execution.End;
            return turn;
        }
        catch (Exception exception)
        {
            _end = Failure(exception);
            return [];
        }
    }

    private static HistoryEvent Failure(Exception exception) => new()
    {
        Kind = EventKind.ExecutionFailed,
        Failure = exception is NonDeterministicException
            ? new TaskFailureDetails(NonDeterministicException.ErrorType, exception.Message, null, null, null)
            : TaskFailureDetails.FromException(exception),
    };

    private void Answer()
    {
        foreach (Message message in batch)
        {
            if (message is OutcomeMessage outcome)
            {
                session.Activities.Forget(instance.Id, outcome.Generation, outcome.Event.Id!.Value);
            }

            message.Done.TrySetResult();
        }
    }

    private OrchestrationRuntimeStatus Status => _end?.Kind switch
    {
        EventKind.ExecutionCompleted => OrchestrationRuntimeStatus.Completed,
        EventKind.ExecutionFailed => OrchestrationRuntimeStatus.Failed,
        EventKind.ExecutionTerminated => OrchestrationRuntimeStatus.Terminated,
        _ when _execution.IsSuspended => OrchestrationRuntimeStatus.Suspended,
        _ when _execution.StartTime == default => OrchestrationRuntimeStatus.Pending,
        _ => OrchestrationRuntimeStatus.Running,
    };
}
