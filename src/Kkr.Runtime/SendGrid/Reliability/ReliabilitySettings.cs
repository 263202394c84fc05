using System.Net;

namespace SendGrid.Helpers.Reliability;

/// <summary>How often and how late a request that failed on SendGrid's side is sent again. The default is not at all.</summary>
public class ReliabilitySettings
{
    /// <summary>No retries.</summary>
    public ReliabilitySettings()
        : this(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero)
    {
    }

    /// <summary>Retries that wait longer and longer.</summary>
    /// <param name="maximumNumberOfRetries">0 to 5.</param>
    /// <param name="minimumBackoff">The shortest wait.</param>
    /// <param name="maximumBackOff">The longest wait, at most 30 seconds.</param>
    /// <param name="deltaBackOff">What the wait grows by, doubled each time and spread by a fifth either way; at most 30 seconds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    /// <exception cref="ArgumentException">The shortest wait is longer than the longest.</exception>
    public ReliabilitySettings(int maximumNumberOfRetries, TimeSpan minimumBackoff, TimeSpan maximumBackOff, TimeSpan deltaBackOff)
    {
        TimeSpan limit = TimeSpan.FromSeconds(30);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumNumberOfRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumNumberOfRetries, 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBackOff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumBackOff, limit);
        ArgumentOutOfRangeException.ThrowIfLessThan(deltaBackOff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deltaBackOff, limit);
        if (minimumBackoff > maximumBackOff)
        {
            throw new ArgumentException("The shortest wait is longer than the longest.", nameof(minimumBackoff));
        }

        MaximumNumberOfRetries = maximumNumberOfRetries;
        MinimumBackOff = minimumBackoff;
        MaximumBackOff = maximumBackOff;
        DeltaBackOff = deltaBackOff;
        RetriableServerErrorStatusCodes = [.. DefaultRetriableServerErrorStatusCodes];
    }

    /// <summary>500, 502, 503 and 504.</summary>
    public static List<HttpStatusCode> DefaultRetriableServerErrorStatusCodes { get; } =
    [
        HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout,
    ];

    /// <summary>How often a request is sent again.</summary>
    public int MaximumNumberOfRetries { get; }

    /// <summary>The shortest wait.</summary>
    public TimeSpan MinimumBackOff { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan MaximumBackOff { get; }

    /// <summary>What the wait grows by.</summary>
    public TimeSpan DeltaBackOff { get; }

    /// <summary>The statuses after which a request is sent again; may be changed.</summary>
    public List<HttpStatusCode> RetriableServerErrorStatusCodes { get; }
}
