using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>
/// Looks for what was changed after the minutes were published and is in no edition yet, so that none of it first shows in the approved one.
/// </summary>
public sealed class PendingCorrections(IItems items)
{
    public async Task<PendingCorrection?> OfAsync(MeetingFile file, CancellationToken cancellation) => file.Meeting.Phase != MeetingPhase.Published
        ? null
        : MeetingRules.PendingCorrectionOf(
            file.Meeting,
            file.Council,
            [.. (await items.ListAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation)).Select(item => item.Value)]);

    /// <summary>When its edition is due, UTC; null when there is nothing to correct.</summary>
    public async Task<DateTime?> DueAsync(MeetingFile file, CancellationToken cancellation) => await OfAsync(file, cancellation) is { } pending
        ? MeetingRules.CorrectionDue(file.Meeting, file.Council, pending).UtcDateTime
        : null;
}
