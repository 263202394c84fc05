using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Kkr.Workflow.IntegrationTests.Kill;

/// <summary>
/// Counts in the app's process what it asks of storage, mail and calendar, and ends the process when its time has come: with SIGKILL, on the
/// thread that is about to ask or has just heard, so nothing is finished, flushed or released.
/// </summary>
internal sealed class OutgoingEvents : EventListener
{
    private readonly Lock _lock = new();
    private readonly AsyncLocal<string?> _asked = new();
    private Tally? _tally;
    private KillPoint? _point;
    private long _starting;
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
        bool isMail = isAnswer && asked.StartsWith("/v3/mail/send", StringComparison.Ordinal);
        lock (_lock)
        {
            if (!_hasRecovered)
            {
                _starting++;
            }
            else
            {
                tally.Events++;
            }

            if (isMail)
            {
                tally.Accepted++;
            }

            bool isTime = _point?.At switch
            {
                KillAt.StartUp => _hasRecovered || _starting >= _point.Count,
                KillAt.Event => tally.Events >= _point.Count,
                KillAt.MailAccepted => isMail && tally.Accepted >= _point.Count,
                _ => false,
            };
            if (isTime)
            {
                Console.Error.WriteLine($"dies {(isAnswer ? "after" : "before")} {asked}");
                using Process self = Process.GetCurrentProcess();
                self.Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    private void Follow(EventSource source)
    {
        if (source.Name == "System.Net.Http")
        {
            EnableEvents(source, EventLevel.Informational);
        }
    }
}
