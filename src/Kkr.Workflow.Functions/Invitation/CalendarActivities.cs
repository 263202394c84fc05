using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>Keeps the one calendar event of a meeting in step with the meeting.</summary>
public sealed class CalendarActivities(MeetingFiles files, MeetingChanges changes, ICalendar calendar, Links links, AuditTrail trail, TimeProvider time)
{
    [Function(nameof(Invite))]
    public async Task Invite([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        await UnlessBusyAsync(file, client, () => InviteAsync(file, cancellation), cancellation);
    }

    [Function(nameof(UpdateEvent))]
    public async Task UpdateEvent([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        await UnlessBusyAsync(file, client, () => file.IsCancelled ? Task.CompletedTask : FollowAsync(file, cancellation), cancellation);
    }

    /// <summary>Moves or cancels the event as the meeting has been.</summary>
    [Function(nameof(FollowSchedule))]
    public async Task FollowSchedule([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        await UnlessBusyAsync(file, client, () => FollowAsync(file, cancellation), cancellation);
    }

    /// <summary>What was put off while the calendar was busy: makes, updates or cancels the event, as the meeting now is. Answers the seconds to wait, or null.</summary>
    [Function(nameof(TendEvent))]
    public Task<int?> TendEvent([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation) => CalendarCareOrchestration.TryAsync(async () =>
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        await (file.Meeting.Online is null ? InviteAsync(file, cancellation) : FollowAsync(file, cancellation));
    });

    /// <summary>A calendar that says how long it is busy is waited for by somebody who has the time; the meeting goes on.</summary>
    private static async Task UnlessBusyAsync(MeetingFile file, DurableTaskClient client, Func<Task> act, CancellationToken cancellation)
    {
        int? busy = await CalendarCareOrchestration.TryAsync(act);
        await CalendarCareOrchestration.StartAsync(
            client,
            new CalendarCare(file.Meeting.Key) { Parts = busy is null ? [CalendarPart.Entries] : [CalendarPart.Event, CalendarPart.Entries], WaitSeconds = busy ?? 0 },
            $"r{file.Meeting.Revision}",
            cancellation);
    }

    private async Task InviteAsync(MeetingFile file, CancellationToken cancellation)
    {
        if (file.Meeting.Online is not null || file.IsCancelled)
        {
            return;
        }

        OnlineMeeting online = await calendar.CreateAsync(EventOf(file), cancellation);

        // Written down first: once the meeting has its event, a repeat finds nothing to do.
        await WriteDownAsync(file, "calendar-event-created", cancellation);
        _ = await changes.ApplyAsync(file.Meeting.Key, current => current with { Online = online }, cancellation);
    }

    private async Task FollowAsync(MeetingFile file, CancellationToken cancellation)
    {
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
    public Task<int> NoteCalendarFault([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation) => NoteFaultAsync(meeting, cancellation);

    internal async Task<int> NoteFaultAsync(MeetingKey meeting, CancellationToken cancellation)
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

    internal static string PlaceOf(Venue venue) => string.Join(", ", new[] { venue.Name, venue.Address }.OfType<string>());

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
        Location = PlaceOf(file.Meeting.Venue),
        Attendees = [.. Attendees(file)],
    };

    /// <summary>
    /// Those who hold the posts on the day of the meeting. Members and called deputies must come; observers and the directors' network may. Who has
    /// declined stays invited, since they may change their mind. Whoever holds two posts is invited once. The room is booked along with them.
    /// </summary>
    private static IEnumerable<Attendee> Attendees(MeetingFile file) =>
        file.Directory.Holders(file.Meeting.Date, PostKind.Chair, PostKind.ViceChair, PostKind.Member)
            .Concat(MeetingRules.StandIns(file.Meeting).Select(deputy => file.Directory.Holder(deputy, file.Meeting.Date)).OfType<Recipient>())
            .Select(member => new Attendee(member.Name, member.Email))
            .Concat(file.Directory.Holders(file.Meeting.Date, PostKind.Observer, PostKind.Network)
                .Select(guest => new Attendee(guest.Name, guest.Email, IsRequired: false)))
            .Concat(file.Meeting.Venue.Room is { } room ? [new Attendee(file.Meeting.Venue.Name, room) { IsResource = true }] : [])
            .DistinctBy(attendee => attendee.Email, StringComparer.OrdinalIgnoreCase);
}
