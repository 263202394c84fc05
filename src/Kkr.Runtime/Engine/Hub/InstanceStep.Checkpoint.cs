using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Engine.Orchestration;
using Microsoft.DurableTask;

namespace Kkr.Runtime.Engine.Hub;

/// <content>What the step writes, and what follows once it is written.</content>
internal sealed partial class InstanceStep
{
    private InstanceRow Basis => _start is null ? instance.Row! : new InstanceRow
    {
        Id = instance.Id,
        Name = _start.Event.Name!,
        Version = _start.Event.Version,
        CreatedAt = _now,
        StartAt = _start.StartAt,
        Input = _start.Event.Data,
        Tags = HistoryText.WriteTags(_start.Event.Tags),
        Parent = _start.Event.Parent,
        Generation = _execution.Generation,
        Revision = _replaced?.Revision ?? 0,
        ETag = _replaced?.ETag,
    };

    private Checkpoint Compose(List<HistoryEvent> turn, List<HistoryEvent>? next)
    {
        InstanceRow basis = Basis;
        string stamp = session.Writer.NextStamp();
        InstanceRow row = basis with
        {
            Status = Status,
            UpdatedAt = _now,
            CompletedAt = _end is null ? null : _now,
            Input = next is null ? basis.Input : next[0].Data,
            Output = _end?.Data,
            Failure = _end?.Failure is { } failure ? HistoryText.Write(failure) : null,
            CustomStatus = _execution.CustomStatusChanged ? _execution.CustomStatus : basis.CustomStatus,
            Version = next is null ? basis.Version : next[0].Version,
            Generation = _execution.Generation + (next is null ? 0 : 1),
            Revision = basis.Revision + 1,
            Stamp = stamp,
            Epoch = session.Epoch,
            Busy = _end is null && (next is not null || _execution.OpenTasks.Any(task => task.Kind == EventKind.TaskScheduled)),
            WakeAt = _end is not null || next is not null ? null : MayRun ? _execution.EarliestTimer : _start?.StartAt ?? basis.StartAt,
        };
        List<HistoryEvent> events = next ?? [.. _received, .. turn];
        if (_end is not null)
        {
            events.Add(_end);
        }

        return new Checkpoint
        {
            Row = row,
            Whole = _start is not null,
            InputChanged = next is not null,
            CustomStatusChanged = _execution.CustomStatusChanged,
            Events = events,
            Outbox = Outgoing(turn, row, stamp),
            Received = _identified,
            DropsEarlierGenerations = next is not null || _replaced is not null,
        };
    }

    private List<OutgoingMessage> Outgoing(List<HistoryEvent> turn, InstanceRow row, string stamp)
    {
        List<OutgoingMessage> messages = [];
        foreach (HistoryEvent decision in turn)
        {
            string messageId = $"{stamp}.{decision.Id}";
            if (decision.Kind == EventKind.SubOrchestrationScheduled)
            {
                messages.Add(new OutgoingMessage(EventKind.ExecutionStarted, decision.Other!, messageId, decision with
                {
                    Kind = EventKind.ExecutionStarted,
                    Id = null,
                    Other = null,
                    Parent = new ParentRef(instance.Id, row.Name, _execution.Generation, decision.Id!.Value),
                }, 0));
            }
            else if (decision.Kind == EventKind.EventSent)
            {
                HistoryEvent raised = decision with { Kind = EventKind.EventRaised, Id = null, Other = null };
                messages.Add(new OutgoingMessage(EventKind.EventRaised, decision.Other!, messageId, raised, 0));
            }
        }

        if (_end is not null && row.Parent is { } parent)
        {
            messages.Add(ToParent(parent, _end, stamp));
        }

        if (_replaced is { IsOpen: true, Parent: { } deserted })
        {
            messages.Add(ToParent(deserted, new HistoryEvent { Kind = EventKind.ExecutionTerminated }, stamp));
        }

        if (_recursive)
        {
            messages.AddRange(_execution.OpenTasks.Where(task => task.Kind == EventKind.SubOrchestrationScheduled).Select(task =>
                new OutgoingMessage(EventKind.ExecutionTerminated, task.Other!, $"{stamp}.{task.Id}", new HistoryEvent { Kind = EventKind.ExecutionTerminated, Data = _end!.Data }, 0)));
        }

        return messages;
    }

    private OutgoingMessage ToParent(ParentRef parent, HistoryEvent end, string stamp)
    {
        bool completed = end.Kind == EventKind.ExecutionCompleted;
        HistoryEvent outcome = new()
        {
            Kind = completed ? EventKind.SubOrchestrationCompleted : EventKind.SubOrchestrationFailed,
            Id = parent.TaskId,
            Data = completed ? end.Data : null,
            Failure = completed ? null : end.Failure
                ?? new TaskFailureDetails("Terminated", $"The sub-orchestration '{instance.Id}' was terminated.", null, null, null),
        };
        return new OutgoingMessage(outcome.Kind, parent.Id, stamp, outcome, parent.Generation);
    }

    private void Publish(Checkpoint checkpoint, string etag, List<HistoryEvent> turn, List<HistoryEvent>? next)
    {
        int generation = _execution.Generation;
        instance.Row = (checkpoint.Row with { ETag = etag }).Slim();
        instance.Received!.UnionWith(_identified);
        _execution.CustomStatusChanged = false;
        if (_end is not null)
        {
            instance.DropExecution();
        }
        else if (next is not null)
        {
            instance.Execution = session.NewExecution(instance.Id, generation + 1);
            next.ForEach(instance.Execution.Accept);
            instance.NeedsTurn = true;
        }

        foreach (HistoryEvent decision in turn)
        {
            if (decision.Kind == EventKind.TaskScheduled)
            {
                session.Activities.Dispatch(instance.Id, generation, decision);
            }
        }

        if (checkpoint.Outbox.Count > 0)
        {
            session.Outbox.Deliver(new OutboxRow(instance.Id, checkpoint.Row.Revision, checkpoint.Outbox), again: false);
        }

        session.SetWake(instance, instance.Row.IsOpen ? instance.Row.WakeAt : null);
        Answer();
        session.Changed(instance.Row, _start is not null, _end);
    }
}
