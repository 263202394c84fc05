using System.Globalization;
using Kkr.Workflow.LocalRun.Play;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>
/// Keeps an app process alive through a plan of kills: when one dies the next is started at the instant that the last one's clock had reached,
/// and what it had been told to do it is told again.
/// </summary>
internal sealed class Conductor(string tallyFile, Tally tally, Dictionary<string, string?> settings, IReadOnlyList<KillPoint> plan) : IStageClock, IAsyncDisposable
{
    private const int Killed = 137;

    private readonly SemaphoreSlim _reviving = new(1, 1);
    private readonly Queue<KillPoint> _left = new(plan);
    private AppChild? _child;
    private int _port;

    public DateTimeOffset Now => tally.Now;

    public Uri Address => new($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/");

    /// <summary>How many processes were killed.</summary>
    public int Kills { get; private set; }

    /// <summary>How often something that people asked for was cut off and asked again.</summary>
    public int Repeated { get; set; }

    /// <summary>Where each process died, for whoever looks for a fault.</summary>
    public List<string> Deaths { get; } = [];

    /// <summary>What the app logged as errors.</summary>
    public List<string> Errors { get; } = [];

    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        while (true)
        {
            AppChild child = await AliveAsync(cancellation);
            child.TryTell(instant.UtcTicks.ToString(CultureInfo.InvariantCulture));
            if (await HearAsync(child, cancellation) is not null)
            {
                return;
            }
        }
    }

    /// <summary>The app's process; a new one when the last was killed.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise.</exception>
    public async Task<AppChild> AliveAsync(CancellationToken cancellation)
    {
        await _reviving.WaitAsync(cancellation);
        try
        {
            while (true)
            {
                if (_child is { HasExited: false } alive)
                {
                    return alive;
                }

                if (_child is not null)
                {
                    await BuryAsync(_child, cancellation);
                    _child = null;
                }

                _left.TryDequeue(out KillPoint? point);
                AppChild born = AppChild.Start(tallyFile, _port, point, settings);
                _child = born;
                if (await born.HearAsync(cancellation) is { } ready)
                {
                    _port = new Uri(ready.Split(' ')[1]).Port;
                    if (point?.At == KillAt.FromOutside)
                    {
                        new Thread(() => KillFromOutside(born, point)) { IsBackground = true }.Start();
                    }
                }
                else
                {
                    await born.EndAsync(cancellation);
                }
            }
        }
        finally
        {
            _reviving.Release();
        }
    }

    /// <summary>True when <paramref name="child"/> is dying or dead, so that what it was asked must be asked again.</summary>
    public static async Task<bool> IsDeadAsync(AppChild child, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await child.EndAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Lets the app end in good order, for once; gives what it did since its last start.</summary>
    public async Task<RunLog> CloseAsync(CancellationToken cancellation)
    {
        AppChild child = await AliveAsync(cancellation);
        await child.CloseAsync(cancellation);
        Errors.AddRange(child.Errors);
        string log = AppProcess.LogOf(tallyFile);
        RunLog read = RunLog.Read(log);
        File.Delete(log);
        return read;
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is { HasExited: false })
        {
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
            await _child.CloseAsync(patience.Token);
        }

        _child?.Dispose();
        _reviving.Dispose();
    }

    private static async Task<string?> HearAsync(AppChild child, CancellationToken cancellation)
    {
        string? answer = await child.HearAsync(cancellation);
        if (answer is null)
        {
            await child.EndAsync(cancellation);
        }

        return answer;
    }

    private async Task BuryAsync(AppChild child, CancellationToken cancellation)
    {
        await child.EndAsync(cancellation);
        Errors.AddRange(child.Errors);
        if (child.ExitCode != Killed)
        {
            throw new InvalidOperationException($"The app ended by itself ({child.ExitCode}):{Environment.NewLine}{string.Join(Environment.NewLine, child.Words.TakeLast(20))}");
        }

        Kills++;
        Deaths.Add($"{tally.Now:O} {child.Words.LastOrDefault(line => line.StartsWith("dies ", StringComparison.Ordinal)) ?? "from outside"}");
        child.Dispose();
    }

    private void KillFromOutside(AppChild child, KillPoint point)
    {
        while (tally.Now < point.Instant)
        {
            if (child.HasExited)
            {
                return;
            }

            Thread.Sleep(1);
        }

        Thread.Sleep((int)point.Count);
        child.Kill();
    }
}
