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

    public IReadOnlyList<Attendee> Attendees { get; init; } = [];
}

/// <summary>Somebody invited.</summary>
public sealed record Attendee(string Name, string Email, bool IsRequired = true);

/// <summary>The calendar (Microsoft Graph): one event with a Teams meeting per council meeting.</summary>
public interface ICalendar
{
    /// <summary>Creates the event, or returns the one that an earlier try created.</summary>
    Task<OnlineMeeting> CreateAsync(CalendarEvent calendarEvent, CancellationToken cancellation);

    /// <summary>Updates the event in place; attendees are told by the calendar.</summary>
    Task UpdateAsync(string eventId, CalendarEvent calendarEvent, CancellationToken cancellation);

    /// <summary>Cancels the event with a message to the attendees. An event that is already gone is no fault.</summary>
    Task CancelAsync(string organizer, string eventId, string message, CancellationToken cancellation);
}
