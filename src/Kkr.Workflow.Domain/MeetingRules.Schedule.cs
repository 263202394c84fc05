using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

// Planning, moving and cancelling a meeting, and telling about it.
public static partial class MeetingRules
{
    /// <summary>
    /// Plans a meeting. Refused when it ends before it starts, lies in the past or on a closing day, has another meeting's date, or,
    /// for an ordinary one, comes too soon for its agenda to be dispatched in time. A constituent meeting begins in
    /// <see cref="MeetingPhase.Preparing"/>: it has no call.
    /// </summary>
    /// <param name="key">The new meeting's identity.</param>
    /// <param name="plan">When and where.</param>
    /// <param name="council">The council.</param>
    /// <param name="others">The council's other meetings.</param>
    /// <param name="now">UTC.</param>
    public static Result<Meeting> Plan(MeetingKey key, MeetingPlan plan, Council council, IReadOnlyList<Meeting> others, DateTimeOffset now)
    {
        Meeting meeting = new()
        {
            Key = key,
            Kind = plan.Kind,
            Date = plan.Date,
            Start = plan.Start,
            End = plan.End,
            Venue = plan.Venue,
            Phase = plan.Kind == MeetingKind.Constituent ? MeetingPhase.Preparing : MeetingPhase.Planned,
            ScheduledAt = now,
        };
        return Check(meeting, council, others, now) is { } refusal ? refusal : meeting;
    }

    /// <summary>
    /// Moves a meeting, or changes its time or place on the same day: same identity, next schedule version, a change to announce. What is done stays
    /// done, what is not is recomputed; a deadline that has passed stays passed unless <paramref name="reopen"/> asks for the call to be opened again.
    /// A move to where it already is changes nothing; a cancelled meeting is nowhere any more, and refuses even that.
    /// </summary>
    public static Result<Meeting> Move(
        Meeting meeting,
        DateOnly date,
        TimeOnly start,
        TimeOnly end,
        Venue? venue,
        DateTimeOffset now,
        Council council,
        IReadOnlyList<Meeting>? others = null,
        bool reopen = false)
    {
        Meeting moved = meeting with { Date = date, Start = start, End = end, Venue = venue ?? meeting.Venue };
        bool reopens = reopen && meeting.Phase > MeetingPhase.Calling;
        if (moved == meeting && !reopens && meeting.Phase != MeetingPhase.Cancelled)
        {
            return meeting;
        }

        if (meeting.Phase is MeetingPhase.Cancelled or > MeetingPhase.Dispatched)
        {
            return Refusal.OfState(
                "meeting-cannot-move",
                "phase",
                "a meeting can be moved until it is held",
                meeting.Phase.ToString(),
                $"Mødet kan ikke flyttes, for det er i fasen »{meeting.Phase.InDanish()}«.",
                $"The meeting cannot be moved: it is {meeting.Phase}.");
        }

        Result<Meeting> ready = reopens ? Reopened(moved, now) : moved;
        if (ready.IsRefused)
        {
            return ready.Refusal;
        }

        bool isSameDay = date == meeting.Date && !reopens;
        return Check(ready.Value, council, others ?? [], now) is { } refusal
            ? refusal
            : WithAnswers(ready.Value, date == meeting.Date, now) with
            {
                ScheduleVersion = meeting.ScheduleVersion + 1,
                ScheduledAt = isSameDay ? meeting.ScheduledAt : now,
                Completed = isSameDay ? StillSpokenOf(ready.Value) : ready.Value.Completed,
                ScheduleChanges =
                [
                    .. meeting.ScheduleChanges,
                    new ScheduleChange(meeting.ScheduleVersion + 1, meeting.Date, null) { CalendarOnly = isSameDay && !MustBeTold(meeting, moved) },
                ],
            };
    }

