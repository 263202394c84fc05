using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Passes the decision on item 1.1 back to the meetings whose minutes it decides, which have been waiting for it.</summary>
public sealed class MinutesVerdicts(MeetingChanges changes, TimeProvider time)
{
    public async Task PassOnAsync(Meeting decidedBy, Item item, DurableTaskClient client, CancellationToken cancellation)
    {
        if (item.Decision is not { } decision)
        {
            return;
        }

        MinutesVerdict verdict = new(KindOf(decision), decidedBy.Key.Meeting, decidedBy.Date, decision.Amendment, time.GetUtcNow());
        foreach (string earlier in item.ApprovesMinutesOf)
        {
            _ = await changes.ApplyAndSignalAsync(
                new MeetingKey(decidedBy.Key.Council, earlier),
                meeting => MeetingRules.RecordVerdict(meeting, verdict),
                client,
                cancellation);
        }
    }

    private static MinutesVerdictKind KindOf(Decision decision) =>
        !decision.Outcomes.Contains(Outcome.Approved) ? MinutesVerdictKind.NotApproved
        : decision.Amendment is null ? MinutesVerdictKind.Approved
        : MinutesVerdictKind.ApprovedWithAmendment;
}
