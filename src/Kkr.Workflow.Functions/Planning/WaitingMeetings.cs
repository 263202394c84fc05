using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Meetings whose minutes wait for a next meeting: they look again when one is planned, moved or cancelled.</summary>
public sealed class WaitingMeetings(IMeetings meetings)
{
    /// <param name="client">The durable client.</param>
    /// <param name="changed">The meeting that was planned, moved or cancelled.</param>
    public async Task WakeAsync(DurableTaskClient client, MeetingKey changed)
    {
        // The change is stored: whoever hangs up now must not keep the others from hearing of it.
        foreach (Meeting meeting in await meetings.ListAsync(changed.Council, CancellationToken.None))
        {
            if (meeting.Key != changed && meeting.Phase is MeetingPhase.Held or MeetingPhase.Minuted or MeetingPhase.Published)
            {
                await MeetingSignal.SendAsync(client, meeting.Key, meeting.Revision, CancellationToken.None);
            }
        }
    }
}
