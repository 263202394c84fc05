using Kkr.Runtime.Time;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>Knows when sleeping instances must be woken: one heap and one timer for all.</summary>
internal sealed class WakeClock : IDisposable
{
    // A wall clock may be set while we sleep, and timers have an upper limit; a virtual clock does neither.
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Instance, DateTimeOffset> _queue = new();
    private readonly TimeProvider _time;
    private readonly Action<Instance> _wake;
    private readonly ITimer _timer;
    private DateTimeOffset? _armed;
    private int _waiting;
    private bool _disposed;

    public WakeClock(TimeProvider time, Action<Instance> wake)
    {
        _time = time;
        _wake = wake;
        _timer = time.CreateTimer(static clock => ((WakeClock)clock!).Elapsed(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes an instance at an instant; null if it has nothing to wait for.</summary>
    public void Set(Instance instance, DateTimeOffset? at)
    {
        lock (_lock)
        {
            if (_disposed || instance.QueuedWake == at)
            {
                return;
            }

            _waiting += (at is null ? 0 : 1) - (instance.QueuedWake is null ? 0 : 1);
            instance.QueuedWake = at;
            if (at is { } due)
            {
                _queue.Enqueue(instance, due);
            }

            if (_queue.Count > 1000 + (2 * _waiting))
            {
                Compact();
            }

            Arm();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _queue.Clear();
            _timer.Dispose();
        }
    }

    private void Elapsed()
    {
        List<Instance> due = [];
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            _armed = null;
            while (!_disposed && Earliest() is { } at && at <= now)
            {
                // Another entry of the same instant and instance, if there is one, is left over from now on.
                Instance instance = _queue.Dequeue();
                instance.QueuedWake = null;
                _waiting--;
                due.Add(instance);
            }

            Arm();
        }

        due.ForEach(_wake);
    }

    /// <summary>Gives the earliest wake-up, leaving out entries that are not their instance's latest.</summary>
    private DateTimeOffset? Earliest()
    {
        while (_queue.TryPeek(out Instance? instance, out DateTimeOffset at))
        {
            if (instance.QueuedWake == at)
            {
                return at;
            }

            _queue.Dequeue();
        }

        return null;
    }

    private void Compact()
    {
        List<(Instance, DateTimeOffset)> current = [.. _queue.UnorderedItems
            .Where(entry => entry.Element.QueuedWake == entry.Priority)
            .Select(entry => (entry.Element, entry.Priority))
            .DistinctBy(entry => entry.Element)];
        _queue.Clear();
        _queue.EnqueueRange(current);
    }

    private void Arm()
    {
        DateTimeOffset? earliest = _disposed ? null : Earliest();
        if (earliest == _armed)
        {
            return;
        }

        _armed = earliest;
        if (earliest is not { } at)
        {
            // A virtual clock must not run to an instant at which nobody wakes any more.
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        TimeSpan wait = at - _time.GetUtcNow();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        if (_time is not VirtualTimeProvider && wait > LongestNap)
        {
            wait = LongestNap;
        }

        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
