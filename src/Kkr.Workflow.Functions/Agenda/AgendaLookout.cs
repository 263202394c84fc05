using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Looks at items and ledger for what the meeting alone does not say: whether its agenda still holds, and whom it has reached.</summary>
public sealed class AgendaLookout(IMeetings meetings, IItems items, IMailings mailings)
{
    public async Task<DispatchEvidence> EvidenceAsync(Meeting meeting, CancellationToken cancellation) =>
        DispatchEvidence.Of(meeting, await mailings.ListAsync(meeting.Key, cancellation));

    internal async Task<bool> HasItemsToThawAsync(Meeting meeting, CancellationToken cancellation) =>
        meeting.ReopenedAt is not null
        && AgendaRules.TakesItems(meeting)
        && (await ItemsOfAsync(meeting, cancellation)).Any(item => item.Status == ItemStatus.Frozen);

    internal async Task<bool> HasSupplementToNumberAsync(Meeting meeting, CancellationToken cancellation) =>
        meeting.Supplements.Any(supplement => supplement.SentAt is null)
        && MeetingRules.SupplementsToNumber(meeting, await ItemsOfAsync(meeting, cancellation)).Count > 0;

    internal async Task<bool> IsAgendaOutdatedAsync(Meeting meeting, CancellationToken cancellation) =>
        meeting.Phase is MeetingPhase.Frozen or MeetingPhase.Dispatched
        && AgendaRules.IsOutdated(meeting, meeting.Agendas.Any(AgendaRules.IsReadByTexts)
            ? [.. (await items.ListAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation)).Select(item => item.Value)]
            : await ItemsOfAsync(meeting, cancellation));

    /// <summary>The alarm that comes next. A mail may come back after the agenda counts as dispatched.</summary>
    internal async Task<MeetingAlarm?> AlarmAsync(MeetingFile file, bool hasNext, DateTimeOffset now, CancellationToken cancellation) => Alarms.Next(
        file.Meeting,
        file.Council,
        hasNext,
        now,
        file.Meeting.Phase != MeetingPhase.Dispatched || (await EvidenceAsync(file.Meeting, cancellation)).IsComplete);

    internal async Task<bool> IsDispatchToConfirmAsync(Meeting meeting, CancellationToken cancellation) =>
        meeting.Phase == MeetingPhase.Frozen
        && meeting.HasDone(MeetingStep.Dispatch)
        && MeetingRules.IsDispatchToConfirm(meeting, await EvidenceAsync(meeting, cancellation));

    /// <summary>Whether the dispatch that has just been carried out reached everybody.</summary>
    internal async Task<bool> IsReachedAsync(StepTaken dispatch, CancellationToken cancellation)
    {
        Meeting meeting = (await meetings.FindAsync(dispatch.Meeting, cancellation))!.Value;
        DispatchEvidence evidence = DispatchEvidence.Of(
            meeting with { Completed = [.. meeting.Completed, new CompletedStep(dispatch.Step, dispatch.ScheduleVersion, default)] },
            await mailings.ListAsync(dispatch.Meeting, cancellation));
        return evidence.IsComplete;
    }

    private Task<IReadOnlyList<Item>> ItemsOfAsync(Meeting meeting, CancellationToken cancellation) =>
        items.ListWithoutTextsAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation);
}
