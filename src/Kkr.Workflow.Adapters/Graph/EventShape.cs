using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Graph.Models;
using GraphAttendee = Microsoft.Graph.Models.Attendee;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>A council meeting as Graph's event.</summary>
internal static class EventShape
{
    /// <summary>
    /// An extended property with the meeting's key. Graph cannot filter on <c>transactionId</c>, but on this; it follows the event when it
    /// is moved to another date.
    /// </summary>
    public const string KeyProperty = "String {0f4f3e0c-5a55-4c40-9d0b-6f8b4d1a7c52} Name KkrMeetingKey";

    private static readonly Guid Space = new("9a2b7c0e-6a1f-4b39-8f47-2f1c6ce0a7d3");

    /// <summary>The same for every try to create this event.</summary>
    public static string TransactionId(CalendarEvent calendarEvent) => NamedGuid.Create(Space, $"invitation:1:{KeyOf(calendarEvent)}").ToString();

    /// <summary>The meeting's key; with what the event is for, where that is not the meeting itself.</summary>
    public static string KeyOf(CalendarEvent calendarEvent) =>
        calendarEvent.Entry.Length == 0 ? calendarEvent.Meeting.ToString() : $"{calendarEvent.Meeting}/{calendarEvent.Entry}";

    /// <summary>Everything that a creation sends.</summary>
    public static Event ForCreation(CalendarEvent calendarEvent)
    {
        Event created = ForUpdate(calendarEvent);
        created.Body = Body(calendarEvent.BodyHtml);
        if (calendarEvent.IsOnline)
        {
            created.IsOnlineMeeting = true;
            created.OnlineMeetingProvider = OnlineMeetingProviderType.TeamsForBusiness;
        }

        created.TransactionId = TransactionId(calendarEvent);
        created.SingleValueExtendedProperties = [new() { Id = KeyProperty, Value = KeyOf(calendarEvent) }];
        return created;
    }

    /// <summary>What an update may send as it is: all but the text, which holds the Teams details too.</summary>
    public static Event ForUpdate(CalendarEvent calendarEvent)
    {
        Event update = new()
        {
            Subject = calendarEvent.Subject,
            Start = Instant(calendarEvent.Date, calendarEvent.Start, calendarEvent.TimeZone),
            End = Instant(calendarEvent.Date, calendarEvent.End, calendarEvent.TimeZone),
            Location = PlaceOf(calendarEvent),
            HideAttendees = true,
            ShowAs = calendarEvent.IsBusy ? FreeBusyStatus.Busy : FreeBusyStatus.Free,
            ResponseRequested = calendarEvent.IsBusy,
            AllowNewTimeProposals = calendarEvent.IsBusy,
            Attendees = calendarEvent.Attendees.Select(attendee => new GraphAttendee
            {
                EmailAddress = new EmailAddress { Name = attendee.Name, Address = attendee.Email },
                Type = attendee.IsResource ? AttendeeType.Resource : attendee.IsRequired ? AttendeeType.Required : AttendeeType.Optional,
            }).ToList(),
        };
        if (calendarEvent.Reminder is { } reminder)
        {
            // What is set to null is sent as null, and Graph takes no null here.
            update.IsReminderOn = true;
            update.ReminderMinutesBeforeStart = (int)reminder.TotalMinutes;
        }

        return update;
    }

    public static ItemBody Body(string html) => new() { ContentType = BodyType.Html, Content = html };

    /// <summary>Graph takes Windows' names of time zones, and only some of IANA's (Europe/Copenhagen is not among them).</summary>
    public static string TimeZoneName(string iana) =>
        TimeZoneInfo.TryConvertIanaIdToWindowsId(iana, out string? windows) ? windows : iana;

    private static Location PlaceOf(CalendarEvent calendarEvent)
    {
        Location place = new() { DisplayName = calendarEvent.Location };
        if (calendarEvent.Attendees.FirstOrDefault(attendee => attendee.IsResource) is { } room)
        {
            place.LocationEmailAddress = room.Email;
        }

        return place;
    }

    private static DateTimeTimeZone Instant(DateOnly date, TimeOnly time, string zone) => new()
    {
        DateTime = date.ToDateTime(time).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        TimeZone = TimeZoneName(zone),
    };
}
