using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>Which alarm a meeting will raise next, if nobody does anything before. An alarm is raised once and never stops the meeting.</summary>
public static class Alarms
{
    private static readonly TimeOnly Morning = new(9, 0);

    // A resend by hand and the patient retries need some hours before the secretariat is bothered again.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(4);

    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    // After a longer outage the nudge of the month has lost its point, and the next month's is near.
    private static readonly TimeSpan NudgeKeeps = TimeSpan.FromDays(7);

    /// <summary>The earliest alarm that is due or will be; null when there is nothing to be alarmed about.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="council">Its council.</param>
    /// <param name="hasNext">Whether a later meeting is planned.</param>
    /// <param name="now">UTC.</param>
    /// <param name="isReached">False when the agenda counts as dispatched, and a mail with it has come back since.</param>
    public static MeetingAlarm? Next(Meeting meeting, Council council, bool hasNext, DateTimeOffset now, bool isReached = true) =>
        All(meeting, council, hasNext, now, isReached)
            .Where(alarm => !meeting.Alarms.Any(raised => raised.Kind == alarm.Kind && raised.Occasion == alarm.Occasion))
            .OrderBy(alarm => alarm.Instant)
            .ThenBy(alarm => alarm.Kind)
            .FirstOrDefault();

    /// <summary>Records that the secretariat was told. The same alarm again changes nothing.</summary>
    public static Meeting Raise(Meeting meeting, AlarmKind kind, string occasion, DateTimeOffset now) =>
        meeting.Alarms.Any(raised => raised.Kind == kind && raised.Occasion == occasion)
            ? meeting
            : meeting with { Alarms = [.. meeting.Alarms, new RaisedAlarm(kind, occasion, now)] };

    private static IEnumerable<MeetingAlarm> All(Meeting meeting, Council council, bool hasNext, DateTimeOffset now, bool isReached) => meeting.Phase switch
    {
        MeetingPhase.Preparing => [.. Held(meeting, council), .. Overdue(meeting, council)],
        MeetingPhase.Frozen => [.. Overdue(meeting, council), .. Incomplete(meeting, council, now)],
        MeetingPhase.Dispatched when !isReached => Incomplete(meeting, council, now),
        MeetingPhase.Held or MeetingPhase.Minuted or MeetingPhase.Published when !hasNext => [Nudge(meeting, council, now)],
        _ => [],
    };

    private static IEnumerable<MeetingAlarm> Held(Meeting meeting, Council council)
    {
        if (AgendaHold.Of(meeting, council) == AgendaHoldKind.None)
        {
            yield break;
        }

        Timeline timeline = Timeline.Of(meeting, council);
        DateTimeOffset freeze = timeline[MeetingStep.Freeze].Instant;
        yield return new MeetingAlarm(AlarmKind.AgendaHeld, Version(meeting), freeze);

        // The last working day on which something can still be done without an override.
        DateTimeOffset last = At(new WorkingDays(council.Timeline).Previous(timeline.LatestDispatch), council);
        if (last > freeze)
        {
            yield return new MeetingAlarm(AlarmKind.AgendaHeld, Version(meeting) + "-last", last);
        }

        // When the meeting begins, its agenda is frozen as it stands.
        DateTimeOffset beforeStart = timeline[MeetingStep.Start].Instant - OneHour;
        if (beforeStart > freeze && beforeStart > last)
        {
            yield return new MeetingAlarm(AlarmKind.AgendaHeld, Version(meeting) + "-start", beforeStart);
        }
    }

    private static IEnumerable<MeetingAlarm> Overdue(Meeting meeting, Council council)
    {
        if (meeting.Kind == MeetingKind.Ordinary && !meeting.HasDone(MeetingStep.Dispatch) && meeting.DispatchOverride is null)
        {
            WorkingDays days = new(council.Timeline);
            yield return new MeetingAlarm(AlarmKind.DispatchOverdue, Version(meeting), At(days.Next(Timeline.Of(meeting, council).LatestDispatch), council));
        }
    }

    private static IEnumerable<MeetingAlarm> Incomplete(Meeting meeting, Council council, DateTimeOffset now)
    {
        if (MeetingRules.IsNonDeliveryAnsweredFor(meeting) || meeting.Completed.LastOrDefault(done => done.Step == MeetingStep.Dispatch) is not { } sent)
        {
            yield break;
        }

        Timeline timeline = Timeline.Of(meeting, council);
        DateTimeOffset latest = At(timeline.LatestDispatch, council);
        DateTimeOffset first = latest > sent.At + Patience ? latest : sent.At + Patience;
        DateTimeOffset? last = timeline.Find(MeetingStep.DayBefore) is not { } dayBefore ? null
            : dayBefore.Instant > sent.At + Patience ? dayBefore.Instant
            : sent.At + Patience;

        // A mail that comes back after both is told about once.
        if (!(last <= now))
        {
            yield return new MeetingAlarm(AlarmKind.DispatchIncomplete, Version(meeting), first);
        }

        if (last is { } instant)
        {
            yield return new MeetingAlarm(AlarmKind.DispatchIncomplete, Version(meeting) + "-last", instant);
        }
    }

    /// <summary>The first working day of each month at 9.00, from the meeting on.</summary>
    private static MeetingAlarm Nudge(Meeting meeting, Council council, DateTimeOffset now)
    {
        DateTimeOffset held = LocalTime.ToInstant(meeting.Date, meeting.Start, council.TimeZone);
        DateTimeOffset from = now - NudgeKeeps > held ? now - NudgeKeeps : held;
        (DateOnly first, _) = LocalTime.ToLocal(from, council.TimeZone);
        WorkingDays days = new(council.Timeline);
        for (DateOnly month = new(first.Year, first.Month, 1); ; month = month.AddMonths(1))
        {
            DateTimeOffset instant = At(days.Next(month.AddDays(-1)), council);
            string occasion = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            if (instant > from && !meeting.Alarms.Any(raised => raised.Kind == AlarmKind.NextMeetingMissing && raised.Occasion == occasion))
            {
                return new MeetingAlarm(AlarmKind.NextMeetingMissing, occasion, instant);
            }
        }
    }

    private static DateTimeOffset At(DateOnly day, Council council) => LocalTime.ToInstant(day, Morning, council.TimeZone);

    private static string Version(Meeting meeting) => string.Create(CultureInfo.InvariantCulture, $"v{meeting.ScheduleVersion}");
}
