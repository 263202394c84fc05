using Kkr.Runtime.FunctionsHost.Settings;

namespace Kkr.Runtime.FunctionsHost.Http;

/// <summary>Limits how many requests run and how many wait, as host.json says.</summary>
internal sealed class RequestGate : IDisposable
{
    private readonly SemaphoreSlim? _running;
    private readonly int _most;
    private int _outstanding;

    public RequestGate(HostJson hostJson)
    {
        _most = hostJson.MaxOutstandingRequests;
        _running = hostJson.MaxConcurrentRequests > 0 ? new SemaphoreSlim(hostJson.MaxConcurrentRequests) : null;
    }

    /// <summary>Waits for a place among the running requests; null when too many are outstanding already.</summary>
    public async Task<Place?> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _outstanding) > _most && _most >= 0)
        {
            Interlocked.Decrement(ref _outstanding);
            return null;
        }

        try
        {
            if (_running is not null)
            {
                await _running.WaitAsync(cancellationToken);
            }

            return new Place(this);
        }
        catch
        {
            Interlocked.Decrement(ref _outstanding);
            throw;
        }
    }

    public void Dispose() => _running?.Dispose();

    internal sealed class Place(RequestGate gate) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref gate._outstanding);
            gate._running?.Release();
        }
    }
}
