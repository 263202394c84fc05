using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>Sends one kind of mail to everybody who is to have it, side by side; one recipient's failure never stops another's mail.</summary>
public static class MailingOrchestration
{
    /// <summary>How long a meeting waits for a provider that asks for pauses; as long as it waits for one that fails.</summary>
    private static readonly TimeSpan Brevity = TimeSpan.FromMinutes(10);

    /// <summary>How long a mailing waits that nobody waits for, before the secretariat is told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

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

    /// <summary>
    /// What became of the mailing, or null when it still fails and somebody with more time is to go on with it. A pause that the provider asks for is
    /// waited out by a timer, which costs a row and no thread.
    /// </summary>
    private static async Task<MailingStatus?> TryAsync(TaskOrchestrationContext context, MailingTask task, bool isPatient)
    {
        DateTime until = context.CurrentUtcDateTime + (isPatient ? Patience : Brevity);
        while (true)
        {
            MailingStatus? status = await OnceAsync(context, task, isPatient);
            if (status != MailingStatus.Queued)
            {
                return status;
            }

            DateTimeOffset next = await context.CallActivityAsync<DateTimeOffset>(nameof(MailingActivities.NextTry), task, DurableRetry.Storage);
            if (next.UtcDateTime > until)
            {
                return isPatient ? await GiveUpAsync(context, task, "") : null;
            }

            await context.CreateTimer(next.UtcDateTime, CancellationToken.None);
        }
    }

    private static async Task<MailingStatus?> OnceAsync(TaskOrchestrationContext context, MailingTask task, bool isPatient)
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
            return await GiveUpAsync(context, task, fault.FailureDetails.ErrorMessage);
        }
    }

    private static async Task<MailingStatus?> GiveUpAsync(TaskOrchestrationContext context, MailingTask task, string error) =>
        await context.CallActivityAsync<MailingStatus>(nameof(MailingActivities.GiveUpMailing), new MailingGivenUp(task.Key, error), DurableRetry.Storage);
}
