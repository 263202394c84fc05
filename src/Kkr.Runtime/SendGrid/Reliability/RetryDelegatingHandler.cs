namespace SendGrid.Helpers.Reliability;

/// <summary>Sends a request again when SendGrid failed or could not be reached.</summary>
public class RetryDelegatingHandler : DelegatingHandler
{
    private readonly ReliabilitySettings _settings;

    /// <summary>A handler that ends in the ordinary network.</summary>
    /// <param name="settings">How often and how late.</param>
    public RetryDelegatingHandler(ReliabilitySettings settings)
        : this(new HttpClientHandler(), settings)
    {
    }

    /// <summary>A handler in front of another.</summary>
    /// <param name="innerHandler">The other.</param>
    /// <param name="settings">How often and how late.</param>
    public RetryDelegatingHandler(HttpMessageHandler innerHandler, ReliabilitySettings settings)
        : base(innerHandler)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (int failures = 0; ; failures++)
        {
            bool last = failures >= _settings.MaximumNumberOfRetries;
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
                if (last || !_settings.RetriableServerErrorStatusCodes.Contains(response.StatusCode))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception exception) when (!last && !cancellationToken.IsCancellationRequested && exception is HttpRequestException or TaskCanceledException)
            {
                // Tried again below.
            }

            await Task.Delay(Wait(failures), cancellationToken);
        }
    }

    private TimeSpan Wait(int failures)
    {
        double spread = 0.8 + (Random.Shared.NextDouble() * 0.4);
        TimeSpan wait = _settings.MinimumBackOff + (_settings.DeltaBackOff * (Math.Pow(2, failures) - 1) * spread);
        return wait < _settings.MaximumBackOff ? wait : _settings.MaximumBackOff;
    }
}
