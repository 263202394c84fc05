using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.DurableTask;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>What each step does, in the order of a meeting's life. A step is recorded as done when all of it has been done.</summary>
internal static class MeetingSteps
{
    public static async Task RunAsync(TaskOrchestrationContext context, StepTaken due)
    {
        (MeetingKey meeting, MeetingStep step, int version) = due;
        switch (step)
        {
            case MeetingStep.Invitation:
                await CalendarAsync(context, nameof(CalendarActivities.Invite), meeting, version);
                await context.CallActivityAsync(nameof(AgendaActivities.AdoptPooledItems), meeting, DurableRetry.Storage);
                break;
            case MeetingStep.Call:
                await context.CallActivityAsync(nameof(AgendaActivities.AdoptPooledItems), meeting, DurableRetry.Storage);
                await MailAsync(context, meeting, MailKind.CallForItems, version);
                break;
            case MeetingStep.FirstReminder:
                await MailAsync(context, meeting, MailKind.FirstReminder, version);
                break;
            case MeetingStep.SecondReminder:
                await MailAsync(context, meeting, MailKind.SecondReminder, version);
                break;
            case MeetingStep.NetworkDraft:
                await MakeAgendaAsync(context, meeting, AgendaEditionKind.NetworkDraft);
                await MailAsync(context, meeting, MailKind.NetworkDraft, version);
                break;
            case MeetingStep.ChairmanshipDraft:
                await MakeAgendaAsync(context, meeting, AgendaEditionKind.ChairmanshipDraft);
                await MailAsync(context, meeting, MailKind.ChairmanshipDraft, version);
                break;
            case MeetingStep.Freeze:
                await FreezeAsync(context, meeting, version);
                break;
            case MeetingStep.Dispatch:
                await MailAsync(context, meeting, MailKind.AgendaDispatch, version);
                await CalendarAsync(context, nameof(CalendarActivities.UpdateEvent), meeting, version);
                break;
            case MeetingStep.DayBefore:
                await MailAsync(context, meeting, MailKind.DayBefore, version);
                break;
            case MeetingStep.MinutesDue:
                await MailAsync(context, meeting, MailKind.MinutesDue, version);
                break;
            case MeetingStep.DraftMinutes:
                await context.CallActivityAsync(nameof(SettlingActivities.SettleDecisions), meeting, DurableRetry.Storage);
                await MakeMinutesAsync(context, meeting, MinutesEditionKind.Draft);
                await MailAsync(context, meeting, MailKind.DraftMinutes, version);
                break;
            case MeetingStep.Publication:
                await MakeMinutesAsync(context, meeting, MinutesEditionKind.Published);
                await MailAsync(context, meeting, MailKind.MinutesPublished, version);
                break;
            case MeetingStep.Approval:
                await MakeMinutesAsync(context, meeting, MinutesEditionKind.Approved);
                await MailAsync(context, meeting, MailKind.MinutesApproved, version);
                break;
            case MeetingStep.ItemDeadline or MeetingStep.Start or MeetingStep.CommentsClose:
                break;
        }

        await context.CallActivityAsync(nameof(MeetingActivities.CompleteStep), due, DurableRetry.Storage);
    }

    /// <summary>Tells everybody that the meeting is moved or cancelled, and puts the calendar right. People come first: the calendar may be out of reach.</summary>
    public static async Task AnnounceAsync(TaskOrchestrationContext context, MeetingKey meeting, int change, bool isCancelled, bool inCalendarOnly)
    {
        if (isCancelled)
        {
            await context.CallActivityAsync(nameof(AgendaActivities.ReleaseItems), meeting, DurableRetry.Storage);
        }

        if (!inCalendarOnly)
        {
            await MailAsync(context, meeting, isCancelled ? MailKind.Cancelled : MailKind.Rescheduled, change);
        }

        await CalendarAsync(context, nameof(CalendarActivities.FollowSchedule), meeting, change);
        await context.CallActivityAsync(nameof(MeetingActivities.MarkAnnounced), new ChangeAnnounced(meeting, change), DurableRetry.Storage);
    }

