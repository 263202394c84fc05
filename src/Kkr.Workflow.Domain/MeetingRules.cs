using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>
/// What may happen to a meeting, and what it becomes. This file has steps and phases; <c>MeetingRules.Schedule.cs</c> has date and place,
/// <c>Holding/MeetingRules.Attendance.cs</c> who takes part.
/// </summary>
public static partial class MeetingRules
{
    /// <summary>
    /// Records a step as done and moves the phase where the step does that. A step that is done already gives the same meeting back,
    /// so an activity may repeat itself.
    /// </summary>
    public static Result<Meeting> Complete(Meeting meeting, MeetingStep step, DateTimeOffset now)
    {
        if (meeting.HasDoneNow(step))
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
            Phase = phase.Value,
            Completed = [.. meeting.Completed, new CompletedStep(step, meeting.ScheduleVersion, now)],
        };
        return step switch
        {
            MeetingStep.DraftMinutes => done with { Minutes = done.Minutes with { DraftSentAt = now } },
            MeetingStep.Publication => done with { Minutes = done.Minutes with { PublishedAt = now } },
            _ => done,
        };
    }

    /// <summary>
    /// Registers the minutes: every item on the agenda must have its decision. Repeating it changes nothing.
    /// </summary>
    /// <param name="meeting">The meeting, held.</param>
    /// <param name="items">The meeting's items.</param>
    /// <param name="now">UTC.</param>
    public static Result<Meeting> SubmitMinutes(Meeting meeting, IReadOnlyList<Item> items, DateTimeOffset now)
    {
        if (meeting.Minutes.SubmittedAt is not null)
        {
            return meeting;
        }

        Result<MeetingPhase> phase = MeetingPhases.After(meeting.Phase, MeetingMove.SubmitMinutes);
        if (phase.IsRefused)
        {
            return phase.Refusal;
        }

        IReadOnlyList<Item> undecided = Undecided(items);
        return undecided.Count > 0
            ? Refusal.OfState(
                "items-undecided",
                "items",
                "every item needs a decision",
                string.Join(", ", undecided.Select(item => item.Number)),
                $"Referatet kan ikke registreres, for der mangler beslutning på {(undecided.Count == 1 ? "punkt" : "punkterne")} {Danish.List(undecided.Select(item => item.Number ?? item.Id))}.",
                $"The minutes cannot be submitted: no decision on {string.Join(", ", undecided.Select(item => item.Number ?? item.Id))}.")
            : meeting with { Phase = phase.Value, Minutes = meeting.Minutes with { SubmittedAt = now } };
    }

    /// <summary>The frozen items that still lack a decision, in order of number.</summary>
    public static IReadOnlyList<Item> Undecided(IReadOnlyList<Item> items) =>
        [.. items.Where(item => item.Status == ItemStatus.Frozen).OrderBy(item => AgendaRules.SortKey(item.Number))];

    /// <summary>
    /// Records how a later meeting decided on these minutes. An approval makes <see cref="MeetingStep.Approval"/> due; minutes not
    /// approved wait for the next meeting. The same verdict of the same meeting again changes nothing, another one replaces it.
    /// </summary>
    public static Result<Meeting> RecordVerdict(Meeting meeting, MinutesVerdict verdict)
    {
        if (meeting.Minutes.Verdicts.Any(known => known with { At = verdict.At } == verdict))
        {
            return meeting;
        }

        if (meeting.Phase is not (MeetingPhase.Minuted or MeetingPhase.Published))
        {
            return Refusal.OfState(
                "minutes-not-awaiting-approval",
                "phase",
                "a verdict needs minutes that are submitted and not yet approved",
                meeting.Phase.ToString(),
                $"Referatet af mødet den {Danish.Date(meeting.Date)} afventer ikke godkendelse; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"The minutes of {meeting.Key} are not awaiting approval; the meeting is {meeting.Phase}.");
        }

        return meeting with
        {
            Minutes = meeting.Minutes with
            {
                Verdicts = [.. meeting.Minutes.Verdicts.Where(known => known.ByMeeting != verdict.ByMeeting), verdict],
            },
        };
    }

    /// <summary>Records an answer of the chairmanship to the draft agenda.</summary>
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

        return meeting with { ChairmanshipAnswers = [.. meeting.ChairmanshipAnswers, answer] };
    }

    /// <summary>Adds an agenda that was made. The same version again changes nothing.</summary>
    public static Meeting AddAgendaEdition(Meeting meeting, AgendaEdition edition) =>
        meeting.Agendas.Any(known => known.Version == edition.Version)
            ? meeting
            : meeting with { Agendas = [.. meeting.Agendas, edition] };

    /// <summary>Adds an edition of the minutes. The same version again changes nothing.</summary>
    public static Meeting AddMinutesEdition(Meeting meeting, MinutesEdition edition) =>
        meeting.Minutes.Editions.Any(known => known.Version == edition.Version)
            ? meeting
            : meeting with { Minutes = meeting.Minutes with { Editions = [.. meeting.Minutes.Editions, edition] } };

    private static Result<MeetingPhase> PhaseAfter(Meeting meeting, MeetingStep step) => step switch
    {
        MeetingStep.Call => MeetingPhases.After(meeting.Phase, MeetingMove.OpenCall),
        MeetingStep.ItemDeadline => MeetingPhases.After(meeting.Phase, MeetingMove.CloseCall),
        MeetingStep.Freeze => MeetingPhases.After(meeting.Phase, MeetingMove.Freeze),
        MeetingStep.Dispatch => MeetingPhases.After(meeting.Phase, MeetingMove.Dispatch),
        MeetingStep.Start => MeetingPhases.After(meeting.Phase, MeetingMove.Hold),
        MeetingStep.Publication => MeetingPhases.After(meeting.Phase, MeetingMove.Publish),
        MeetingStep.Approval when meeting.Minutes.Verdicts is not [.., { Kind: not MinutesVerdictKind.NotApproved }] => OutOfPlace(meeting, step),
        MeetingStep.Approval => MeetingPhases.After(meeting.Phase, MeetingMove.Approve),
        _ => BelongsTo(step, meeting.Phase) ? meeting.Phase : OutOfPlace(meeting, step),
    };

    private static bool BelongsTo(MeetingStep step, MeetingPhase phase) => step switch
    {
        MeetingStep.Invitation => phase != MeetingPhase.Cancelled,
        MeetingStep.FirstReminder or MeetingStep.SecondReminder => phase == MeetingPhase.Calling,
        MeetingStep.NetworkDraft or MeetingStep.ChairmanshipDraft => phase == MeetingPhase.Preparing,
        MeetingStep.DayBefore => phase == MeetingPhase.Dispatched,
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
