using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;

namespace Kkr.Workflow.Adapters.SendGrid;

/// <summary>
/// Remembers how long SendGrid wants to be left alone, for each kind of question by itself as SendGrid counts them. Sixty mails that leave side by side
/// then hear of it once and not sixty times.
/// </summary>
internal sealed class SendGridPace(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> closed = new(StringComparer.Ordinal);

    /// <summary>How long there is still to wait, or null.</summary>
    public TimeSpan? Wait(string doing)
    {
        TimeSpan left = closed.TryGetValue(doing, out DateTimeOffset until) ? until - time.GetUtcNow() : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : null;
    }

    /// <summary>Takes note of an answer.</summary>
    public void Hear(string doing, int status, HttpResponseHeaders? headers)
    {
        bool isEmpty = Text(headers, "X-RateLimit-Remaining") == "0";
        if ((status == 429 || isEmpty) && AskedFor(headers) is { } wait)
        {
            closed[doing] = time.GetUtcNow() + wait;
        }
    }

    /// <summary>How long an answer asks for: <c>Retry-After</c> in seconds or as a date, else <c>X-RateLimit-Reset</c> in Unix seconds. Null when it says nothing.</summary>
    public TimeSpan? AskedFor(HttpResponseHeaders? headers) => AskedPause.Of(headers?.RetryAfter, time.GetUtcNow())
        ?? (long.TryParse(Text(headers, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out long reset)
            && reset <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? AskedPause.Within(DateTimeOffset.FromUnixTimeSeconds(reset) - time.GetUtcNow())
                : null);

    private static string? Text(HttpResponseHeaders? headers, string name) =>
        headers is not null && headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
