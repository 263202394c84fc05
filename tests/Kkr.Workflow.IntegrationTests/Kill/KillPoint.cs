using System.Globalization;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>What a process is killed at.</summary>
internal enum KillAt
{
    /// <summary>The n-th time within an instant that it asks the world for something or hears the answer.</summary>
    Event,

    /// <summary>The n-th time since its own start, or as soon as it has recovered.</summary>
    StartUp,

    /// <summary>The n-th time within an instant that the provider has just taken a mail: before that is written down.</summary>
    MailAccepted,

    /// <summary>About as many milliseconds after an instant, by another process that does not know what this one is doing.</summary>
    FromOutside,
}

/// <summary>When a process is killed.</summary>
/// <param name="At">What is counted.</param>
/// <param name="Instant">From when on it is counted: an instant of the clock that the app goes by. One that has passed counts from the process's start.</param>
/// <param name="Count">How many.</param>
internal sealed record KillPoint(KillAt At, DateTimeOffset Instant, long Count)
{
    public static KillPoint? Parse(string text) => text.Split('/') is [string at, string ticks, string count]
        ? new KillPoint(Enum.Parse<KillAt>(at), new DateTimeOffset(Number(ticks), TimeSpan.Zero), Number(count))
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}/{Instant.UtcTicks}/{Count}");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
