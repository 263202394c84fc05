using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>Keeps the one calendar event of a meeting in step with the meeting.</summary>
public sealed class CalendarActivities(MeetingFiles files, MeetingChanges changes, ICalendar calendar, Links links, AuditTrail trail, TimeProvider time)
{
    [Function(nameof(Invite))]
    public async Task Invite([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        if (file.Meeting.Online is not null || file.IsCancelled)
        {
            return;
        }

        OnlineMeeting online = await calendar.CreateAsync(EventOf(file), cancellation);
        _ = await changes.ApplyAsync(meeting, current => current with { Online = online }, cancellation);
        await WriteDownAsync(file, "calendar-event-created", cancellation);
    }

    [Function(nameof(UpdateEvent))]
    public async Task UpdateEvent([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        if (file.Meeting.Online is { } online && !file.IsCancelled)
        {
            await calendar.UpdateAsync(online.EventId, EventOf(file), cancellation);
            await WriteDownAsync(file, "calendar-event-updated", cancellation);
        }
    }

    /// <summary>Moves or cancels the event as the meeting has been.</summary>
    [Function(nameof(FollowSchedule))]
    public async Task FollowSchedule([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        if (file.Meeting.Online is { } online)
        {
            if (file.IsCancelled)
            {
                await calendar.CancelAsync(
                    file.Council.Secretariat.Email,
                    online.EventId,
                    $"Mødet den {Danish.Date(file.Meeting.Date)} er aflyst. Årsag: {file.Meeting.CancelledBecause}",
                    cancellation);
            }
            else
            {
                await calendar.UpdateAsync(online.EventId, EventOf(file), cancellation);
            }

            await WriteDownAsync(file, file.IsCancelled ? "calendar-event-cancelled" : "calendar-event-updated", cancellation);
        }
    }

    /// <summary>Writes down that the calendar could not be reached; answers the fault's number, the same for as long as it lasts.</summary>
    [Function(nameof(NoteCalendarFault))]
    public async Task<int> NoteCalendarFault([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        int number = (await changes.ApplyAsync(meeting, current => CalendarFault.Found(current, now), cancellation)).Value.CalendarFault!.Number;
        await trail.SystemAsync(meeting, "calendar-fault", $"{number}", cancellation, new AuditFacts($"no. {number}"));
        return number;
    }

    /// <summary>True for those who have an invitation to the meeting in their calendar. Guests, directors and deputies who are not called have none.</summary>
    internal static bool IsInvited(MeetingFile file, Recipient recipient) =>
        file.Meeting.Online is not null
        && Attendees(file).Any(attendee => string.Equals(attendee.Email, recipient.Email, StringComparison.OrdinalIgnoreCase));

    /// <summary>The calendar was reached: a fault that lasted until now is over.</summary>
    private async Task WriteDownAsync(MeetingFile file, string action, CancellationToken cancellation)
    {
        if (file.Meeting.CalendarFault is { } fault && fault.Lasts())
        {
            DateTimeOffset now = time.GetUtcNow();
            _ = await changes.ApplyAsync(file.Meeting.Key, current => CalendarFault.Mended(current, now), cancellation);
        }

        await trail.SystemAsync(file.Meeting.Key, action, $"{file.Meeting.Revision}", cancellation, new AuditFacts(After: $"schedule {file.Meeting.ScheduleVersion}"));
    }

    private CalendarEvent EventOf(MeetingFile file) => new()
    {
        Meeting = file.Meeting.Key,
        Organizer = file.Council.Secretariat.Email,
        Subject = $"{(file.Meeting.Kind == MeetingKind.Constituent ? "Konstituerende møde" : "Møde")} i {file.Council.Name}",
        BodyHtml = InvitationText.Html(file, links),
        Date = file.Meeting.Date,
        Start = file.Meeting.Start,
        End = file.Meeting.End,
        TimeZone = file.Council.TimeZone,
        Location = string.Join(", ", new[] { file.Meeting.Venue.Name, file.Meeting.Venue.Address }.OfType<string>()),
        Attendees = [.. Attendees(file)],
    };

    /// <summary>
    /// Those who hold the posts on the day of the meeting. Members and called deputies must come; observers and the directors' network may. Who has
    /// declined stays invited, since they may change their mind. Whoever holds two posts is invited once.
    /// </summary>
    private static IEnumerable<Attendee> Attendees(MeetingFile file) =>
        file.Directory.Holders(file.Meeting.Date, PostKind.Chair, PostKind.ViceChair, PostKind.Member)
            .Concat(MeetingRules.StandIns(file.Meeting).Select(deputy => file.Directory.Holder(deputy, file.Meeting.Date)).OfType<Recipient>())
            .Select(member => new Attendee(member.Name, member.Email))
            .Concat(file.Directory.Holders(file.Meeting.Date, PostKind.Observer, PostKind.Network)
                .Select(guest => new Attendee(guest.Name, guest.Email, IsRequired: false)))
            .DistinctBy(attendee => attendee.Email, StringComparer.OrdinalIgnoreCase);
}
