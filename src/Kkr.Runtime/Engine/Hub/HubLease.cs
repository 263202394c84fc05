using Kkr.Runtime.Engine.History;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine.Hub;

/// <summary>
/// Ownership of the hub for one epoch. The owner trusts it only for a part of its duration after the last renewal was asked for,
/// by a clock that cannot be set, so it stops writing before anybody else may take over.
/// </summary>
internal sealed class HubLease
{
    private const double TrustedPart = 0.8;

    private readonly IHistoryStore _store;
    private readonly TimeSpan _duration;
    private readonly Action _losing;
    private readonly ILogger _logger;

    // Never disposed: what is still under way when the hub is lost looks at it last.
    private readonly CancellationTokenSource _lost = new();
    private LeaseRow _row;
    private long _renewed;
    private int _isLost;

    private HubLease(IHistoryStore store, LeaseRow row, long asked, TimeSpan duration, Action losing, ILogger logger)
    {
        _losing = losing;
        _store = store;
        _row = row;
        _renewed = asked;
        _duration = duration;
        _logger = logger;
    }

    public long Epoch => _row.Epoch;

    /// <summary>Gets a token that is cancelled when the hub is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the hub if nobody owns it. No lease if somebody does (it is theirs), or was faster. Clean if the last owner gave it up or there was none.</summary>
    /// <param name="store">Holds the lease.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="duration">For how long it holds without renewal.</param>
    /// <param name="losing">Called once when the hub is lost, before anybody is told.</param>
    /// <param name="logger">The engine's log.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task<(HubLease? Lease, bool Clean, bool IsTheirs)> TryAcquireAsync(
        IHistoryStore store, string owner, TimeSpan duration, Action losing, ILogger logger, CancellationToken cancellation)
    {
        LeaseRow? present = await store.ReadLeaseAsync(cancellation);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (present is not null && present.Expires > now && present.Owner != owner)
        {
            return (null, false, true);
        }

        long asked = TimeProvider.System.GetTimestamp();
        LeaseRow? taken = await store.WriteLeaseAsync(
            new LeaseRow(owner, (present?.Epoch ?? 0) + 1, now + duration, present?.ETag), cancellation);
        bool clean = present is null || present.Expires == DateTimeOffset.UnixEpoch;
        return (taken is null ? null : new HubLease(store, taken, asked, duration, losing, logger), clean, false);
    }

    public void ThrowIfLost()
    {
        if (_lost.IsCancellationRequested || TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _renewed)) > _duration * TrustedPart)
        {
            Lose();
            throw new HubLostException("This host does not own the task hub any more.");
        }
    }

    public void Lose()
    {
        if (Interlocked.Exchange(ref _isLost, 1) == 0)
        {
            _losing();
            _lost.Cancel();
        }
    }

    /// <summary>Renews until the hub is lost or the token asks to stop.</summary>
    public async Task KeepAsync(TimeSpan interval, CancellationToken stop)
    {
        using PeriodicTimer timer = new(interval, TimeProvider.System);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, Lost);
        try
        {
            while (await timer.WaitForNextTickAsync(either.Token))
            {
                await RenewAsync(either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping, or lost meanwhile.
        }
    }

    /// <summary>Gives the hub up at once, so that the next host need not wait.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await _store.WriteLeaseAsync(_row with { Expires = DateTimeOffset.UnixEpoch }, CancellationToken.None);
        }
        catch (Exception exception)
        {
            EngineLog.LeaseNotReleased(_logger, exception.GetType().Name);
        }
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        long asked = TimeProvider.System.GetTimestamp();
        try
        {
            LeaseRow? renewed = await _store.WriteLeaseAsync(_row with { Expires = TimeProvider.System.GetUtcNow() + _duration }, cancellation);
            if (renewed is null)
            {
                // Refused: another owner, or our own renewal that got no answer.
                LeaseRow? stored = await _store.ReadLeaseAsync(cancellation);
                renewed = stored?.Owner == _row.Owner && stored.Epoch == _row.Epoch ? stored : null;
            }

            if (renewed is null)
            {
                EngineLog.LeaseTaken(_logger, _row.Epoch);
                Lose();
                return;
            }

            _row = renewed;
            Interlocked.Exchange(ref _renewed, asked);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            EngineLog.LeaseNotRenewed(_logger, exception.GetType().Name);
            if (TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _renewed)) > _duration * TrustedPart)
            {
                Lose();
            }
        }
    }
}
