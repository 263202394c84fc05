using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>
/// Passes the decision on item 1.1 back to the meetings whose minutes it decides, which have been waiting for it: when the deciding meeting's
/// own minutes are submitted, because until then the decision can be put right.
/// </summary>
public sealed class MinutesVerdicts(MeetingChanges changes, TimeProvider time)
{
    /// <summary>
    /// Each of the earlier meetings is judged by itself. One whose minutes are not there to be decided on is left as it is: its approval is on
    /// the next meeting's agenda again.
    /// </summary>
    public async Task PassOnAsync(Meeting deciding, Item item, DurableTaskClient client, CancellationToken cancellation)
    {
        if (item.Decision is not { } decision)
        {
            return;
        }

        foreach (VerdictOnMinutes judged in MeetingRules.VerdictsOf(item, decision))
        {
            _ = await changes.ApplyAndSignalAsync(
                new MeetingKey(deciding.Key.Council, judged.Meeting),
                meeting => meeting.Minutes.Verdicts.Any(verdict => verdict.ByMeeting == deciding.Key.Meeting)
                    ? meeting
                    : MeetingRules.RecordVerdict(
                        meeting, new MinutesVerdict(judged.Kind, deciding.Key.Meeting, deciding.Date, judged.Amendment, time.GetUtcNow())),
                client,
                cancellation);
        }
    }
}