    /// <summary>Cancels a meeting that has not been held. Cancelling it again changes nothing. Its items go to the pool by <see cref="Agenda.ItemRules.Pool"/>.</summary>
    public static Result<Meeting> Cancel(Meeting meeting, string? reason, DateTimeOffset now)
    {
        if (meeting.Phase == MeetingPhase.Cancelled)
        {
            return meeting;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.OfField(
                "reason-missing", "reason", "required", reason, "Skriv, hvorfor mødet aflyses.", "A cancellation needs a reason.");
        }

        Result<MeetingPhase> phase = MeetingPhases.After(meeting.Phase, MeetingMove.Cancel);
        return phase.IsRefused
            ? phase.Refusal
            : meeting with
            {
                Phase = phase.Value,
                CancelledBecause = reason.Trim(),
                ScheduleVersion = meeting.ScheduleVersion + 1,
                ScheduledAt = now,
                ScheduleChanges = [.. meeting.ScheduleChanges, new ScheduleChange(meeting.ScheduleVersion + 1, meeting.Date, null)],
            };
    }

    /// <summary>
    /// The change that everybody is still to be told about, or null. Several at once are one announcement: the newest version, with the
    /// date that people know.
    /// </summary>
    public static ScheduleChange? ToAnnounce(Meeting meeting)
    {
        ScheduleChange[] untold = [.. meeting.ScheduleChanges.Where(change => change.Announced is null)];
        return untold.Length == 0
            ? null
            : untold[^1] with { FormerDate = untold[0].FormerDate, CalendarOnly = untold.All(change => change.CalendarOnly) };
    }

    /// <summary>Records that the change to <paramref name="version"/>, and those before it, have been announced.</summary>
    public static Meeting Announce(Meeting meeting, int version, DateTimeOffset now) => meeting with
    {
        ScheduleChanges =
        [
            .. meeting.ScheduleChanges.Select(change =>
                change.Version <= version && change.Announced is null ? change with { Announced = now } : change),
        ],
    };

    // On another day everybody answers anew: an apology for the old one would keep a member away from the new, with no deputy called. On the same day
    // answers and calls stand, whatever the hour or the room.
    private static Meeting WithAnswers(Meeting meeting, bool stand, DateTimeOffset now) => stand
        ? meeting with
        {
            Participations =
            [
                .. meeting.Participations.Select(known => known.ScheduleVersion == meeting.ScheduleVersion
                    ? known with { ScheduleVersion = meeting.ScheduleVersion + 1 }
                    : known),
            ],
            DeputyCalls =
            [
                .. meeting.DeputyCalls.Select(call => call.EndedAt is null && call.ScheduleVersion == meeting.ScheduleVersion
                    ? call with { ScheduleVersion = meeting.ScheduleVersion + 1 }
                    : call),
            ],
        }
        : meeting with
        {
            Attendance = null,
            DeputyCalls =
            [
                .. meeting.DeputyCalls.Select(call => call.EndedAt is null
                    ? call with { EndedAt = now, IsCalledOff = call.Deputy is not null, IsMoved = true }
                    : call),
            ],
        };

    // The day-before mail spoke of this day; what else it said is in the mail about the change.
    private static IReadOnlyList<CompletedStep> StillSpokenOf(Meeting meeting) =>
    [
        .. meeting.Completed.Select(done => done.Step == MeetingStep.DayBefore && done.ScheduleVersion == meeting.ScheduleVersion
            ? done with { ScheduleVersion = meeting.ScheduleVersion + 1 }
            : done),
    ];

    // When it ends and how the address is spelt is in the calendar; when to come and where to, people must be told.
    private static bool MustBeTold(Meeting before, Meeting after) =>
        before.Start != after.Start || before.Venue.IsVirtual != after.Venue.IsVirtual || (!after.Venue.IsVirtual && before.Venue.Name != after.Venue.Name);

    /// <summary>Opens the call again: what came after it is done anew. Items keep the numbers that people have seen.</summary>
    private static Result<Meeting> Reopened(Meeting meeting, DateTimeOffset now)
    {
        if (meeting.Kind == MeetingKind.Constituent)
        {
            return Refusal.OfField(
                "nothing-to-reopen", "reopen", "a meeting with a call for items", "true",
                "Et konstituerende møde har ingen indkaldelse af punkter, der kan åbnes igen.", "A constituent meeting has no call to open again.");
        }

        return MeetingPhases.After(meeting.Phase, MeetingMove.Reopen).Then<Meeting>(phase => meeting with
        {
            Phase = phase,
            ReopenedAt = now,
            DispatchOverride = null,
            Completed = [.. meeting.Completed.Where(done => done.Step is MeetingStep.Invitation or MeetingStep.Call)],
        });
    }

