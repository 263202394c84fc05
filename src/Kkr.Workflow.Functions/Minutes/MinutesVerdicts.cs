using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Passes the decision on item 1.1 back to the meetings whose minutes it decides, which have been waiting for it.</summary>
public sealed class MinutesVerdicts(IMeetings meetings, MeetingChanges changes, TimeProvider time)
{
    /// <summary>Why the decision cannot be taken yet, because some of the minutes are not there to be decided on; null when it can.</summary>
    public async Task<Refusal?> ObjectionAsync(Meeting deciding, Item item, Decision decision, CancellationToken cancellation)
    {
        MinutesVerdict verdict = VerdictOf(deciding, decision);
        foreach (string earlier in item.ApprovesMinutesOf)
        {
            Stored<Meeting>? stored = await meetings.FindAsync(new MeetingKey(deciding.Key.Council, earlier), cancellation);
            if (stored is not null && MeetingRules.RecordVerdict(stored.Value, verdict) is { IsRefused: true } refused)
            {
                return refused.Refusal;
            }
        }

        return null;
    }

    public async Task PassOnAsync(Meeting deciding, Item item, DurableTaskClient client, CancellationToken cancellation)
    {
        if (item.Decision is not { } decision)
        {
            return;
        }

        foreach (string earlier in item.ApprovesMinutesOf)
        {
            _ = await changes.ApplyAndSignalAsync(
                new MeetingKey(deciding.Key.Council, earlier),
                meeting => MeetingRules.RecordVerdict(meeting, VerdictOf(deciding, decision)),
                client,
                cancellation);
        }
    }

    private MinutesVerdict VerdictOf(Meeting deciding, Decision decision) =>
        new(KindOf(decision), deciding.Key.Meeting, deciding.Date, decision.Amendment, time.GetUtcNow());

    private static MinutesVerdictKind KindOf(Decision decision) =>
        !decision.Outcomes.Contains(Outcome.Approved) ? MinutesVerdictKind.NotApproved
        : decision.Amendment is null ? MinutesVerdictKind.Approved
        : MinutesVerdictKind.ApprovedWithAmendment;
}
