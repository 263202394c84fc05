using System.Collections.Concurrent;
using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

/// <summary>A calendar that keeps what it is told; people answer in it as <see cref="Answer"/> says, and its faults are those that a test wants.</summary>
internal sealed class MemoryCalendar : ICalendar
{
    private readonly ConcurrentDictionary<string, List<CalendarReply>> answers = new(StringComparer.Ordinal);

    /// <summary>The meetings' own events, each with all its versions.</summary>
    public ConcurrentDictionary<string, List<CalendarEvent>> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>Presenters' slots and deadlines, each with all its versions.</summary>
    public ConcurrentDictionary<string, List<CalendarEvent>> Entries { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, string> Cancelled { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, bool> Removed { get; } = new(StringComparer.Ordinal);

    /// <summary>Faults to come, one a call: what was asked, and what to throw.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    public bool IsOutOfReach { get; set; }

    /// <summary>True when nothing can be taken out of it.</summary>
    public bool KeepsEntries { get; set; }

    /// <summary>How often answers were asked for.</summary>
    public int Reads { get; private set; }

    public void Answer(string eventId, string email, CalendarResponse response, DateTimeOffset at, ProposedTime? proposed = null)
    {
        List<CalendarReply> known = answers.GetOrAdd(eventId, _ => []);
        lock (known)
        {
            known.RemoveAll(reply => reply.Email == email);
            known.Add(new CalendarReply(email, response, at) { Proposed = proposed });
        }
    }

    public Task<OnlineMeeting> CreateAsync(CalendarEvent calendarEvent, CancellationToken cancellation)
    {
        Fail();
        string id = calendarEvent.Entry.Length == 0 ? "event-" + calendarEvent.Meeting : $"entry-{calendarEvent.Meeting}/{calendarEvent.Entry}";
        (calendarEvent.Entry.Length == 0 ? Events : Entries).GetOrAdd(id, _ => [calendarEvent]);
        return Task.FromResult(new OnlineMeeting(id, calendarEvent.IsOnline ? "https://teams.example/" + calendarEvent.Meeting : null));
    }

    public Task UpdateAsync(string eventId, CalendarEvent calendarEvent, CancellationToken cancellation)
    {
        Fail();
        if (calendarEvent.Entry.Length > 0 && Removed.ContainsKey(eventId))
        {
            throw new CalendarException("It is not there.") { Status = 404 };
        }

        (calendarEvent.Entry.Length == 0 ? Events : Entries)[eventId].Add(calendarEvent);
        return Task.CompletedTask;
    }

    public Task CancelAsync(string organizer, string eventId, string message, CancellationToken cancellation)
    {
        Fail(isReached: true);
        Cancelled[eventId] = message;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string organizer, string eventId, CancellationToken cancellation)
    {
        Fail(isReached: true);
        Removed[eventId] = KeepsEntries ? throw new CalendarException("It stays.") : true;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CalendarReply>?> ReadRepliesAsync(string organizer, string eventId, CancellationToken cancellation)
    {
        Reads++;
        Fail();
        if (Removed.ContainsKey(eventId))
        {
            return Task.FromResult<IReadOnlyList<CalendarReply>?>(null);
        }

        List<CalendarReply> known = answers.GetOrAdd(eventId, _ => []);
        lock (known)
        {
            return Task.FromResult<IReadOnlyList<CalendarReply>?>([.. known]);
        }
    }

    private void Fail(bool isReached = false)
    {
        if (IsOutOfReach && !isReached)
        {
            throw new CalendarException("The calendar is away.");
        }

        if (Faults.TryDequeue(out Exception? fault))
        {
            throw fault;
        }
    }
}

/// <summary>Subscriptions that last a week; what was asked is counted.</summary>
internal sealed class MemoryCalendarChanges(TimeProvider time) : ICalendarChanges
{
    private int made;

    public int Made => made;

    public int Renewed { get; private set; }

    /// <summary>True when the calendar makes none and renews none.</summary>
    public bool IsClosed { get; set; }

    /// <summary>True when those that were made are gone.</summary>
    public bool IsGone { get; set; }

    public Task<CalendarSubscription> SubscribeAsync(string mailbox, Uri address, CancellationToken cancellation)
    {
        int number = IsClosed ? throw new CalendarException("No subscriptions.") { Status = 403 } : ++made;
        IsGone = false;
        return Task.FromResult(new CalendarSubscription(string.Create(CultureInfo.InvariantCulture, $"sub-{number}"), $"secret-{number}", time.GetUtcNow().AddDays(7)));
    }

    public Task<CalendarSubscription?> RenewAsync(CalendarSubscription subscription, CancellationToken cancellation)
    {
        Renewed++;
        return Task.FromResult(IsGone ? null : subscription with { ExpiresAt = time.GetUtcNow().AddDays(7) });
    }
}

internal sealed class MemoryCalendarWatches : ICalendarWatches
{
    private readonly VersionedStore<CalendarWatch> rows = new();

    public Task<Stored<CalendarWatch>?> FindAsync(string council, CancellationToken cancellation) => Task.FromResult(rows.Find(council));

    public Task<IReadOnlyList<CalendarWatch>> AllAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CalendarWatch>>([.. rows.List("").Select(row => row.Value)]);

    public Task<Stored<CalendarWatch>> SaveAsync(CalendarWatch watch, string? etag, CancellationToken cancellation) =>
        Task.FromResult(rows.Save(watch.Council, watch, etag));
}

internal sealed class MemoryCalendarLedgers : ICalendarLedgers
{
    private readonly VersionedStore<CalendarLedger> rows = new();

    public Task<Stored<CalendarLedger>?> FindAsync(MeetingKey meeting, CancellationToken cancellation) => Task.FromResult(rows.Find(meeting.ToString()));

    public Task<Stored<CalendarLedger>> SaveAsync(CalendarLedger ledger, string? etag, CancellationToken cancellation) =>
        Task.FromResult(rows.Save(ledger.Meeting.ToString(), ledger, etag));

    public Task RemoveAsync(MeetingKey meeting, CancellationToken cancellation)
    {
        rows.Remove(meeting.ToString());
        return Task.CompletedTask;
    }
}
