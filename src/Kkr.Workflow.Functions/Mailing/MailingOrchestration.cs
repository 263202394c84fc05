using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Sends one kind of mail to everybody who is to have it, side by side; one recipient's failure never stops another's mail.</summary>
public static class MailingOrchestration
{
    [Function(nameof(MailingOrchestration))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, MailingOrder order)
    {
        IReadOnlyList<MailingTask> tasks = order.Tasks
            ?? await context.CallActivityAsync<IReadOnlyList<MailingTask>>(nameof(MailingActivities.ListMailings), order, DurableRetry.Storage);

        MailingStatus?[] outcomes = await Task.WhenAll(tasks.Select(task => TryAsync(context, task, order.IsPatient)));
        List<MailingTask> stragglers = [.. tasks.Where((_, index) => outcomes[index] is null)];
        if (stragglers.Count > 0)
        {
            await context.CallActivityAsync(
                nameof(MailingActivities.HandOn),
                order with { Tasks = stragglers, IsPatient = true },
                DurableRetry.Storage);
        }

        // A meeting whose agenda did not reach everybody at once waits for the last of them.
        if (order is { IsPatient: true, Kind: MailKind.AgendaDispatch })
        {
            context.SendEvent(MeetingSignal.InstanceId(order.Meeting), MeetingSignal.EventName, 0);
        }

        // A bounce alert that cannot be delivered would otherwise alert about itself for ever.
        List<MailingTask> alerts = [.. tasks
            .Where((task, index) => outcomes[index] == MailingStatus.Failed && task.Key.Kind != MailKind.Bounce)
            .Select(BounceAlert.About)];
        if (alerts.Count > 0)
        {
            await context.CallActivityAsync(
                nameof(MailingActivities.HandOn),
                new MailingOrder(order.Meeting, MailKind.Bounce, order.Version) { Tasks = alerts, IsPatient = true },
                DurableRetry.Storage);
        }
    }

    /// <summary>What became of the mailing, or null when it still fails and somebody with more time is to go on with it.</summary>
    private static async Task<MailingStatus?> TryAsync(TaskOrchestrationContext context, MailingTask task, bool isPatient)
    {
        try
        {
            return await context.CallActivityAsync<MailingStatus>(
                nameof(MailingActivities.SendMailing),
                task,
                isPatient ? DurableRetry.Patient : DurableRetry.Brief);
        }
        catch (TaskFailedException) when (!isPatient)
        {
            return null;
        }
        catch (TaskFailedException fault)
        {
            return await context.CallActivityAsync<MailingStatus>(
                nameof(MailingActivities.GiveUpMailing),
                new MailingGivenUp(task.Key, fault.FailureDetails.ErrorMessage),
                DurableRetry.Storage);
        }
    }
}
