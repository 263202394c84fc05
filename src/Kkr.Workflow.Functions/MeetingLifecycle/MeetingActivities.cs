using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>A step of a meeting that is due, or has been carried out.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Step">The step.</param>
/// <param name="ScheduleVersion">The schedule it was due by.</param>
public sealed record StepTaken(MeetingKey Meeting, MeetingStep Step, int ScheduleVersion);

/// <summary>A move or cancellation that everybody has been told about.</summary>
public sealed record ChangeAnnounced(MeetingKey Meeting, int Version);

/// <summary>An alarm that the orchestration found due.</summary>
public sealed record AlarmDue(MeetingKey Meeting, AlarmKind Kind, string Occasion);

/// <summary>The spine's own activities: look ahead, and record what has been done.</summary>
public sealed partial class MeetingActivities(
    MeetingFiles files,
    MeetingChanges changes,
    AgendaLookout lookout,
    PublicationGate gate,
    PendingCorrections pending,
    AuditTrail trail,
    PresenterSlots slots,
    TimeProvider time,
    ILogger<MeetingActivities> logger)
{
    [Function(nameof(LookAhead))]
    public async Task<Outlook> LookAhead([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        Meeting current = file.Meeting;
        DateTimeOffset now = time.GetUtcNow();
        Deadline? next = Timeline.Next(current, file.Council, now);
        bool isHeldBack = next is not null && next.Instant <= now && await gate.IsClosedAsync(file, next, cancellation);
        ScheduleChange? announce = MeetingRules.ToAnnounce(current);
        return new Outlook
        {
            ThawItems = await lookout.HasItemsToThawAsync(current, cancellation),
            NumberSupplements = await lookout.HasSupplementToNumberAsync(current, cancellation),
            RenewAgenda = await lookout.IsAgendaOutdatedAsync(current, cancellation),
            ConfirmDispatch = await lookout.IsDispatchToConfirmAsync(current, cancellation),
            CommentAnswer = AgendaHold.ToSend(current),
            Supplement = MeetingRules.SupplementToSend(current),
            Alarm = await lookout.AlarmAsync(file, await files.NextAfterAsync(current, cancellation) is not null, now, cancellation),
            AnnounceInCalendarOnly = announce is { CalendarOnly: true },
            Phase = current.Phase,
            Revision = current.Revision,
            ScheduleVersion = current.ScheduleVersion,
            Step = next?.Step,
            DueUtc = (isHeldBack ? PublicationGate.LooksAgain(file, next!) : next?.Instant)?.UtcDateTime,
            Announce = announce?.Version,
            PassVerdictsOn = current.Minutes is { SubmittedAt: not null, VerdictsPassedOnAt: null },
            TellDeputies = current.Phase < MeetingPhase.Held && current.DeputyCalls.Any(call => call.IsUntold()),
            Correction = MeetingRules.NextCorrection(current)?.Number,
            PendingCorrectionUtc = await pending.DueAsync(file, cancellation),
            HoldBack = isHeldBack && HeldBackMinutes.IsToTell(current.Minutes, await gate.AwaitedAsync(meeting, cancellation)),
            HoldBackNumber = HeldBackMinutes.Next(current.Minutes),
            Finished = current.Phase is MeetingPhase.Approved or MeetingPhase.Cancelled,
        };
    }

    /// <summary>True when the step is due by the state as it is now: the meeting may have been moved or cancelled without the orchestration hearing of it.</summary>
    [Function(nameof(IsStillDue))]
    public async Task<bool> IsStillDue([ActivityTrigger] StepTaken step, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(step.Meeting, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        return MeetingRules.ToAnnounce(file.Meeting) is null
            && file.Meeting.ScheduleVersion == step.ScheduleVersion
            && Timeline.Next(file.Meeting, file.Council, now) is { } next
            && next.Step == step.Step
            && next.Instant <= now
            && !await gate.IsClosedAsync(file, next, cancellation);
    }

    [Function(nameof(CompleteStep))]
    public async Task CompleteStep([ActivityTrigger] StepTaken taken, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool isReached = taken.Step != MeetingStep.Dispatch || await lookout.IsReachedAsync(taken, cancellation);
        Result<Meeting> done = await changes.ApplyAsync(taken.Meeting, meeting => MeetingRules.Complete(meeting, taken.Step, now, isReached, taken.ScheduleVersion), cancellation);
        if (done.IsRefused)
        {
            LogOvertaken(logger, taken.Meeting.Council, taken.Meeting.Meeting, taken.Step, done.Refusal.Code);
            return;
        }

        await trail.SystemAsync(
            taken.Meeting,
            "step-done",
            $"{taken.Step}|{taken.ScheduleVersion}",
            cancellation,
            new AuditFacts(taken.Step.ToString(), After: $"{done.Value.Revision}"));
    }

    /// <summary>Everybody has the agenda after all, or somebody answers for those who have not.</summary>
    [Function(nameof(ConfirmDispatch))]
    public async Task ConfirmDispatch([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        DispatchEvidence evidence = await lookout.EvidenceAsync(file.Meeting, cancellation);
        Result<Meeting> confirmed = await changes.ApplyAsync(meeting, current => MeetingRules.ConfirmDispatch(current, evidence), cancellation);
        if (!confirmed.IsRefused && confirmed.Value.Phase == MeetingPhase.Dispatched)
        {
            await trail.SystemAsync(meeting, "dispatch-confirmed", $"{confirmed.Value.ScheduleVersion}", cancellation);
        }
    }

    /// <summary>True when the alarm is still to be raised by the state as it is now.</summary>
    [Function(nameof(IsAlarmDue))]
    public async Task<bool> IsAlarmDue([ActivityTrigger] AlarmDue due, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(due.Meeting, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        return await lookout.AlarmAsync(file, await files.NextAfterAsync(file.Meeting, cancellation) is not null, now, cancellation) is { } alarm
            && alarm.Kind == due.Kind
            && alarm.Occasion == due.Occasion
            && alarm.Instant <= now;
    }

    [Function(nameof(MarkAlarmed))]
    public async Task MarkAlarmed([ActivityTrigger] AlarmDue raised, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        _ = await changes.ApplyAsync(raised.Meeting, meeting => Alarms.Raise(meeting, raised.Kind, raised.Occasion, now), cancellation);
        await trail.SystemAsync(raised.Meeting, "secretariat-alarmed", $"{raised.Kind}|{raised.Occasion}", cancellation, new AuditFacts(raised.Kind.ToString()));
    }

    [Function(nameof(MarkAnnounced))]
    public async Task MarkAnnounced([ActivityTrigger] ChangeAnnounced announced, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        _ = await changes.ApplyAsync(
            announced.Meeting,
            meeting => MeetingRules.Announce(meeting, announced.Version, time.GetUtcNow()),
            cancellation);
        await trail.SystemAsync(announced.Meeting, "change-announced", $"{announced.Version}", cancellation, new AuditFacts($"schedule {announced.Version}"));
        MeetingFile file = await files.OpenAsync(announced.Meeting, cancellation);
        if (!file.IsCancelled && await slots.AreDeadAsync(file, cancellation))
        {
            await MailQueue.QueueAsync(
                client, [MailingTask.ToSecretariat(announced.Meeting, MailKind.PresenterSlots, announced.Version, "presenters")], cancellation);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Step {Step} of meeting {Council}/{Meeting} was overtaken by a change ({Code}); the orchestration looks again.")]
    private static partial void LogOvertaken(ILogger logger, string council, string meeting, MeetingStep step, string code);
}
