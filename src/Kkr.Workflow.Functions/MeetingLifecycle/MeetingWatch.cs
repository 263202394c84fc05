using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.FollowUp;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>
/// Once a day every open meeting's orchestration is made to look again, and every open follow-up that has a deadline, whatever they have seen: what they wait
/// for follows from items, settings and the directory too, and a signal is lost when the app dies between the write and the poke.
/// </summary>
public sealed partial class MeetingWatch(ICouncils councils, IMeetings meetings, IFollowUps followUps, ItemNews news, ILogger<MeetingWatch> logger)
{
    [Function(nameof(MeetingWatch))]
    public async Task RunAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (Council council in await councils.AllAsync(cancellation))
        {
            foreach (Meeting meeting in await meetings.ListAsync(council.Id, cancellation))
            {
                bool isOver = meeting.Phase is MeetingPhase.Approved or MeetingPhase.Cancelled && MeetingRules.ToAnnounce(meeting) is null;
                if (!isOver)
                {
                    await TryCheckAsync(client, meeting, cancellation);
                }
            }

            await TryTellOfPoolAsync(client, council.Id, cancellation);
            foreach (FollowUpTask task in await followUps.ListAsync(council.Id, cancellation))
            {
                if (task is { IsDone: false, Deadline: not null })
                {
                    await TryWakeAsync(client, council.Id, task.Id, cancellation);
                }
            }
        }
    }

    /// <summary>One meeting that cannot be looked at must not keep the others from being looked at.</summary>
    private async Task TryCheckAsync(DurableTaskClient client, Meeting meeting, CancellationToken cancellation)
    {
        try
        {
            await CheckAsync(client, meeting, cancellation);
            await news.TellUntoldAsync(meeting.Key.Council, meeting, client, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogUnseen(logger, fault, meeting.Key.Council, meeting.Key.Meeting);
        }
    }

    private async Task TryTellOfPoolAsync(DurableTaskClient client, string council, CancellationToken cancellation)
    {
        try
        {
            await news.TellUntoldAsync(council, meeting: null, client, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogUnseen(logger, fault, council, "pool");
        }
    }

    private async Task TryWakeAsync(DurableTaskClient client, string council, string task, CancellationToken cancellation)
    {
        try
        {
            await FollowUpSignal.WakeAsync(client, council, task, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogAsleep(logger, fault, council, task);
        }
    }

    private async Task CheckAsync(DurableTaskClient client, Meeting meeting, CancellationToken cancellation)
    {
        OrchestrationMetadata? instance = await client.GetInstanceAsync(MeetingSignal.InstanceId(meeting.Key), cancellation);
        if (instance is null)
        {
            LogMissing(logger, meeting.Key.Council, meeting.Key.Meeting);
            await MeetingSignal.StartAsync(client, meeting.Key, cancellation);
        }
        else if (instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated)
        {
            LogTerminated(logger, meeting.Key.Council, meeting.Key.Meeting);
        }
        else if (instance.IsCompleted)
        {
            // State is in the tables and every step is idempotent, so a fresh start goes on where the old instance stopped.
            LogStopped(logger, meeting.Key.Council, meeting.Key.Meeting, instance.RuntimeStatus);
            await MeetingSignal.RestartAsync(client, meeting.Key, cancellation);
        }
        else
        {
            await MeetingSignal.SendAsync(client, meeting.Key, meeting.Revision, cancellation);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "Meeting {Council}/{Meeting} had no orchestration; it is started now.")]
    private static partial void LogMissing(ILogger logger, string council, string meeting);

    [LoggerMessage(1302, LogLevel.Error, "The orchestration of open meeting {Council}/{Meeting} was {Status}; it is started anew. If it fails again, look at its failure and mend the cause.", EventName = "MeetingStartedAnew")]
    private static partial void LogStopped(ILogger logger, string council, string meeting, OrchestrationRuntimeStatus status);

    [LoggerMessage(1303, LogLevel.Warning, "The orchestration of open meeting {Council}/{Meeting} was terminated by somebody and is left so. Purge the instance to have it started anew.")]
    private static partial void LogTerminated(ILogger logger, string council, string meeting);

    [LoggerMessage(1304, LogLevel.Error, "Meeting {Council}/{Meeting} could not be looked at; the others were.", EventName = "MeetingNotLookedAt")]
    private static partial void LogUnseen(ILogger logger, Exception fault, string council, string meeting);

    [LoggerMessage(1305, LogLevel.Error, "Follow-up {Council}/{Task} could not be woken; the others were.", EventName = "FollowUpNotWoken")]
    private static partial void LogAsleep(ILogger logger, Exception fault, string council, string task);
}
