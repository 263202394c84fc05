using Microsoft.DurableTask;
using Kkr.Runtime.Engine.History;

namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>
/// One generation of one instance, running: the orchestrator's code, what it waits for and what it has decided.
/// History goes in through <see cref="Replay"/>; new events through <see cref="Accept"/> and <see cref="RunTurn"/>.
/// </summary>
internal sealed partial class OrchestrationExecution
{
    private readonly OrchestratorThread _thread;
    private readonly Dictionary<int, PendingTask> _pending = [];
    private readonly SortedSet<(DateTimeOffset At, int Id)> _timers = [];
    private readonly List<HistoryEvent> _unprocessed = [];
    private readonly HashSet<int> _arrived = [];
    private readonly Queue<HistoryEvent> _decided = new();
    private Task<object?>? _code;
    private ITaskOrchestrator? _orchestrator;
    private int _nextId;
    private bool _foreign;
    private (string? Input, string? Version, bool Preserve)? _next;

    public OrchestrationExecution(ExecutionEnvironment environment, string instanceId, int generation, Action onForeignContinuation)
    {
        Environment = environment;
        InstanceId = instanceId;
        Generation = generation;
        _thread = new OrchestratorThread(() =>
        {
            _foreign = true;
            onForeignContinuation();
        });
    }

    public ExecutionEnvironment Environment { get; }

    public string InstanceId { get; }

    public int Generation { get; }

    public bool IsReplaying { get; private set; }

    /// <summary>Gets the time of the present turn.</summary>
    public DateTime TurnTime { get; private set; }

    /// <summary>Gets the time of the first turn.</summary>
    public DateTime StartTime { get; private set; }

    public bool IsSuspended { get; private set; }

    /// <summary>Gets how the code ended; null while it has not.</summary>
    public HistoryEvent? End { get; private set; }

    /// <summary>Gets what the next generation starts with: its start and the events carried over. Null unless the code asked for one.</summary>
    public List<HistoryEvent>? NextGeneration { get; private set; }

    public string? CustomStatus { get; private set; }

    public bool CustomStatusChanged { get; set; }

    public bool HasUnprocessed => _unprocessed.Count > 0;

    public HistoryEvent? Started { get; private set; }

    public DateTimeOffset? EarliestTimer
    {
        get
        {
            foreach ((DateTimeOffset at, int id) in _timers)
            {
                if (!_arrived.Contains(id))
                {
                    return at;
                }
            }

            return null;
        }
    }

    /// <summary>Gets the activities and sub-orchestrations that have been decided on and have no result.</summary>
    public IEnumerable<HistoryEvent> OpenTasks => _pending.Values
        .Where(task => task.Scheduled.Kind != EventKind.TimerCreated && !_arrived.Contains(task.Scheduled.Id!.Value))
        .Select(task => task.Scheduled);

    /// <summary>Runs the code over its stored history. Throws <see cref="NonDeterministicException"/> where they differ.</summary>
    public void Replay(List<HistoryEvent> history)
    {
        IsReplaying = true;
        try
        {
            foreach (HistoryEvent stored in history)
            {
                if (stored.Kind == EventKind.Turn)
                {
                    EnsureAllDecisionsStored();
                    Run(stored.At!.Value);
                }
                else if (stored.IsDecision)
                {
                    Match(stored);
                }
                else if (!stored.IsEnd)
                {
                    Accept(stored);
                }
            }

            EnsureAllDecisionsStored();
        }
        finally
        {
            IsReplaying = false;
            CustomStatusChanged = false;
        }
    }

    /// <summary>Takes a received event in; the code sees it at the next turn.</summary>
    public void Accept(HistoryEvent received)
    {
        switch (received.Kind)
        {
            case EventKind.Suspended:
                IsSuspended = true;
                return;
            case EventKind.Resumed:
                IsSuspended = false;
                return;
            case EventKind.ExecutionStarted:
                Started = received;
                break;
            default:
                if (received.IsOutcome)
                {
                    _arrived.Add(received.Id!.Value);
                }

                break;
        }

        _unprocessed.Add(received);
    }

    /// <summary>Tells whether a task of this generation still waits for its first result.</summary>
    public bool Awaits(int taskId) => _pending.ContainsKey(taskId) && !_arrived.Contains(taskId);

