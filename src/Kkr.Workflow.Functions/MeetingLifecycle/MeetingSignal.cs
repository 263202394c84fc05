using Kkr.Workflow.Domain;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>The event that wakes a meeting's orchestration: something about the meeting has changed, look again.</summary>
public static class MeetingSignal
{
    public const string EventName = "MeetingChanged";

    /// <summary>The durable instance of a meeting; it stays the same when the meeting is moved.</summary>
    public static string InstanceId(MeetingKey meeting) => $"meeting-{meeting.Council}-{meeting.Meeting}";

    public static Task SendAsync(DurableTaskClient client, MeetingKey meeting, int revision, CancellationToken cancellation) =>
        client.RaiseEventAsync(InstanceId(meeting), EventName, revision, cancellation);

    /// <summary>Starts the meeting's orchestration unless it is there already.</summary>
    public static async Task StartAsync(DurableTaskClient client, MeetingKey meeting, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(InstanceId(meeting), cancellation) is null)
        {
            await RestartAsync(client, meeting, cancellation);
        }
    }

    /// <summary>Starts the meeting's orchestration where there is none, or in place of one that has ended.</summary>
    public static Task RestartAsync(DurableTaskClient client, MeetingKey meeting, CancellationToken cancellation) =>
        DurableStart.OnceAsync(client, nameof(MeetingOrchestration), meeting, InstanceId(meeting), cancellation);
}
