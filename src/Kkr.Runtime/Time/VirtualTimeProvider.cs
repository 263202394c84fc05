namespace Kkr.Runtime.Time;

/// <summary>A clock that jumps from timer to timer, so that what waits for a year takes no time at all.</summary>
/// <remarks>
/// Whoever has work under way holds the clock. When nobody holds it, it jumps to the earliest timer's due time and fires what is due;
/// with no timers it stands still. Callbacks run one after another on the thread pool, in order of due time and then of creation,
/// and the clock stands still while they run.
/// </remarks>
public sealed partial class VirtualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _queue = new();
    private readonly List<TaskCompletionSource> _idle = [];
    private readonly Action<DateTimeOffset>? _moved;
    private long _now;
    private long _order;
    private int _holds;
    private int _armed;
    private bool _pumping;

    /// <summary>Makes a clock.</summary>
    /// <param name="start">The instant it shows until it first moves.</param>
    public VirtualTimeProvider(DateTimeOffset start)
        : this(start, null)
    {
    }

    /// <summary>Makes a clock that tells where it has got to, so that another process can go on from there.</summary>
    /// <param name="start">The instant it shows until it first moves.</param>
    /// <param name="moved">Told each new instant before anything that falls due then can run. It must be quick and leave the clock alone.</param>
    public VirtualTimeProvider(DateTimeOffset start, Action<DateTimeOffset>? moved)
    {
        _now = start.UtcTicks;
        _moved = moved;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        VirtualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Stops the clock until what is returned is disposed. Holds are counted.</summary>
    /// <returns>The hold; disposing it more than once does nothing.</returns>
    public IDisposable Hold()
    {
        AcquireHold();
        return new HoldRelease(this);
    }

    /// <summary>Waits for an instant. The caller must hold the clock: the hold is given up meanwhile and taken again before the clock can move on.</summary>
    /// <param name="instant">The instant; one that has passed returns at once.</param>
    /// <param name="cancellationToken">Ends the wait early; the hold is taken again then too.</param>
    /// <returns>A task that completes when the clock shows the instant.</returns>
    /// <exception cref="InvalidOperationException">Nobody holds the clock.</exception>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int ended = 0;
        VirtualTimer timer;
        lock (_lock)
        {
            if (_holds == 0)
            {
                throw new InvalidOperationException("Hold the clock before waiting on it: it may otherwise pass the instant first.");
            }

            if (instant.UtcTicks <= _now)
            {
                return;
            }

            timer = new VirtualTimer(this, _ => End(cancelled: false), null);
            timer.Arm(instant.UtcTicks, Timeout.InfiniteTimeSpan);
        }

        await using (cancellationToken.UnsafeRegister(_ => End(cancelled: true), null))
        {
            ReleaseHold();
            await reached.Task;
        }

        timer.Dispose();
        cancellationToken.ThrowIfCancellationRequested();

        void End(bool cancelled)
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                AcquireHold();
                reached.SetResult();
            }
        }
    }

    /// <summary>Waits until nobody holds the clock and no timer is pending.</summary>
    /// <returns>A task that completes then.</returns>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (IsIdle)
            {
                return Task.CompletedTask;
            }

            TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _idle.Add(idle);
            return idle.Task;
        }
    }

    /// <summary>Takes a hold without an object to dispose.</summary>
    internal void AcquireHold()
    {
        lock (_lock)
        {
            _holds++;
        }
    }

    /// <summary>Gives back a hold taken by <see cref="AcquireHold"/>.</summary>
    internal void ReleaseHold()
    {
        lock (_lock)
        {
            _holds--;
            Wake();
        }
    }

    private bool IsIdle => _holds == 0 && _armed == 0 && !_pumping;

    /// <summary>Starts moving the clock if nothing holds it. Called under the lock.</summary>
    private void Wake()
    {
        if (_holds != 0 || _pumping)
        {
            return;
        }

        if (_armed == 0)
        {
            _queue.Clear();
            _idle.ForEach(idle => idle.SetResult());
            _idle.Clear();
            return;
        }

        _pumping = true;
        ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Pump(), this, preferLocal: false);
    }

    private void Pump()
    {
        List<VirtualTimer> due = [];
        while (true)
        {
            lock (_lock)
            {
                if (due.Count > 0)
                {
                    _holds--;
                    due.Clear();
                }

                if (_holds != 0 || _armed == 0)
                {
                    _pumping = false;
                    Wake();
                    return;
                }

                TakeDue(due);
                _holds++;
            }

            foreach (VirtualTimer timer in due)
            {
                timer.Fire();
            }
        }
    }

    /// <summary>Moves the clock to the earliest timer and takes every timer due then. Called under the lock.</summary>
    private void TakeDue(List<VirtualTimer> due)
    {
        while (_queue.TryPeek(out VirtualTimer? timer, out (long Due, long Order) at) && (due.Count == 0 || at.Due <= _now))
        {
            _queue.Dequeue();
            if (!timer.IsAt(at))
            {
                continue;
            }

            if (at.Due > _now)
            {
                _now = at.Due;
                _moved?.Invoke(GetUtcNow());
            }

            due.Add(timer);
            timer.Elapsed();
        }
    }

    private sealed class HoldRelease(VirtualTimeProvider clock) : IDisposable
    {
        private VirtualTimeProvider? _clock = clock;

        public void Dispose() => Interlocked.Exchange(ref _clock, null)?.ReleaseHold();
    }
}