    private static Refusal? Check(Meeting meeting, Council council, IReadOnlyList<Meeting> others, DateTimeOffset now)
    {
        string date = meeting.Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (meeting.Start >= meeting.End)
        {
            return Refusal.OfField(
                "meeting-ends-before-start", "end", "after start", Danish.Time(meeting.End),
                $"Mødet skal slutte efter kl. {Danish.Time(meeting.Start)}, hvor det begynder.", "The meeting must end after it starts.");
        }

        if (string.IsNullOrWhiteSpace(meeting.Venue.Name))
        {
            return Refusal.OfField(
                "venue-missing", "venue.name", "required", meeting.Venue.Name, "Skriv, hvor mødet holdes.", "The meeting needs a venue.");
        }

        if (meeting.Venue.Room is { } room && !EmailAddress.IsOne(room))
        {
            // A calendar that is given anything else makes no event at all, and nobody is invited.
            return Refusal.OfField(
                "venue-room", "venue.room", "the room's e-mail address", room,
                "Et lokale bookes på sin e-mailadresse. Skriv adressen, eller lad feltet stå tomt.", "A room is booked by its e-mail address. Name that, or leave it out.");
        }

        if (LocalTime.ToInstant(meeting.Date, meeting.Start, council.TimeZone) <= now)
        {
            return Refusal.OfField(
                "meeting-in-the-past", "date", "in the future", date,
                $"Den {Danish.DateTime(meeting.Date, meeting.Start)} er allerede passeret.", "The meeting lies in the past.");
        }

        WorkingDays days = new(council.Timeline);
        if (!days.IsWorkingDay(meeting.Date))
        {
            return Refusal.OfField(
                "meeting-on-closing-day", "date", "a working day", date,
                $"{Danish.Date(meeting.Date)} er en {ClosedBecause(meeting.Date, council)}; vælg en hverdag.",
                "The meeting must be on a working day.");
        }

        if (others.FirstOrDefault(other => other.Key != meeting.Key && other.Date == meeting.Date && other.Phase != MeetingPhase.Cancelled) is { } taken)
        {
            return Refusal.OfField(
                "meeting-date-taken", "date", "one meeting a day", date,
                $"Der er allerede et møde den {Danish.Date(meeting.Date)} ({taken.Key.Meeting}).",
                $"Meeting {taken.Key.Meeting} has that date already.") with { Kind = RefusalKind.Conflict };
        }

        if (meeting.Kind == MeetingKind.Constituent && IsTooLateToConstitute(meeting.Date, council.ConstituentLatest))
        {
            MonthDay last = council.ConstituentLatest;
            return Refusal.OfField(
                "constituent-too-late", "date", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"from December to {last.Day}/{last.Month}"), date,
                $"Et konstituerende møde holdes senest den {last.Day}. {Danish.Month(last.Month)} efter valget.",
                "A constituent meeting is held between the election and its latest day in January.");
        }

        // An agenda that is out already counts by the day on which it went out.
        DateOnly latest = days.Add(meeting.Date, council.Timeline.LatestDispatchWorkingDays);
        DateTimeOffset dispatched = meeting.Completed.LastOrDefault(done => done.Step == MeetingStep.Dispatch)?.At ?? now;
        bool isTooSoon = LocalTime.ToLocal(dispatched, council.TimeZone).Date > latest;
        return isTooSoon && meeting.Kind == MeetingKind.Ordinary
            ? Refusal.OfField(
                "meeting-too-soon", "date", $"dispatch at least {-council.Timeline.LatestDispatchWorkingDays} working days before", date,
                $"Mødet ligger for tæt på: Dagsordenen skulle være udsendt senest den {Danish.Date(latest)}. Et ekstraordinært møde kan holdes med kortere varsel.",
                "The meeting is too soon for its agenda to be dispatched in time; an extraordinary meeting may be.")
            : null;
    }

    // The mandate begins on 1 January, and councils constitute themselves from December on.
    private static bool IsTooLateToConstitute(DateOnly date, MonthDay latest) =>
        date.Month != 12 && (date.Month, date.Day).CompareTo((latest.Month, latest.Day)) > 0;

    private static string ClosedBecause(DateOnly date, Council council) =>
        ClosingDays.Of(date.Year, council.Timeline).FirstOrDefault(day => day.Date == date) is { } closing
            ? $"lukkedag ({closing.Name})"
            : Danish.Weekday(date);
}
