using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using ICalendar = Ical.Net.Calendar;

namespace Kkr.Workflow.Documents.Calendar;

/// <summary>
/// Meetings, deadlines and tasks as a calendar to subscribe to (RFC 5545). Every entry keeps its UID when it is moved and its SEQUENCE grows, so
/// that a subscriber's calendar moves it too; a cancelled meeting stays as cancelled.
/// </summary>
public sealed class CalendarFeed
{
    private const string Domain = "kkr-workflow";

    // Long enough before to ask a colleague for the last figures.
    private static readonly Duration ReminderBefore = Duration.FromDays(-1);

    private readonly Council council;
    private readonly ICalendar calendar = new();
    private DateOnly earliest = DateOnly.MaxValue;

    /// <param name="council">Whose calendar it is.</param>
    /// <param name="name">What the subscriber's calendar calls it, e.g. <c>Møder i KKR Midtjylland</c>.</param>
    public CalendarFeed(Council council, string name)
    {
        this.council = council;
        calendar.ProductId = "-//Kkr.Workflow//DA";
        calendar.Method = "PUBLISH";
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-WR-TIMEZONE", council.TimeZone);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT4H");
    }

    /// <summary>A meeting with its place; never what is confidential.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="page">The address of its page.</param>
    public void Add(Meeting meeting, string page)
    {
        bool isCancelled = meeting.Phase == MeetingPhase.Cancelled;
        StringBuilder description = new();
        if (isCancelled)
        {
            description.Append("Mødet er aflyst. ").Append(meeting.CancelledBecause).Append("\n\n");
        }

        description.Append("Dagsorden og bilag: ").Append(page);
        CalendarEvent entry = Entry(Uid(meeting.Key), meeting.ScheduledAt, meeting.ScheduleVersion - 1 + (isCancelled ? 1 : 0));
        entry.Start = At(meeting.Date, meeting.Start);
        entry.End = At(meeting.Date, meeting.End);
        entry.Summary = (isCancelled ? "AFLYST: " : "") + meeting.Kind switch
        {
            MeetingKind.Extraordinary => "Ekstraordinært møde i ",
            MeetingKind.Constituent => "Konstituerende møde i ",
            _ => "Møde i ",
        } + council.Name;
        entry.Description = description.ToString();
        entry.Location = meeting.Venue.IsVirtual ? "Microsoft Teams" : Wording.Place(meeting.Venue);
        entry.Url = new Uri(page);
        entry.Status = isCancelled ? "CANCELLED" : "CONFIRMED";
        calendar.Events.Add(entry);
    }

    /// <summary>A deadline with a reminder the day before. It takes no time in the calendar.</summary>
    /// <param name="meeting">The meeting that it belongs to.</param>
    /// <param name="deadline">The step and its instant.</param>
    /// <param name="what">What is due, e.g. <c>Frist for punkter</c>.</param>
    /// <param name="page">Where to act on it.</param>
    public void Add(Meeting meeting, Deadline deadline, string what, string page)
    {
        CalendarEvent entry = Entry($"{deadline.Step.ToString().ToLowerInvariant()}-{Uid(meeting.Key)}", meeting.ScheduledAt, meeting.ScheduleVersion - 1);
        entry.Start = At(deadline.Date, deadline.Time);
        entry.Duration = Duration.FromMinutes(15);
        entry.Summary = $"{what}: {council.Name} den {Danish.Date(meeting.Date)}";
        entry.Description = $"{what} {Danish.DateTime(deadline.Date, deadline.Time)}. {page}";
        entry.Url = new Uri(page);
        entry.Status = meeting.Phase == MeetingPhase.Cancelled ? "CANCELLED" : "CONFIRMED";
        entry.Transparency = "TRANSPARENT";
        entry.Alarms.Add(Reminder(entry.Summary));
        calendar.Events.Add(entry);
    }

    /// <summary>A task that somebody was given at a meeting.</summary>
    /// <param name="task">The task.</param>
    /// <param name="since">When it was given, UTC.</param>
    public void Add(FollowUpTask task, DateTimeOffset since)
    {
        Todo entry = new()
        {
            Uid = $"{task.Meeting.Council}-{task.Id}@{Domain}",
            DtStamp = Utc(since),
            Sequence = task.IsDone ? 1 : 0,
            Summary = task.Task,
            Description = task.Status ?? "",
            Status = task.IsDone ? "COMPLETED" : "NEEDS-ACTION",
        };
        if (task.Deadline is { } deadline)
        {
            entry.Due = At(deadline, new TimeOnly(12, 0));
            if (!task.IsDone)
            {
                entry.Alarms.Add(Reminder(task.Task));
            }
        }

        calendar.Todos.Add(entry);
    }

    /// <summary>The calendar as a file; the same content gives the same bytes.</summary>
    public RenderedDocument Render()
    {
        if (earliest != DateOnly.MaxValue)
        {
            calendar.TimeZones.Clear();
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(council.TimeZone, earliest.AddYears(-1).ToDateTime(default), includeHistoricalData: false));
        }

        string text = new CalendarSerializer().SerializeToString(calendar) ?? "";
        return new RenderedDocument("calendar.ics", "text/calendar; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    private static CalendarEvent Entry(string uid, DateTimeOffset changed, int sequence) => new()
    {
        Uid = uid,
        DtStamp = Utc(changed),
        LastModified = Utc(changed),
        Sequence = sequence,
    };

    private static string Uid(MeetingKey meeting) => $"{meeting.Council}-{meeting.Meeting}@{Domain}";

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, "UTC", hasTime: true);

    private static Alarm Reminder(string what) => new() { Action = "DISPLAY", Description = what, Trigger = new Trigger(ReminderBefore) };

    private CalDateTime At(DateOnly date, TimeOnly time)
    {
        earliest = date < earliest ? date : earliest;
        return new CalDateTime(date, time, council.TimeZone);
    }
}
