namespace Kkr.Runtime.Engine.Hub;

/// <summary>Those who wait for instances to start or to end.</summary>
internal sealed class Waiters
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Waiter>> _byInstance = new(StringComparer.Ordinal);
    private Exception? _failure;

    /// <summary>Begins to wait. Dispose what is returned when no longer interested.</summary>
    public Waiter Add(string instanceId, bool forEnd)
    {
        Waiter waiter = new(this, instanceId, forEnd);
        lock (_lock)
        {
            if (_failure is not null)
            {
                waiter.Source.SetException(_failure);
            }
            else if (_byInstance.TryGetValue(instanceId, out List<Waiter>? waiters))
            {
                waiters.Add(waiter);
            }
            else
            {
                _byInstance[instanceId] = [waiter];
            }
        }

        return waiter;
    }

    /// <summary>Tells that an instance has started, and perhaps ended.</summary>
    public void Tell(string instanceId, bool ended)
    {
        lock (_lock)
        {
            if (_byInstance.TryGetValue(instanceId, out List<Waiter>? waiters))
            {
                waiters.ForEach(waiter => _ = (ended || !waiter.ForEnd) && waiter.Source.TrySetResult());
                if (waiters.RemoveAll(waiter => waiter.Source.Task.IsCompleted) > 0 && waiters.Count == 0)
                {
                    _byInstance.Remove(instanceId);
                }
            }
        }
    }

    /// <summary>Fails all who wait, now and later.</summary>
    public void Fail(Exception failure)
    {
        lock (_lock)
        {
            _failure = failure;
            foreach (Waiter waiter in _byInstance.Values.SelectMany(list => list))
            {
                waiter.Source.TrySetException(failure);
            }

            _byInstance.Clear();
        }
    }

    private void Remove(Waiter waiter)
    {
        lock (_lock)
        {
            if (_byInstance.TryGetValue(waiter.InstanceId, out List<Waiter>? waiters) && waiters.Remove(waiter) && waiters.Count == 0)
            {
                _byInstance.Remove(waiter.InstanceId);
            }
        }
    }

    /// <summary>One who waits.</summary>
    internal sealed class Waiter(Waiters owner, string instanceId, bool forEnd) : IDisposable
    {
        public string InstanceId { get; } = instanceId;

        public bool ForEnd { get; } = forEnd;

        public TaskCompletionSource Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            owner.Remove(this);

            // Nobody looks any more.
            _ = Source.Task.Exception;
        }
    }
}
