using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>
/// The one way to change a meeting: a pure rule is applied to fresh state and saved with its ETag, again on newer state when somebody
/// else was first; then the meeting's orchestration is told to look again.
/// </summary>
public sealed class MeetingChanges(IMeetings meetings)
{
    private const int Tries = 8;

    public async Task<Result<Meeting>> ApplyAsync(
        MeetingKey key,
        Func<Meeting, Result<Meeting>> rule,
        CancellationToken cancellation,
        string? ifMatch = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            Stored<Meeting>? stored = await meetings.FindAsync(key, cancellation);
            if (stored is null)
            {
                return RequestRefusals.NoSuch("meeting", "Mødet", key.Meeting);
            }

            if (ifMatch is not null && ifMatch != "*" && ifMatch != stored.ETag)
            {
                return RequestRefusals.Outdated(ifMatch);
            }

            Result<Meeting> changed = rule(stored.Value);
            if (changed.IsRefused || changed.Value == stored.Value)
            {
                return changed;
            }

            try
            {
                return (await meetings.SaveAsync(stored with { Value = changed.Value }, cancellation)).Value;
            }
            catch (ConcurrencyConflictException) when (attempt < Tries)
            {
            }
        }
    }

    /// <summary>As <see cref="ApplyAsync"/>, and wakes the meeting's orchestration so that it acts on the change.</summary>
    public async Task<Result<Meeting>> ApplyAndSignalAsync(
        MeetingKey key,
        Func<Meeting, Result<Meeting>> rule,
        DurableTaskClient client,
        CancellationToken cancellation,
        string? ifMatch = null)
    {
        Result<Meeting> changed = await ApplyAsync(key, rule, cancellation, ifMatch);
        if (!changed.IsRefused)
        {
            await MeetingSignal.SendAsync(client, key, changed.Value.Revision, CancellationToken.None);
        }

        return changed;
    }
}
