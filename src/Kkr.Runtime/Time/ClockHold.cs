namespace Kkr.Runtime.Time;

/// <summary>Keeps a virtual clock still while there is work; does nothing to a real one.</summary>
internal interface IClockHold
{
    void Acquire();

    void Release();
}

/// <summary>Makes clock holds.</summary>
internal static class ClockHold
{
    private static readonly IClockHold Nothing = new NoHold();

    public static IClockHold For(TimeProvider time) => time is VirtualTimeProvider clock ? new VirtualHold(clock) : Nothing;

    private sealed class VirtualHold(VirtualTimeProvider clock) : IClockHold
    {
        public void Acquire() => clock.AcquireHold();

        public void Release() => clock.ReleaseHold();
    }

    private sealed class NoHold : IClockHold
    {
        public void Acquire()
        {
            // A real clock cannot be held.
        }

        public void Release()
        {
            // A real clock cannot be held.
        }
    }
}
