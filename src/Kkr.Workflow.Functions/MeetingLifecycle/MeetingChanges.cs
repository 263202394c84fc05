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
    internal Task<Result<Meeting>> ApplyAsync(
        MeetingKey key,
        Func<Meeting, Result<Meeting>> rule,
        CancellationToken cancellation,
        MeetingCheck? check = null) =>
        Retry.OnConflictAsync<Result<Meeting>>(async () =>
        {
            Stored<Meeting>? stored = await meetings.FindAsync(key, cancellation);
            if (stored is null)
            {
                return RequestRefusals.NoSuch("meeting", "Mødet", key.Meeting);
            }

            if (check?.RefusalOf(stored) is { } outdated)
            {
                return outdated;
            }

            Result<Meeting> changed = rule(stored.Value);
            if (changed.IsRefused || changed.Value == stored.Value)
            {
                check?.Tell(stored);
                return changed;
            }

            Stored<Meeting> saved = await meetings.SaveAsync(stored with { Value = changed.Value }, cancellation);
            check?.Tell(saved);
            return saved.Value;
        });

    /// <summary>As <see cref="ApplyAsync"/>, and wakes the meeting's orchestration so that it acts on the change.</summary>
    internal async Task<Result<Meeting>> ApplyAndSignalAsync(
        MeetingKey key,
        Func<Meeting, Result<Meeting>> rule,
        DurableTaskClient client,
        CancellationToken cancellation,
        MeetingCheck? check = null)
    {
        Result<Meeting> changed = await ApplyAsync(key, rule, cancellation, check);
        if (!changed.IsRefused)
        {
            await MeetingSignal.SendAsync(client, key, changed.Value.Revision, CancellationToken.None);
        }

        return changed;
    }
}

/// <summary>The version that a request was made for: the meeting's, or that of the part which the request replaces.</summary>
internal sealed record MeetingCheck(VersionCheck Check, Func<Meeting, object?>? Replaces)
{
    public Refusal? RefusalOf(Stored<Meeting> current) => Check.RefusalOf(TagOf(current));

    public void Tell(Stored<Meeting> saved) => Check.Tell(TagOf(saved));

    private string? TagOf(Stored<Meeting> current) => Replaces is null ? EntityTag.OfVersion(current.ETag)
        : Replaces(current.Value) is { } part ? EntityTag.OfContent(part)
        : null;
}
