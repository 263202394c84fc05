using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>One version of a calendar event.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Mailbox">Whose calendar it is in.</param>
/// <param name="Version">1, 2, …</param>
/// <param name="At">When the change came in.</param>
/// <param name="Change"><c>created</c>, <c>updated</c>, <c>answered</c> (by an attendee), <c>cancelled</c> or <c>deleted</c>.</param>
/// <param name="Resource">The event as it stood after the change, as Graph shows it, with times as they were sent.</param>
/// <param name="Request">The request that made the change; a cancellation's message is in it.</param>
public sealed record EventVersion(string EventId, string Mailbox, int Version, DateTimeOffset At, string Change, JsonObject Resource, string Request)
{
    public bool IsGone => Change is "cancelled" or "deleted";

    public string Text(string field) => (string?)Resource[field] ?? "";
}

/// <summary>Every calendar event and each of its versions.</summary>
public sealed class CalendarBox : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<EventVersion> _versions;
    private readonly Journal<EventVersion> _journal;

    /// <summary>Opens the calendar, with what an earlier run left in <paramref name="folder"/>.</summary>
    public CalendarBox(string? folder)
    {
        _journal = new Journal<EventVersion>(folder, "calendar.jsonl");
        _versions = _journal.Kept;
    }

    /// <summary>All versions of all events in order of arrival.</summary>
    public IReadOnlyList<EventVersion> Versions
    {
        get
        {
            lock (_lock)
            {
                return [.. _versions];
            }
        }
    }

    /// <summary>The newest version of each event, in the order in which the events were made.</summary>
    public IReadOnlyList<EventVersion> Current => [.. Versions.GroupBy(version => version.EventId).Select(group => group.Last())];

    public IReadOnlyList<EventVersion> HistoryOf(string eventId) => [.. Versions.Where(version => version.EventId == eventId)];

    public EventVersion? Find(string mailbox, string eventId) =>
        Versions.LastOrDefault(version => version.EventId == eventId && version.Mailbox.Equals(mailbox, StringComparison.OrdinalIgnoreCase));

    public EventVersion? FindTransaction(string mailbox, string transactionId) => Versions.FirstOrDefault(version =>
        version.Version == 1 && version.Text("transactionId") == transactionId && version.Mailbox.Equals(mailbox, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes the next version under a lock, so that two requests never make the same one. No version from <paramref name="make"/> adds none.</summary>
    public EventVersion? Change(Func<EventVersion?> make)
    {
        lock (_lock)
        {
            EventVersion? version = make();
            if (version is not null)
            {
                _journal.Append(version);
                _versions.Add(version);
            }

            return version;
        }
    }

    public void Dispose() => _journal.Dispose();
}