    /// <summary>Gives the firings of timers that are due, earliest first.</summary>
    public List<HistoryEvent> DueTimers(DateTimeOffset now) =>
        [.. _timers.TakeWhile(timer => timer.At <= now).Where(timer => !_arrived.Contains(timer.Id))
            .Select(timer => new HistoryEvent { Kind = EventKind.TimerFired, Id = timer.Id, At = timer.At })];

    /// <summary>Lets the code see what was accepted. Gives the turn's events: its time and the decisions made.</summary>
    public List<HistoryEvent> RunTurn(DateTimeOffset now)
    {
        DateTimeOffset time = now;
        foreach (HistoryEvent accepted in _unprocessed)
        {
            // A clock that was set back must not let a timer fire before its time, nor orchestration time run backwards.
            time = accepted is { Kind: EventKind.TimerFired, At: { } due } && due > time ? due : time;
        }

        time = time.UtcDateTime < TurnTime ? new DateTimeOffset(TurnTime, TimeSpan.Zero) : time;
        Run(time);
        List<HistoryEvent> events = [new HistoryEvent { Kind = EventKind.Turn, At = time }, .. _decided];
        _decided.Clear();
        return events;
    }

    private void Run(DateTimeOffset time)
    {
        TurnTime = time.UtcDateTime;
        if (StartTime == default)
        {
            StartTime = TurnTime;
        }

        _thread.Enter(() =>
        {
            int seen = 0;
            while (seen < _unprocessed.Count && _code is not { IsCompleted: true })
            {
                Process(_unprocessed[seen++]);
                _thread.Drain();
            }

            _unprocessed.RemoveRange(0, seen);
        });

        Conclude();
    }

    private void Process(HistoryEvent received)
    {
        if (received.Kind == EventKind.ExecutionStarted)
        {
            Start(received);
        }
        else if (received.Kind == EventKind.EventRaised)
        {
            Raise(received);
        }
        else if (_pending.Remove(received.Id!.Value, out PendingTask? task))
        {
            _arrived.Remove(received.Id.Value);
            _timers.Remove((task.Scheduled.At ?? default, received.Id.Value));
            OrchestratorThread.Complete(() => task.Complete(received));
        }
    }

    private void Start(HistoryEvent started)
    {
        if (Environment.VersionProblem(started.Version) is { } problem)
        {
            End = Failed(new TaskFailureDetails("VersionMismatch", problem, null, null, null));
            return;
        }

        _orchestrator = Environment.CreateOrchestrator(started.Name!, started.Version);
        if (_orchestrator is null)
        {
            End = Failed(new TaskFailureDetails(
                "OrchestratorTaskNotFound", $"No orchestrator named '{started.Name}' is registered with this worker.", null, null, null));
            return;
        }

        _code = RunCodeAsync(_orchestrator, new EmbeddedOrchestrationContext(this, started), started.Data);
    }

    private async Task<object?> RunCodeAsync(ITaskOrchestrator orchestrator, EmbeddedOrchestrationContext context, string? input) =>
        await orchestrator.RunAsync(context, Environment.Converter.Deserialize(input, orchestrator.InputType));

    /// <summary>Looks after a turn whether the code has ended, starts over, or is stuck on something that is not durable.</summary>
    private void Conclude()
    {
        if (_foreign || (_code is { IsCompleted: false } && _pending.Count == 0 && _waiters.Count == 0))
        {
            throw NonDeterministicException.ForeignAwait();
        }

        if (_code is not { IsCompleted: true } || End is not null || NextGeneration is not null)
        {
            return;
        }

        if (_code.IsCompletedSuccessfully && _next is { } next)
        {
            IEnumerable<HistoryEvent> carried = next.Preserve ? _buffered.Concat(_unprocessed.Where(e => e.Kind == EventKind.EventRaised)) : [];
            NextGeneration = [Started! with { Data = next.Input, Version = next.Version }, .. carried];
        }
        else
        {
            End = Ended(_code);
        }
    }

    private HistoryEvent Ended(Task<object?> code)
    {
        try
        {
            return new HistoryEvent { Kind = EventKind.ExecutionCompleted, Data = Environment.Converter.Serialize(code.GetAwaiter().GetResult()) };
        }
        catch (Exception exception)
        {
            return Failed(Environment.Describe(exception));
        }
    }

    private static HistoryEvent Failed(TaskFailureDetails failure) => new() { Kind = EventKind.ExecutionFailed, Failure = failure };
}
