using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>An event to hold in the secretariat's calendar.</summary>
public sealed record CalendarEvent
{
    /// <summary>Same key, same event: a repeated creation never makes a second one (Graph's <c>transactionId</c>).</summary>
    public required MeetingKey Meeting { get; init; }

    /// <summary>The mailbox that owns the event.</summary>
    public required string Organizer { get; init; }

    public required string Subject { get; init; }

    public required string BodyHtml { get; init; }

    public required DateOnly Date { get; init; }

    public required TimeOnly Start { get; init; }

    public required TimeOnly End { get; init; }

    /// <summary>IANA time zone of <see cref="Date"/>, <see cref="Start"/> and <see cref="End"/>.</summary>
    public required string TimeZone { get; init; }

    public required string Location { get; init; }

    /// <summary>Who is invited. None of them sees the others.</summary>
    public IReadOnlyList<Attendee> Attendees { get; init; } = [];

    /// <summary>What else than the meeting itself the event is for, with its turn, e.g. <c>guest-2026-1-003-1~1</c>; empty for the meeting's own. Part of the key.</summary>
    public string Entry { get; init; } = "";

    /// <summary>Whether a Teams meeting comes with it.</summary>
    public bool IsOnline { get; init; } = true;

    /// <summary>How long before its start the calendar reminds of it; null leaves that to the calendar.</summary>
    public TimeSpan? Reminder { get; init; }

    /// <summary>Whether the time is taken. A deadline takes none, and asks nobody for an answer.</summary>
    public bool IsBusy { get; init; } = true;
}

/// <summary>Somebody invited, or a room.</summary>
public sealed record Attendee(string Name, string Email, bool IsRequired = true)
{
    /// <summary>True for a room: it is booked, and answers for itself.</summary>
    public bool IsResource { get; init; }
}

/// <summary>The calendar (Microsoft Graph): one event with a Teams meeting per council meeting.</summary>
public interface ICalendar
{
    /// <summary>Creates the event, or returns the one that an earlier try created.</summary>
    Task<OnlineMeeting> CreateAsync(CalendarEvent calendarEvent, CancellationToken cancellation);

    /// <summary>Updates the event in place; attendees are told by the calendar.</summary>
    Task UpdateAsync(string eventId, CalendarEvent calendarEvent, CancellationToken cancellation);

    /// <summary>Cancels the event with a message to the attendees. An event that is already gone is no fault.</summary>
    Task CancelAsync(string organizer, string eventId, string message, CancellationToken cancellation);

    /// <summary>Takes an event that nobody is invited to out of the calendar. One that is already gone is no fault.</summary>
    Task RemoveAsync(string organizer, string eventId, CancellationToken cancellation);

    /// <summary>What the event's attendees have answered; null when the event is gone.</summary>
    Task<IReadOnlyList<CalendarReply>?> ReadRepliesAsync(string organizer, string eventId, CancellationToken cancellation);
}

/// <summary>The calendar did not do what it was asked. The message says what to do about it, and names nobody.</summary>
public sealed class CalendarException : Exception
{
    public CalendarException()
        : this("The calendar did not do what it was asked.")
    {
    }

    public CalendarException(string message)
        : base(message)
    {
    }

    public CalendarException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The answer's status; null when there was no answer that could be read.</summary>
    public int? Status { get; init; }

    /// <summary>How long the calendar asks to be left alone; null when it does not say. Whoever is told waits on a durable timer.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
