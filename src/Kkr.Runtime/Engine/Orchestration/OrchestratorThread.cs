namespace Kkr.Runtime.Engine.Orchestration;

/// <summary>Runs an orchestrator's continuations one after another on the thread that runs its turn, and notices strangers.</summary>
internal sealed class OrchestratorThread(Action onForeignContinuation) : SynchronizationContext
{
    private const int Nobody = -1;

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private volatile int _owner = Nobody;

    public bool IsCurrent => _owner == Environment.CurrentManagedThreadId;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            _queue.Enqueue((d, state));
        }
        else
        {
            // A continuation from outside: the orchestrator awaited something that no replay can repeat.
            onForeignContinuation();
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            d(state);
        }
        else
        {
            onForeignContinuation();
        }
    }

    /// <summary>Runs work as the orchestrator's thread.</summary>
    public void Enter(Action work)
    {
        SynchronizationContext? previous = Current;
        _owner = Environment.CurrentManagedThreadId;
        SetSynchronizationContext(this);
        try
        {
            work();
        }
        finally
        {
            SetSynchronizationContext(previous);
            _owner = Nobody;
        }
    }

    /// <summary>Runs continuations until none is left.</summary>
    public void Drain()
    {
        while (_queue.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
        }
    }

    /// <summary>
    /// Completes a task. Without a current context, awaits that captured this one are queued in order, and those that
    /// captured none run right here instead of moving to the thread pool.
    /// </summary>
    public static void Complete(Action complete)
    {
        SynchronizationContext? previous = Current;
        SetSynchronizationContext(null);
        try
        {
            complete();
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }
}
