using Kkr.Runtime.Time;

namespace Kkr.Workflow.LocalRun.Play;

/// <summary>The time on stage: it stands still while people act, and runs when the player waits.</summary>
internal interface IStageClock
{
    DateTimeOffset Now { get; }

    /// <summary>Lets time run until <paramref name="instant"/>, with everything that falls due on the way.</summary>
    Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellation);
}

/// <summary>A virtual clock of this process, which the caller holds.</summary>
internal sealed class HeldClock(VirtualTimeProvider clock) : IStageClock
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellation) => clock.WaitUntilAsync(instant, cancellation);
}
