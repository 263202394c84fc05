namespace Kkr.Runtime.Engine.Hub;

/// <summary>Bounds how many sleeping orchestrators stay in memory: the one unused longest goes, and is replayed when it wakes.</summary>
internal sealed class LiveExecutions(int limit)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Instance> _order = new();

    /// <summary>Marks an instance as used. Called under the instance's gate, with its loop ended.</summary>
    public void Use(Instance instance)
    {
        if (instance.Execution is null)
        {
            return;
        }

        List<Instance> evicted = [];
        lock (_lock)
        {
            Unlink(instance);
            instance.LiveNode = _order.AddLast(instance);
            while (_order.Count > limit)
            {
                Instance oldest = _order.First!.Value;
                Unlink(oldest);
                evicted.Add(oldest);
            }
        }

        foreach (Instance oldest in evicted)
        {
            if (oldest == instance)
            {
                oldest.DropExecution();
            }
            else
            {
                // Its own gate must be taken, and never inside another's: another thread may hold it and want ours.
                ThreadPool.UnsafeQueueUserWorkItem(static asleep => Evict(asleep), oldest, preferLocal: false);
            }
        }
    }

    public void Remove(Instance instance)
    {
        lock (_lock)
        {
            Unlink(instance);
        }
    }

    private static void Evict(Instance instance)
    {
        lock (instance.Gate)
        {
            if (!instance.IsScheduled)
            {
                instance.DropExecution();
            }
        }
    }

    private void Unlink(Instance instance)
    {
        if (instance.LiveNode is { } node)
        {
            _order.Remove(node);
            instance.LiveNode = null;
        }
    }
}
