using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>A step of a meeting that is due, or has been carried out.</summary>
/// <param name="Meeting">The meeting.</param>
/// <param name="Step">The step.</param>
/// <param name="ScheduleVersion">The schedule it was due by.</param>
public sealed record StepTaken(MeetingKey Meeting, MeetingStep Step, int ScheduleVersion);

/// <summary>A move or cancellation that everybody has been told about.</summary>
public sealed record ChangeAnnounced(MeetingKey Meeting, int Version);

/// <summary>The spine's own activities: look ahead, and record what has been done.</summary>
public sealed partial class MeetingActivities(
    MeetingFiles files, MeetingChanges changes, PublicationGate gate, AuditTrail trail, TimeProvider time, ILogger<MeetingActivities> logger)
{
    [Function(nameof(LookAhead))]
    public async Task<Outlook> LookAhead([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        Meeting current = file.Meeting;
        DateTimeOffset now = time.GetUtcNow();
        Deadline? next = Timeline.Next(current, file.Council, now);
        bool isHeldBack = next is not null && next.Instant <= now && await gate.IsClosedAsync(file, next, cancellation);
        return new Outlook
        {
            Phase = current.Phase,
            Revision = current.Revision,
            ScheduleVersion = current.ScheduleVersion,
            Step = next?.Step,
            DueUtc = (isHeldBack ? PublicationGate.LooksAgain(file, next!) : next?.Instant)?.UtcDateTime,
            Announce = MeetingRules.ToAnnounce(current)?.Version,
            PassVerdictsOn = current.Minutes is { SubmittedAt: not null, VerdictsPassedOnAt: null },
            TellDeputies = current.Phase < MeetingPhase.Held && current.DeputyCalls.Any(call => call.IsUntold()),
            Correction = MeetingRules.NextCorrection(current)?.Number,
            HoldBack = isHeldBack && current.Minutes.HeldBackAt is null,
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
        Result<Meeting> done = await changes.ApplyAsync(taken.Meeting, meeting => MeetingRules.Complete(meeting, taken.Step, now), cancellation);
        if (done.IsRefused)
        {
            LogOvertaken(logger, taken.Meeting.Council, taken.Meeting.Meeting, taken.Step, done.Refusal.Code);
            return;
        }

        await trail.SystemAsync(
            taken.Meeting,
            "step-done",
            $"{taken.Step}|{done.Value.ScheduleVersion}",
            cancellation,
            new AuditFacts(taken.Step.ToString(), After: $"{done.Value.Revision}"));
    }

    [Function(nameof(MarkAnnounced))]
    public async Task MarkAnnounced([ActivityTrigger] ChangeAnnounced announced, CancellationToken cancellation)
    {
        _ = await changes.ApplyAsync(
            announced.Meeting,
            meeting => MeetingRules.Announce(meeting, announced.Version, time.GetUtcNow()),
            cancellation);
        await trail.SystemAsync(announced.Meeting, "change-announced", $"{announced.Version}", cancellation, new AuditFacts($"schedule {announced.Version}"));
    }

    [LoggerMessage(1101, LogLevel.Warning, "Step {Step} of meeting {Council}/{Meeting} was overtaken by a change ({Code}); the orchestration looks again.")]
    private static partial void LogOvertaken(ILogger logger, string council, string meeting, MeetingStep step, string code);
}
