using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>
/// What may happen to a meeting, and what it becomes. This file has steps and phases; <c>MeetingRules.Schedule.cs</c> has date and place,
/// <c>MeetingRules.Dispatch.cs</c> when the agenda counts as dispatched and what is added to it, <c>Invitation/MeetingRules.Participation.cs</c> who is
/// coming, <c>Holding/MeetingRules.Attendance.cs</c> who took part, and <c>Minutes/MeetingRules.Minutes.cs</c> the minutes.
/// </summary>
public static partial class MeetingRules
{
    /// <summary>
    /// Records a step as done and moves the phase where the step does that. A step that is done already gives the same meeting back,
    /// so an activity may repeat itself.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="step">The step.</param>
    /// <param name="now">UTC.</param>
    /// <param name="isReached">
    /// For <see cref="MeetingStep.Dispatch"/>: whether everybody has been reached. The step is done either way, but only then is the agenda dispatched;
    /// otherwise <see cref="ConfirmDispatch"/> says so later.
    /// </param>
    /// <param name="version">
    /// The schedule it was carried out by, when that may be an earlier one: a meeting that was moved meanwhile still owes what speaks of its new date. At another
    /// hour of the same day it owes nothing: the mail about that change says the rest.
    /// </param>
    public static Result<Meeting> Complete(Meeting meeting, MeetingStep step, DateTimeOffset now, bool isReached = true, int? version = null)
    {
        int schedule = version is not { } by || (step == MeetingStep.DayBefore && !meeting.ScheduleChanges.Any(change => change.Version > by && change.FormerDate != meeting.Date))
            ? meeting.ScheduleVersion
            : by;
        if (meeting.HasDoneNow(step) || meeting.Completed.Any(done => done.Step == step && done.ScheduleVersion == schedule))
        {
            return meeting;
        }

        Result<MeetingPhase> phase = PhaseAfter(meeting, step);
        if (phase.IsRefused)
        {
            return phase.Refusal;
        }

        Meeting done = meeting with
        {
            Phase = step == MeetingStep.Dispatch && !isReached ? meeting.Phase : phase.Value,
            Completed = [.. meeting.Completed, new CompletedStep(step, schedule, now)],
        };
        return step switch
        {
            MeetingStep.DraftMinutes => done with { Minutes = done.Minutes with { DraftSentAt = now } },
            MeetingStep.Publication => done with { Minutes = done.Minutes with { PublishedAt = now } },
            _ => done,
        };
    }

    /// <summary>
    /// Records an answer of the chairmanship to the draft agenda. The same answer of the same post again changes nothing, as long as the draft is the same
    /// and nobody has answered in between.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="answer">The answer; the draft that it names must be the newest one, and one that names none is given to the newest one.</param>
    public static Result<Meeting> RecordChairmanshipAnswer(Meeting meeting, ChairmanshipAnswer answer)
    {
        if (meeting.Phase != MeetingPhase.Preparing || !meeting.HasDone(MeetingStep.ChairmanshipDraft))
        {
            return Refusal.OfState(
                "agenda-not-awaiting-answer",
                "phase",
                "an answer needs a draft agenda that has been sent and is not frozen",
                meeting.Phase.ToString(),
                $"Dagsordenen afventer ikke formandskabets svar; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"The agenda is not awaiting an answer; the meeting is {meeting.Phase}.");
        }

        if (!answer.Approved && string.IsNullOrWhiteSpace(answer.Text))
        {
            return Refusal.OfField(
                "comments-missing", "text", "required when the answer is comments", answer.Text,
                "Skriv jeres bemærkninger, eller godkend dagsordenen.", "Comments need a text.");
        }

        int? newest = meeting.Agendas is [.., { } edition] ? edition.Version : null;
        if (answer.Draft is { } seen && seen != (newest ?? 0))
        {
            return Refusal.OfState(
                "draft-replaced", "draft", $"the newest draft, version {newest}", $"{seen}",
                "Der er kommet et nyt udkast, siden du åbnede siden.", "A newer draft has come since; answer that one.");
        }

        ChairmanshipAnswer given = answer with { Draft = newest };
        ChairmanshipAnswer? last = meeting.ChairmanshipAnswers.LastOrDefault(known => known.Post == answer.Post);
        return last is not null && last with { At = given.At } == given && !meeting.CommentAnswers.Any(reply => reply.At >= last.At)
            ? meeting
            : meeting with { ChairmanshipAnswers = [.. meeting.ChairmanshipAnswers, given] };
    }

    /// <summary>Adds an agenda that was made. The same version again changes nothing.</summary>
    public static Meeting AddAgendaEdition(Meeting meeting, AgendaEdition edition) =>
        meeting.Agendas.Any(known => known.Version == edition.Version)
            ? meeting
            : meeting with { Agendas = [.. meeting.Agendas, edition] };

    private static Result<MeetingPhase> PhaseAfter(Meeting meeting, MeetingStep step) => step switch
    {
        MeetingStep.Call => MeetingPhases.After(meeting.Phase, MeetingMove.OpenCall),
        MeetingStep.ItemDeadline => MeetingPhases.After(meeting.Phase, MeetingMove.CloseCall),
        MeetingStep.Freeze => MeetingPhases.After(meeting.Phase, MeetingMove.Freeze),
        MeetingStep.Dispatch => MeetingPhases.After(meeting.Phase, MeetingMove.Dispatch),
        MeetingStep.Start => MeetingPhases.After(meeting.Phase, MeetingMove.Hold),
        MeetingStep.Publication => MeetingPhases.After(meeting.Phase, MeetingMove.Publish),
        MeetingStep.Approval when ApprovalOf(meeting) is null => OutOfPlace(meeting, step),
        MeetingStep.Approval => MeetingPhases.After(meeting.Phase, MeetingMove.Approve),
        _ => BelongsTo(step, meeting.Phase) ? meeting.Phase : OutOfPlace(meeting, step),
    };

    private static bool BelongsTo(MeetingStep step, MeetingPhase phase) => step switch
    {
        MeetingStep.Invitation => phase != MeetingPhase.Cancelled,
        MeetingStep.FirstReminder or MeetingStep.SecondReminder => phase == MeetingPhase.Calling,
        MeetingStep.NetworkDraft or MeetingStep.ChairmanshipDraft => phase == MeetingPhase.Preparing,
        MeetingStep.DayBefore => phase is MeetingPhase.Frozen or MeetingPhase.Dispatched,
        MeetingStep.MinutesDue => phase == MeetingPhase.Held,
        _ => phase == MeetingPhase.Minuted,
    };

    private static Refusal OutOfPlace(Meeting meeting, MeetingStep step) => Refusal.OfState(
        "step-out-of-place",
        "step",
        $"{step} has its place in the meeting's course",
        step.ToString(),
        $"Trinnet {step} hører ikke til i fasen »{meeting.Phase.InDanish()}«.",
        $"{step} does not belong to phase {meeting.Phase}.");
}