    /// <summary>Tells deputies that they are called, or no longer are, and puts the calendar right.</summary>
    public static async Task TellDeputiesAsync(TaskOrchestrationContext context, MeetingKey meeting, int version)
    {
        IReadOnlyList<DeputyCall> untold =
            await context.CallActivityAsync<IReadOnlyList<DeputyCall>>(nameof(DeputyActivities.ListUntoldDeputies), meeting, DurableRetry.Storage);
        if (untold.Count > 0)
        {
            await context.CallSubOrchestratorAsync(
                nameof(MailingOrchestration),
                new MailingOrder(meeting, MailKind.DeputyCalled, version) { Tasks = [.. untold.Select(call => DeputyActivities.MailAbout(meeting, call))] });
            await CalendarAsync(context, nameof(CalendarActivities.UpdateEvent), meeting, version);
        }

        await context.CallActivityAsync(nameof(DeputyActivities.MarkDeputiesTold), new DeputiesTold(meeting, untold), DurableRetry.Storage);
    }

    /// <summary>Makes a corrected edition of the minutes; once they are published, everybody who has them is told.</summary>
    public static async Task CorrectMinutesAsync(TaskOrchestrationContext context, MeetingKey meeting, int correction)
    {
        await context.CallActivityAsync(nameof(SettlingActivities.SettleDecisions), meeting, DurableRetry.Storage);
        int? published = await context.CallActivityAsync<int?>(
            nameof(MinutesActivities.MakeCorrection), new CorrectionWanted(meeting, correction), DurableRetry.Storage);
        if (published is { } edition)
        {
            await MailAsync(context, meeting, MailKind.MinutesCorrected, edition);
        }
    }

    /// <summary>The minutes wait for an attachment that was promised: the secretariat is told once of each such wait, and the step stays due.</summary>
    public static async Task HoldBackAsync(TaskOrchestrationContext context, MeetingKey meeting, int version, int number)
    {
        if (number > 1)
        {
            await context.CallSubOrchestratorAsync(
                nameof(MailingOrchestration),
                new MailingOrder(meeting, MailKind.MinutesHeldBack, version) { Tasks = [MailingTask.ToSecretariat(meeting, MailKind.MinutesHeldBack, number, "again")] });
        }
        else
        {
            await MailAsync(context, meeting, MailKind.MinutesHeldBack, version);
        }

        await context.CallActivityAsync(nameof(MinutesActivities.MarkHeldBack), meeting, DurableRetry.Storage);
    }

    /// <summary>Prints the frozen agenda anew; the edition that people have is kept, and the link in their mails leads to the new one.</summary>
    public static Task RenewAgendaAsync(TaskOrchestrationContext context, MeetingKey meeting) =>
        MakeAgendaAsync(context, meeting, AgendaEditionKind.Frozen);

    /// <summary>The chairmanship gets the secretariat's answer to its comments, with a new draft where one goes along.</summary>
    public static async Task AnswerCommentsAsync(TaskOrchestrationContext context, MeetingKey meeting, int number)
    {
        await context.CallActivityAsync(
            nameof(AgendaActivities.MakeAgenda),
            new AgendaWanted(meeting, AgendaEditionKind.ChairmanshipDraft) { Answer = number },
            DurableRetry.Storage);
        await MailAsync(context, meeting, MailKind.CommentsAnswered, number);
        await context.CallActivityAsync(nameof(AgendaActivities.MarkCommentsAnswered), new AgendaAddition(meeting, number), DurableRetry.Storage);
    }

