using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>
/// The spine: one instance per meeting, from the invitation to approved minutes. It knows no dates and no rules. It asks the domain what
/// comes next, waits for that instant or for a signal that something has changed, acts, and starts over with an empty history.
/// </summary>
public static class MeetingOrchestration
{
    [Function(nameof(MeetingOrchestration))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, MeetingKey meeting)
    {
        Outlook outlook = await context.CallActivityAsync<Outlook>(nameof(MeetingActivities.LookAhead), meeting, DurableRetry.Storage);
        context.SetCustomStatus(outlook);

        if (outlook.ThawItems)
        {
            await context.CallActivityAsync(nameof(AgendaActivities.ThawItems), meeting, DurableRetry.Storage);
        }
        else if (outlook.NumberSupplements)
        {
            await context.CallActivityAsync(nameof(SupplementActivities.NumberSupplements), meeting, DurableRetry.Storage);
        }
        else if (outlook.RenewAgenda)
        {
            await MeetingSteps.RenewAgendaAsync(context, meeting);
        }
        else if (outlook.Announce is { } change)
        {
            await MeetingSteps.AnnounceAsync(context, meeting, change, isCancelled: outlook.Phase == MeetingPhase.Cancelled, outlook.AnnounceInCalendarOnly);
        }
        else if (outlook.ConfirmDispatch)
        {
            await context.CallActivityAsync(nameof(MeetingActivities.ConfirmDispatch), meeting, DurableRetry.Storage);
        }
        else if (outlook.CommentAnswer is { } answer)
        {
            await MeetingSteps.AnswerCommentsAsync(context, meeting, answer);
        }
        else if (outlook.Supplement is { } supplement)
        {
            await MeetingSteps.SendSupplementAsync(context, meeting, supplement);
        }
        else if (outlook.PassVerdictsOn)
        {
            await context.CallActivityAsync(nameof(MinutesActivities.PassVerdictsOn), meeting, DurableRetry.Storage);
        }
        else if (outlook.Finished)
        {
            return;
        }
        else if (outlook.TellDeputies)
        {
            await MeetingSteps.TellDeputiesAsync(context, meeting, outlook.ScheduleVersion);
        }
        else if (outlook.HoldBack)
        {
            await MeetingSteps.HoldBackAsync(context, meeting, outlook.ScheduleVersion, outlook.HoldBackNumber);
        }
        else if (outlook.Correction is { } correction)
        {
            await MeetingSteps.CorrectMinutesAsync(context, meeting, correction);
        }
        else if (outlook.PendingCorrectionUtc is { } pending && !(outlook.Alarm?.Instant.UtcDateTime < pending))
        {
            if (await Waiting.UntilAsync(context, pending, MeetingSignal.EventName))
            {
                await context.CallActivityAsync(nameof(MinutesActivities.RecordPendingCorrection), meeting, DurableRetry.Storage);
            }
        }
        else if (outlook.Alarm is { } alarm && (outlook.DueUtc is null || alarm.Instant.UtcDateTime < outlook.DueUtc))
        {
            if (await Waiting.UntilAsync(context, alarm.Instant.UtcDateTime, MeetingSignal.EventName))
            {
                await MeetingSteps.RaiseAlarmAsync(context, new AlarmDue(meeting, alarm.Kind, alarm.Occasion));
            }
        }
        else if (await FallsDueAsync(context, outlook))
        {
            // The timer says that the step was due by the outlook; whether it still is, only fresh state says.
            StepTaken step = new(meeting, outlook.Step!.Value, outlook.ScheduleVersion);
            if (await context.CallActivityAsync<bool>(nameof(MeetingActivities.IsStillDue), step, DurableRetry.Storage))
            {
                await MeetingSteps.RunAsync(context, step);
            }
        }

        context.ContinueAsNew(meeting);
    }

    /// <summary>True when the step's instant came first; false when a signal did, so that the outlook must be made anew.</summary>
    private static async Task<bool> FallsDueAsync(TaskOrchestrationContext context, Outlook outlook)
    {
        if (outlook.DueUtc is not { } due)
        {
            await context.WaitForExternalEvent<int>(MeetingSignal.EventName);
            return false;
        }

        return await Waiting.UntilAsync(context, due, MeetingSignal.EventName);
    }
}
