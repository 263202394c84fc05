namespace Kkr.Runtime.Time;

/// <content>The clock's timers. Their state is guarded by the clock's lock.</content>
public sealed partial class VirtualTimeProvider
{
    private sealed class VirtualTimer(VirtualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private (long Due, long Order)? _at;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _disposed;

        public bool IsAt((long Due, long Order) at) => _at == at;

        public void Fire()
        {
            if (!_disposed)
            {
                callback(state);
            }
        }

        public void Arm(long due, TimeSpan period)
        {
            Disarm();
            _period = period;
            _at = (due, clock._order++);
            clock._armed++;
            clock._queue.Enqueue(this, _at.Value);
        }

        public void Elapsed()
        {
            Disarm();
            if (_period > TimeSpan.Zero)
            {
                Arm(clock._now + _period.Ticks, _period);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed)
                {
                    return false;
                }

                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    Disarm();
                }
                else
                {
                    ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
                    Arm(clock._now + dueTime.Ticks, period);
                }

                clock.Wake();
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                Disarm();
                clock.Wake();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Disarm()
        {
            if (_at is not null)
            {
                _at = null;
                clock._armed--;
            }
        }
    }
}
