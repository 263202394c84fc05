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
    private DateTimeOffset _armed = DateTimeOffset.MaxValue;
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

            instance.QueuedWake = at;
            if (at is { } due)
            {
                _queue.Enqueue(instance, due);
                Arm(due);
            }
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
            _armed = DateTimeOffset.MaxValue;
            while (!_disposed && _queue.TryPeek(out Instance? instance, out DateTimeOffset at))
            {
                // An entry that is not the instance's latest one is left over.
                bool current = instance.QueuedWake == at;
                if (current && at > now)
                {
                    Arm(at);
                    break;
                }

                _queue.Dequeue();
                if (current)
                {
                    instance.QueuedWake = null;
                    due.Add(instance);
                }
            }
        }

        due.ForEach(_wake);
    }

    private void Arm(DateTimeOffset at)
    {
        if (at >= _armed)
        {
            return;
        }

        _armed = at;
        TimeSpan wait = at - _time.GetUtcNow();
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        if (_time is not VirtualTimeProvider && wait > LongestNap)
        {
            wait = LongestNap;
        }

        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
