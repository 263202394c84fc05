using Kkr.Workflow.Domain;
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

        if (outlook.Announce is { } change)
        {
            await MeetingSteps.AnnounceAsync(context, meeting, change);
        }
        else if (outlook.Finished)
        {
            return;
        }
        else if (await FallsDueAsync(context, outlook))
        {
            await MeetingSteps.RunAsync(context, meeting, outlook.Step!.Value, outlook.ScheduleVersion);
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
