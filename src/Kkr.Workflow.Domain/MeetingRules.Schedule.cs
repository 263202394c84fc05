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
    /// Moves a meeting: same identity, next schedule version, a change to announce. What is done stays done, what is not is recomputed.
    /// A move to where it already is changes nothing.
    /// </summary>
    public static Result<Meeting> Move(
        Meeting meeting,
        DateOnly date,
        TimeOnly start,
        TimeOnly end,
        Venue? venue,
        DateTimeOffset now,
        Council council,
        IReadOnlyList<Meeting>? others = null)
    {
        Meeting moved = meeting with { Date = date, Start = start, End = end, Venue = venue ?? meeting.Venue };
        if (moved == meeting)
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

        return Check(moved, council, others ?? [], now) is { } refusal
            ? refusal
            : moved with
            {
                ScheduleVersion = meeting.ScheduleVersion + 1,
                ScheduledAt = now,
                ScheduleChanges = [.. meeting.ScheduleChanges, new ScheduleChange(meeting.ScheduleVersion + 1, meeting.Date, null)],
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
        return untold.Length == 0 ? null : untold[^1] with { FormerDate = untold[0].FormerDate };
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

        DateOnly latest = days.Add(meeting.Date, council.Timeline.LatestDispatchWorkingDays);
        bool isTooSoon = LocalTime.ToLocal(now, council.TimeZone).Date > latest;
        return isTooSoon && meeting.Kind == MeetingKind.Ordinary && !meeting.HasDone(MeetingStep.Dispatch)
            ? Refusal.OfField(
                "meeting-too-soon", "date", $"dispatch at least {-council.Timeline.LatestDispatchWorkingDays} working days before", date,
                $"Mødet ligger for tæt på: Dagsordenen skulle være udsendt senest den {Danish.Date(latest)}. Et ekstraordinært møde kan holdes med kortere varsel.",
                "The meeting is too soon for its agenda to be dispatched in time; an extraordinary meeting may be.")
            : null;
    }

    private static string ClosedBecause(DateOnly date, Council council) =>
        ClosingDays.Of(date.Year, council.Timeline).FirstOrDefault(day => day.Date == date) is { } closing
            ? $"lukkedag ({closing.Name})"
            : Danish.Weekday(date);
}
