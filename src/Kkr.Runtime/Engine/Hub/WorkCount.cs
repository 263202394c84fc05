using Kkr.Runtime.Time;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>Counts work under way, holds the clock meanwhile, and tells when there is none.</summary>
internal sealed class WorkCount(IClockHold? hold = null) : IClockHold
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _none;

    public void Acquire()
    {
        hold?.Acquire();
        lock (_lock)
        {
            _count++;
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _none?.TrySetResult();
                _none = null;
            }
        }

        hold?.Release();
    }

    public Task WhenNoneAsync()
    {
        lock (_lock)
        {
            return _count == 0 ? Task.CompletedTask : (_none ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
