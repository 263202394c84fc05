using Azure;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>When and how soon a call that storage did not answer is made again.</summary>
internal static class StorageRetry
{
    /// <summary>The attempts of a client's read: some ten seconds in all. Nobody else would tell the caller that storage is away.</summary>
    private const int ClientAttempts = 10;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Tells apart what will not succeed when repeated: a request that storage finds wrong, and our own errors.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        HubLostException or StaleRowException or ArgumentException or NotSupportedException or System.Text.Json.JsonException => false,
        RequestFailedException { Status: 400 or 401 or 403 or 413 or 414 } => false,
        _ => true,
    };

    /// <summary>Waits before the attempt after this one, counted from 0.</summary>
    public static Task DelayAsync(int attempt, CancellationToken cancellation)
    {
        double milliseconds = Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 16)), LongestDelay.TotalMilliseconds);

        // Real time on purpose: storage does not recover on virtual time.
        return Task.Delay(TimeSpan.FromMilliseconds(milliseconds * (0.5 + (Random.Shared.NextDouble() / 2))), TimeProvider.System, cancellation);
    }

    /// <summary>Makes a client's call, which may be made any number of times, until it succeeds or has failed too often.</summary>
    public static async Task<T> ClientCallAsync<T>(Func<Task<T>> call, ILogger logger, CancellationToken cancellation)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (attempt + 1 < ClientAttempts && IsTransient(exception) && !cancellation.IsCancellationRequested)
            {
                EngineLog.StorageRetry(logger, attempt + 1, exception.GetType().Name);
            }

            await DelayAsync(attempt, cancellation);
        }
    }
}
