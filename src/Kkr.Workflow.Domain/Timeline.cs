using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>
/// Every deadline of a meeting, from its date, its council's settings and what has happened (domain.md C). A step that the meeting
/// does not have is not in it: a constituent meeting has no call, reminders, item deadline or network draft; a reminder that a
/// quiet week or a late call leaves no room for is gone.
/// </summary>
public sealed class Timeline
{
    private readonly Dictionary<MeetingStep, Deadline> steps;

    internal Timeline(IEnumerable<Deadline> deadlines, DateOnly latestDispatch)
    {
        Deadlines = [.. deadlines.OrderBy(deadline => deadline.Step)];
        steps = Deadlines.ToDictionary(deadline => deadline.Step);
        LatestDispatch = latestDispatch;
    }

    /// <summary>The deadlines in the order of the steps.</summary>
    public IReadOnlyList<Deadline> Deadlines { get; }

    /// <summary>The last day on which the agenda may be dispatched.</summary>
    public DateOnly LatestDispatch { get; }

    /// <summary>The deadline of a step that the meeting has; <see cref="Find"/> asks without throwing.</summary>
    /// <exception cref="KeyNotFoundException">The meeting does not have this step.</exception>
    public Deadline this[MeetingStep step] =>
        Find(step) ?? throw new KeyNotFoundException($"The meeting's timeline has no {step}.");

    /// <summary>The timeline of a meeting.</summary>
    public static Timeline Of(Meeting meeting, Council council) => new TimelinePlan(meeting, council).Make();

    /// <summary>
    /// The next due step; its instant may be past, and then it is due now. Null when only a signal can move the meeting: it waits for
    /// minutes after the alarm, for an approval that silence does not give, for the next meeting's verdict, or is over.
    /// An approving verdict makes <see cref="MeetingStep.Approval"/> due at once.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="council">Its council.</param>
    /// <param name="now">
    /// Where given, mail that has been overtaken while nothing ran is left out: the call when the item deadline is due as well, a reminder when a later one
    /// or the item deadline is, the drafts and the agenda when the meeting has begun, the day-before mail when its day has come, the agenda of an ordinary
    /// meeting also when its latest day has passed and nobody answers for that.
    /// </param>
    public static Deadline? Next(Meeting meeting, Council council, DateTimeOffset? now = null)
    {
        if (meeting.Phase is MeetingPhase.Cancelled or MeetingPhase.Approved)
        {
            return null;
        }

        Timeline timeline = Of(meeting, council);
        Deadline? next = timeline.Deadlines.FirstOrDefault(deadline =>
            IsOpen(deadline.Step, meeting) && !(now is { } instant && timeline.IsOvertaken(meeting, deadline.Step, instant, council)));
        return next?.Step switch
        {
            null => ApprovalAfter(meeting, council),

            // Nobody let it go: the meeting is held all the same, on the agenda as it stands.
            MeetingStep.Freeze when AgendaHold.Of(meeting, council) != AgendaHoldKind.None =>
                Deadline.At(MeetingStep.Freeze, timeline[MeetingStep.Start].Instant, council.TimeZone),
            MeetingStep.DraftMinutes when meeting.Minutes.SubmittedAt is null => null,
            _ => next,
        };
    }

    /// <summary>The deadline of a step, or null when the meeting does not have it.</summary>
    public Deadline? Find(MeetingStep step) => steps.GetValueOrDefault(step);

    private bool IsOvertaken(Meeting meeting, MeetingStep step, DateTimeOffset now, Council council) => step switch
    {
        // Where there is no time between the two, because the meeting was planned so late, the call still goes out.
        MeetingStep.Call => Find(MeetingStep.ItemDeadline) is { } closed && closed.Instant <= now && this[MeetingStep.Call].Instant < closed.Instant,
        MeetingStep.NetworkDraft or MeetingStep.ChairmanshipDraft => IsDue(MeetingStep.Start, now),
        MeetingStep.Dispatch => IsDue(MeetingStep.Start, now) || MeetingRules.IsDispatchOverdue(meeting, council, LatestDispatch, now),
        MeetingStep.FirstReminder => IsDue(MeetingStep.SecondReminder, now) || IsDue(MeetingStep.ItemDeadline, now),
        MeetingStep.SecondReminder => IsDue(MeetingStep.ItemDeadline, now),
        MeetingStep.DayBefore => LocalTime.ToLocal(now, council.TimeZone).Date >= this[MeetingStep.Start].Date,
        _ => false,
    };

    private bool IsDue(MeetingStep step, DateTimeOffset now) => Find(step)?.Instant <= now;

    private static bool IsOpen(MeetingStep step, Meeting meeting) =>
        !meeting.HasDoneNow(step) && step switch
        {
            MeetingStep.FirstReminder or MeetingStep.SecondReminder => meeting.Phase <= MeetingPhase.Calling,
            MeetingStep.NetworkDraft or MeetingStep.ChairmanshipDraft => meeting.Phase <= MeetingPhase.Preparing,
            MeetingStep.Dispatch => meeting.Phase <= MeetingPhase.Frozen,
            MeetingStep.DayBefore => meeting.Phase <= MeetingPhase.Dispatched,
            MeetingStep.MinutesDue => meeting.Minutes.SubmittedAt is null,
            _ => true,
        };

    private static Deadline? ApprovalAfter(Meeting meeting, Council council) =>
        MeetingRules.ApprovalOf(meeting) is { } verdict
            ? Deadline.At(MeetingStep.Approval, verdict.At, council.TimeZone)
            : null;
}
