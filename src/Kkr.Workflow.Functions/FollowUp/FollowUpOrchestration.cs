using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>Reminds the owner of an action point before its deadline and once it is overdue, unless it is done.</summary>
public static class FollowUpOrchestration
{
    [Function(nameof(FollowUpOrchestration))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, FollowUpKey key)
    {
        FollowUpOutlook outlook = await context.CallActivityAsync<FollowUpOutlook>(nameof(FollowUpActivities.LookAtFollowUp), key, DurableRetry.Storage);
        context.SetCustomStatus(outlook);
        if (outlook.DueUtc is not { } due)
        {
            return;
        }

        if (await Waiting.UntilAsync(context, due, FollowUpSignal.EventName))
        {
            await context.CallSubOrchestratorAsync(
                nameof(MailingOrchestration),
                new MailingOrder(outlook.Meeting, MailKind.FollowUp, 1) { Tasks = [outlook.Mailing!] });
        }

        context.ContinueAsNew(key);
    }
}

/// <summary>The next reminder of a follow-up, or none.</summary>
public sealed record FollowUpOutlook(MeetingKey Meeting, DateTime? DueUtc = null, MailingTask? Mailing = null);

/// <summary>Reads what a follow-up is waiting for.</summary>
public sealed class FollowUpActivities(IFollowUps followUps, ICouncils councils, IMailings mailings, TimeProvider time)
{
    [Function(nameof(LookAtFollowUp))]
    public async Task<FollowUpOutlook> LookAtFollowUp([ActivityTrigger] FollowUpKey key, CancellationToken cancellation)
    {
        FollowUpTask task = (await followUps.FindAsync(key.Council, key.Id, cancellation))?.Value
            ?? throw new InvalidOperationException($"Follow-up {key.Id} of {key.Council} is not in storage.");
        Council council = (await councils.FindAsync(key.Council, cancellation))?.Value
            ?? throw new InvalidOperationException($"Council {key.Council} is not in storage.");
        if (task.IsDone)
        {
            return new FollowUpOutlook(task.Meeting);
        }

        (FollowUpReminder? due, FollowUpReminder? coming) = FollowUpRules.Around(task, council, time.GetUtcNow());
        return due is not null && await mailings.FindAsync(KeyOf(task, due), cancellation) is null ? Outlook(task, due)
            : coming is not null ? Outlook(task, coming)
            : new FollowUpOutlook(task.Meeting);
    }

    private static FollowUpOutlook Outlook(FollowUpTask task, FollowUpReminder reminder) =>
        new(task.Meeting, reminder.Instant.UtcDateTime, new MailingTask(KeyOf(task, reminder)));

    private static MailingKey KeyOf(FollowUpTask task, FollowUpReminder reminder) =>
        new(task.Meeting, MailKind.FollowUp, 1, task.OwnerPost, FollowUpMailing.Subject(task, reminder));
}
