using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>
/// Counts in the app's process what it asks of storage, mail and calendar, and ends the process when its time has come: with SIGKILL, on the
/// thread that is about to ask or has just heard, so nothing is finished, flushed or released.
/// </summary>
internal sealed class OutgoingEvents : EventListener
{
    private readonly Lock _lock = new();
    private readonly AsyncLocal<string?> _asked = new();
    private readonly List<(long Ticks, bool IsMail)> _happened = [];
    private Tally? _tally;
    private KillPoint? _point;
    private long _starting;
    private long _counted;
    private bool _hasRecovered;

    public void Watch(Tally tally, KillPoint? point)
    {
        _point = point;
        _tally = tally;
        foreach (EventSource source in EventSource.GetSources())
        {
            Follow(source);
        }
    }

    /// <summary>From now on events count as the app's own, not as its start's.</summary>
    public void Recovered() => Volatile.Write(ref _hasRecovered, true);

    /// <summary>Leaves what happened for a plan to choose among.</summary>
    public void Write(string file)
    {
        lock (_lock)
        {
            File.WriteAllLines(file, _happened.Select(one => one.Ticks.ToString(CultureInfo.InvariantCulture) + (one.IsMail ? " mail" : "")));
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (_tally is not null)
        {
            Follow(eventSource);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is not ("RequestStart" or "RequestStop") || _tally is not { } tally)
        {
            return;
        }

        bool isAnswer = eventData.EventName == "RequestStop";
        if (!isAnswer)
        {
            // scheme, host, port, pathAndQuery, …
            _asked.Value = eventData.Payload?[3] as string;
        }

        string asked = _asked.Value ?? "";
        lock (_lock)
        {
            if (IsTime(tally.Now, isAnswer && asked.StartsWith("/v3/mail/send", StringComparison.Ordinal)))
            {
                Console.Error.WriteLine($"dies {(isAnswer ? "after" : "before")} {asked}");
                using Process self = Process.GetCurrentProcess();
                self.Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    private bool IsTime(DateTimeOffset now, bool isMail)
    {
        if (!_hasRecovered)
        {
            return _point?.At == KillAt.StartUp && ++_starting >= _point.Count;
        }

        if (_point is null)
        {
            _happened.Add((now.UtcTicks, isMail));
            return false;
        }

        bool counts = now >= _point.Instant && (isMail || _point.At != KillAt.MailAccepted);
        _counted += counts ? 1 : 0;
        return counts && _point.At != KillAt.FromOutside && (now > _point.Instant || _counted >= _point.Count);
    }

    private void Follow(EventSource source)
    {
        if (source.Name == "System.Net.Http")
        {
            EnableEvents(source, EventLevel.Informational);
        }
    }
}
