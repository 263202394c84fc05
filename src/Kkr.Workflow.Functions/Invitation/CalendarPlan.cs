using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Kkr.Workflow.Documents.Calendar;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>An event beside the meeting's own, as it should be.</summary>
/// <param name="Id">What it is for.</param>
/// <param name="Event">What the calendar is to hold; its <see cref="CalendarEvent.Entry"/> is put in when it is made.</param>
/// <param name="IsNew">Whether it may be made; one that lies behind is only left as it is.</param>
internal sealed record PlannedEntry(string Id, CalendarEvent Event, bool IsNew)
{
    /// <summary>Tells two versions apart without naming anybody.</summary>
    public string Print => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Event)))[..16];
}

/// <summary>
/// Which events a meeting should have beside its own: a slot for each presenter from outside, who is not invited to the whole meeting, and the deadlines. They
/// name no items: the presenter of a confidential one is told when to come, not why.
/// </summary>
internal static class CalendarPlan
{
    private const int SlotWithoutLength = 30;

    // A deadline takes no time; this is what a calendar can show.
    private static readonly TimeSpan DeadlineLength = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan DayBefore = TimeSpan.FromDays(1);

    public static IReadOnlyList<PlannedEntry> Of(MeetingFile file, IReadOnlyList<Item> items, Links links, DateTimeOffset now) =>
        file.IsCancelled ? [] : [.. Guests(file, items, links), .. Deadlines(file, links, now)];

    private static IEnumerable<PlannedEntry> Guests(MeetingFile file, IReadOnlyList<Item> items, Links links) =>
        from item in items
        where item.Status is ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Frozen
        from found in item.Presenters.Select((presenter, index) => (Presenter: presenter, Index: index))
        where !string.IsNullOrWhiteSpace(found.Presenter.Email) && found.Presenter.From is not null && PresenterRules.Fits(found.Presenter, file.Meeting)
        select new PlannedEntry(Recipients.GuestPost(item.Id, found.Index), Slot(file, found.Presenter, links), IsNew: file.Meeting.Phase < MeetingPhase.Held);

    private static CalendarEvent Slot(MeetingFile file, Presenter presenter, Links links)
    {
        TimeOnly start = presenter.From!.Value;
        TimeSpan length = TimeSpan.FromMinutes(presenter.Minutes ?? SlotWithoutLength);
        TimeOnly end = start.ToTimeSpan() + length > file.Meeting.End.ToTimeSpan() ? file.Meeting.End : start.Add(length);
        string teams = file.Meeting.Online?.JoinUrl is { } join ? $"<p>Deltagelse via Teams: <a href=\"{WebUtility.HtmlEncode(join)}\">{WebUtility.HtmlEncode(join)}</a></p>" : "";
        return Event(file, start, end, file.Meeting.Date) with
        {
            Subject = $"Oplæg på mødet i {file.Council.Name}",
            BodyHtml = $"<p>{WebUtility.HtmlEncode(file.Council.Name)} glæder sig til dit oplæg den {Danish.Date(file.Meeting.Date)} kl. {Danish.Span(start, end)}.</p>{teams}"
                + $"<p>Mødet kan ses her: <a href=\"{WebUtility.HtmlEncode(links.Meeting(file.Meeting.Key))}\">{WebUtility.HtmlEncode(links.Meeting(file.Meeting.Key))}</a></p>"
                + $"<p>Er du forhindret, så skriv til {WebUtility.HtmlEncode(file.Council.Secretariat.Email)}.</p>",
            Attendees = [new Attendee(presenter.Name, presenter.Email!)],
            Location = file.Meeting.Venue.IsVirtual ? "Microsoft Teams" : CalendarActivities.PlaceOf(file.Meeting.Venue),
        };
    }

    private static IEnumerable<PlannedEntry> Deadlines(MeetingFile file, Links links, DateTimeOffset now)
    {
        if (file.Council.Calendar.SecretariatDeadlines)
        {
            foreach ((MeetingStep step, string what) in CalendarDeadlines.Of(PostKind.Secretariat))
            {
                if (Deadline(file, step, what, CalendarEntries.Deadline, [], links, now) is { } planned)
                {
                    yield return planned;
                }
            }
        }

        Attendee[] directors = [.. file.Directory.Holders(file.Today, PostKind.Director)
            .Select(director => new Attendee(director.Name, director.Email, IsRequired: false))
            .DistinctBy(director => director.Email, StringComparer.OrdinalIgnoreCase)];
        if (file.Council.Calendar.DirectorDeadlines && directors.Length > 0
            && Deadline(file, MeetingStep.ItemDeadline, "Frist for punkter", CalendarEntries.Directors, directors, links, now) is { } theirs)
        {
            yield return theirs;
        }
    }

    private static PlannedEntry? Deadline(
        MeetingFile file, MeetingStep step, string what, string prefix, IReadOnlyList<Attendee> attendees, Links links, DateTimeOffset now)
    {
        if (file.Timeline.Find(step) is not { } deadline)
        {
            return null;
        }

        string page = WebUtility.HtmlEncode(links.Meeting(file.Meeting.Key));
        TimeOnly end = deadline.Time.ToTimeSpan() + DeadlineLength >= TimeSpan.FromDays(1) ? new TimeOnly(23, 59) : deadline.Time.Add(DeadlineLength);
        CalendarEvent wanted = Event(file, deadline.Time, end, deadline.Date) with
        {
            Subject = $"{what}: {file.Council.Name} den {Danish.Date(file.Meeting.Date)}",
            BodyHtml = $"<p>{what} {Danish.DateTime(deadline.Date, deadline.Time)} til mødet den {Danish.Date(file.Meeting.Date)}.</p><p><a href=\"{page}\">{page}</a></p>",
            Attendees = attendees,
            Reminder = DayBefore,
            IsBusy = false,
        };
        return new PlannedEntry($"{prefix}{step.ToString().ToLowerInvariant()}", wanted, IsNew: deadline.Instant > now && !file.Meeting.HasDone(step));
    }

    private static CalendarEvent Event(MeetingFile file, TimeOnly start, TimeOnly end, DateOnly date) => new()
    {
        Meeting = file.Meeting.Key,
        Organizer = file.Council.Secretariat.Email,
        Subject = "",
        BodyHtml = "",
        Date = date,
        Start = start,
        End = end,
        TimeZone = file.Council.TimeZone,
        Location = "",
        IsOnline = false,
    };
}