    /// <summary>The supplementary agenda, to those who have the agenda.</summary>
    public static async Task SendSupplementAsync(TaskOrchestrationContext context, MeetingKey meeting, int serial)
    {
        await context.CallActivityAsync(
            nameof(AgendaActivities.MakeAgenda),
            new AgendaWanted(meeting, AgendaEditionKind.Supplementary) { Supplement = serial },
            DurableRetry.Storage);
        await MailAsync(context, meeting, MailKind.SupplementaryAgenda, serial);
        await context.CallActivityAsync(nameof(AgendaActivities.MarkSupplementSent), new AgendaAddition(meeting, serial), DurableRetry.Storage);
    }

    /// <summary>Alarms the secretariat, unless somebody has done something about it in the meantime.</summary>
    public static async Task RaiseAlarmAsync(TaskOrchestrationContext context, AlarmDue alarm)
    {
        if (await context.CallActivityAsync<bool>(nameof(MeetingActivities.IsAlarmDue), alarm, DurableRetry.Storage))
        {
            MailKind kind = Enum.Parse<MailKind>(alarm.Kind.ToString());
            await context.CallSubOrchestratorAsync(
                nameof(MailingOrchestration),
                new MailingOrder(alarm.Meeting, kind, 1) { Tasks = [MailingTask.ToSecretariat(alarm.Meeting, kind, 1, alarm.Occasion)] });
            await context.CallActivityAsync(nameof(MeetingActivities.MarkAlarmed), alarm, DurableRetry.Storage);
        }
    }

    /// <summary>A calendar that stays out of reach is the secretariat's to mend by hand, told once for as long as that lasts; it never stops the meeting.</summary>
    private static async Task CalendarAsync(TaskOrchestrationContext context, string activity, MeetingKey meeting, int version)
    {
        try
        {
            await context.CallActivityAsync(activity, meeting, DurableRetry.Brief);
        }
        catch (TaskFailedException)
        {
            int fault = await context.CallActivityAsync<int>(nameof(CalendarActivities.NoteCalendarFault), meeting, DurableRetry.Storage);
            await context.CallSubOrchestratorAsync(
                nameof(MailingOrchestration),
                new MailingOrder(meeting, MailKind.CalendarFault, version) { Tasks = [MailingTask.ToSecretariat(meeting, MailKind.CalendarFault, fault, "calendar")] });
        }
    }

    private static async Task FreezeAsync(TaskOrchestrationContext context, MeetingKey meeting, int version)
    {
        await context.CallActivityAsync<IReadOnlyList<MailingTask>>(nameof(AgendaActivities.SetAsideLateItems), meeting, DurableRetry.Storage);
        await MakeAgendaAsync(context, meeting, AgendaEditionKind.Frozen);

        // The sweep answers those that were set aside above too.
        IReadOnlyList<MailingTask> leftOut =
            await context.CallActivityAsync<IReadOnlyList<MailingTask>>(nameof(AgendaActivities.SweepAfterFreeze), meeting, DurableRetry.Storage);
        if (leftOut.Count > 0)
        {
            await context.CallSubOrchestratorAsync(
                nameof(MailingOrchestration),
                new MailingOrder(meeting, MailKind.ItemRejected, version) { Tasks = leftOut });
        }
    }

    private static Task MailAsync(TaskOrchestrationContext context, MeetingKey meeting, MailKind kind, int version) =>
        context.CallSubOrchestratorAsync(nameof(MailingOrchestration), new MailingOrder(meeting, kind, version));

    private static Task MakeAgendaAsync(TaskOrchestrationContext context, MeetingKey meeting, AgendaEditionKind kind) =>
        context.CallActivityAsync(nameof(AgendaActivities.MakeAgenda), new AgendaWanted(meeting, kind), DurableRetry.Storage);

    private static Task MakeMinutesAsync(TaskOrchestrationContext context, MeetingKey meeting, MinutesEditionKind kind) =>
        context.CallActivityAsync(nameof(MinutesActivities.MakeMinutes), new MinutesWanted(meeting, kind), DurableRetry.Storage);
}
