using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.LocalRun.Inbox.Faults;

/// <summary>SendGrid's three headers on every answer: how many requests a period takes, how many are left, and when the next begins (Unix seconds).</summary>
internal sealed class RateLimit(TimeProvider time)
{
    // The real figure depends on the account; nothing here refuses by it. For that there is --fault mail:429@….
    private const int PerMinute = 600;

    private readonly Lock _lock = new();
    private long _minute;
    private int _asked;

    /// <summary>Counts a request and says so in its answer.</summary>
    public void Count(HttpResponse response)
    {
        long minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        int left;
        lock (_lock)
        {
            (_minute, _asked) = minute == _minute ? (_minute, _asked + 1) : (minute, 1);
            left = Math.Max(1, PerMinute - _asked);
        }

        Write(response, left, DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60));
    }

    public static void Write(HttpResponse response, int remaining, DateTimeOffset reset)
    {
        response.Headers["X-RateLimit-Limit"] = PerMinute.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Reset"] = reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }
}
