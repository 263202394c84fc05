using System.Net.Http.Headers;

namespace Kkr.Workflow.Adapters;

/// <summary>How long a provider asks to be left alone.</summary>
internal static class AskedPause
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>What <c>Retry-After</c> asks for, in seconds or as a date; null when it says nothing.</summary>
    public static TimeSpan? Of(RetryConditionHeaderValue? asked, DateTimeOffset now) =>
        asked?.Delta is { } delta ? Within(delta) : asked?.Date is { } date ? Within(date - now) : null;

    /// <summary>A pause that can be kept: two clocks never agree quite, and one that is far off must neither hammer nor keep anything for days.</summary>
    public static TimeSpan Within(TimeSpan asked) => TimeSpan.FromTicks(Math.Clamp(asked.Ticks, Shortest.Ticks, Longest.Ticks));
}
