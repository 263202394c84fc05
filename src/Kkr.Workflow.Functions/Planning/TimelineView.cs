using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A meeting's past and coming steps.</summary>
/// <param name="ScheduleVersion">One more at every move.</param>
/// <param name="Phase">How far the meeting has come.</param>
/// <param name="LatestDispatch">The last day on which the agenda may be dispatched.</param>
/// <param name="Next">The step that falls due next, or null when only somebody's act can bring one.</param>
/// <param name="Past">What has been done, in the order in which it was done.</param>
/// <param name="Coming">What is still to be done, in order.</param>
public sealed record TimelineView(
    int ScheduleVersion, MeetingPhase Phase, DateOnly LatestDispatch, MeetingStep? Next, IReadOnlyList<PastStep> Past, IReadOnlyList<ComingStep> Coming)
{
    /// <summary>The timeline as it stands at an instant.</summary>
    public static TimelineView Of(Meeting meeting, Council council, DateTimeOffset now)
    {
        Timeline timeline = Timeline.Of(meeting, council);
        bool isOver = meeting.Phase is MeetingPhase.Cancelled or MeetingPhase.Approved;
        return new TimelineView(
            meeting.ScheduleVersion,
            meeting.Phase,
            timeline.LatestDispatch,
            Timeline.Next(meeting, council, now)?.Step,
            [.. meeting.Completed.OrderBy(done => done.At).Select(done => new PastStep(done.Step, done.At, done.ScheduleVersion))],
            isOver ? [] : [.. timeline.Deadlines.Where(deadline => !meeting.HasDoneNow(deadline.Step)).Select(deadline => ComingStep.Of(deadline, now))]);
    }
}

/// <summary>A step that was done.</summary>
/// <param name="Step">The step.</param>
/// <param name="At">When.</param>
/// <param name="ScheduleVersion">The schedule that it was done under.</param>
public sealed record PastStep(MeetingStep Step, DateTimeOffset At, int ScheduleVersion);

/// <summary>A step to come.</summary>
/// <param name="Step">The step.</param>
/// <param name="Date">Local date.</param>
/// <param name="Time">Local time.</param>
/// <param name="Instant">The same as an instant.</param>
/// <param name="IsPassed">True when the instant has passed: the step is due at once, or has been overtaken.</param>
public sealed record ComingStep(MeetingStep Step, DateOnly Date, TimeOnly Time, DateTimeOffset Instant, bool IsPassed)
{
    public static ComingStep Of(Deadline deadline, DateTimeOffset now) =>
        new(deadline.Step, deadline.Date, deadline.Time, deadline.Instant, deadline.Instant <= now);
}

/// <summary>What becomes of a step when the meeting is moved or cancelled.</summary>
public enum StepEffect
{
    /// <summary>It falls due as before.</summary>
    Same,

    /// <summary>It falls due at another instant.</summary>
    Moved,

    /// <summary>Its new instant has passed already: it is done at once, or left out where it has been overtaken.</summary>
    DueAtOnce,

    /// <summary>It was done before and is not done again.</summary>
    StaysDone,

    /// <summary>It was done before and is done again, because it speaks of the date itself.</summary>
    DoneAgain,

    /// <summary>There is no room for it any more, or nothing left to do.</summary>
    Dropped,

    /// <summary>It had no room before and has now.</summary>
    Added,
}

/// <summary>A step before and after.</summary>
public sealed record StepChange(MeetingStep Step, StepEffect Effect, DateTimeOffset? Before, DateTimeOffset? After);

/// <summary>A mail that would go out, and the posts that would get it.</summary>
public sealed record WouldTell(MailKind Mail, IReadOnlyList<string> Posts);

/// <summary>What a change would do. Nothing has been changed.</summary>
/// <param name="Changes">True when the change would change anything.</param>
/// <param name="Timeline">The timeline after the change.</param>
/// <param name="Steps">Every step, before and after.</param>
/// <param name="StaysClosed">Deadlines that have passed and do not open again.</param>
/// <param name="Tells">Who would be told.</param>
/// <param name="ItemsTo">For a cancellation: the meeting that takes the items, or null for the pool.</param>
public sealed record ChangePreview(
    bool Changes, TimelineView Timeline, IReadOnlyList<StepChange> Steps, IReadOnlyList<MeetingStep> StaysClosed, IReadOnlyList<WouldTell> Tells, string? ItemsTo = null);
