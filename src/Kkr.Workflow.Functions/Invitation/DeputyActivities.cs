using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>Calls that deputies have been told about, as they were when they were told.</summary>
public sealed record DeputiesTold(MeetingKey Meeting, IReadOnlyList<DeputyCall> Calls);

/// <summary>Finds which deputies are still to be told that they are called, or no longer are.</summary>
public sealed class DeputyActivities(MeetingFiles files, MeetingChanges changes, AuditTrail trail, TimeProvider time)
{
    [Function(nameof(ListUntoldDeputies))]
    public async Task<IReadOnlyList<DeputyCall>> ListUntoldDeputies([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        return file.Meeting.Phase < MeetingPhase.Held ? [.. file.Meeting.DeputyCalls.Where(call => call.IsUntold())] : [];
    }

    [Function(nameof(MarkDeputiesTold))]
    public async Task MarkDeputiesTold([ActivityTrigger] DeputiesTold told, CancellationToken cancellation)
    {
        _ = await changes.ApplyAsync(told.Meeting, meeting => MeetingRules.DeputiesTold(meeting, told.Calls, time.GetUtcNow()), cancellation);
        foreach (DeputyCall call in told.Calls)
        {
            string action = call.EndedAt is null ? "deputy-called" : "deputy-called-off";
            await trail.SystemAsync(told.Meeting, action, $"{call.Number}", cancellation, new AuditFacts(After: $"{call.Seat} {call.Deputy}"));
        }
    }

    /// <summary>Which mail tells about a call. Its number is the mailing's version, so that a deputy who is called twice is told twice.</summary>
    internal static MailingTask MailAbout(MeetingKey meeting, DeputyCall call) => call switch
    {
        { Deputy: null } => MailingTask.ToSecretariat(meeting, MailKind.DeputyMissing, call.Number, call.Seat),
        { EndedAt: null } => new MailingTask(new MailingKey(meeting, MailKind.DeputyCalled, call.Number, call.Deputy, call.Seat)),
        _ => new MailingTask(new MailingKey(meeting, MailKind.DeputyCalledOff, call.Number, call.Deputy, call.Seat)),
    };
}
