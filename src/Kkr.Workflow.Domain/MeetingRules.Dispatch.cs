using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

// When an agenda counts as dispatched, who answers for it when it does not, and what is added to it afterwards.
public static partial class MeetingRules
{
    /// <summary>True when the agenda was sent before everybody had been reached, and they have been since, or somebody answers for those who were not.</summary>
    public static bool IsDispatchToConfirm(Meeting meeting, DispatchEvidence evidence) =>
        meeting.Phase == MeetingPhase.Frozen && meeting.HasDone(MeetingStep.Dispatch) && (evidence.IsComplete || IsNonDeliveryAnsweredFor(meeting));

    /// <summary>
    /// True when somebody answers for those whom the agenda did not reach. Whoever let it go out, held or late, did so before that was known and answers
    /// for nothing but that.
    /// </summary>
    public static bool IsNonDeliveryAnsweredFor(Meeting meeting) =>
        meeting.DispatchOverride is { } answered
        && meeting.Completed.LastOrDefault(done => done.Step == MeetingStep.Dispatch) is { } sent
        && answered.At >= sent.At;

    /// <summary>The meeting, dispatched at last. Nothing changes while somebody is left without the agenda, or when it is dispatched already.</summary>
    public static Result<Meeting> ConfirmDispatch(Meeting meeting, DispatchEvidence evidence) =>
        IsDispatchToConfirm(meeting, evidence)
            ? MeetingPhases.After(meeting.Phase, MeetingMove.Dispatch).Then<Meeting>(phase => meeting with { Phase = phase })
            : meeting;

    /// <summary>
    /// Somebody answers by name for the dispatch: an agenda that is held or late goes out, and one that did not reach everybody counts as dispatched.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="post">Who answers.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">UTC.</param>
    /// <param name="isReached">Whether everybody has the agenda: when it counts as dispatched too, there is nothing to answer for.</param>
    public static Result<Meeting> OverrideDispatch(Meeting meeting, string post, string? reason, DateTimeOffset now, bool isReached = false)
    {
        if (meeting.Phase is not (MeetingPhase.Preparing or MeetingPhase.Frozen or MeetingPhase.Dispatched)
            || (meeting.Phase == MeetingPhase.Dispatched && isReached))
        {
            return Refusal.OfState(
                "nothing-to-override", "phase", "an agenda that has yet to be dispatched", meeting.Phase.ToString(),
                $"Der er ingen udsendelse at tage ansvar for; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"There is no dispatch to answer for; the meeting is {meeting.Phase}.");
        }

        return string.IsNullOrWhiteSpace(reason)
            ? Refusal.OfField(
                "reason-missing", "reason", "required", reason, "Skriv en begrundelse.", "A reason is required.")
            : meeting with { DispatchOverride = new DispatchOverride(post, reason.Trim(), now) };
    }

    /// <summary>True when the agenda may not be dispatched any more unless somebody answers for it: an ordinary meeting's latest day has passed.</summary>
    public static bool IsDispatchOverdue(Meeting meeting, Council council, DateOnly latest, DateTimeOffset now) =>
        meeting.Kind == MeetingKind.Ordinary
        && meeting.DispatchOverride is null
        && LocalTime.ToLocal(now, council.TimeZone).Date > latest;

    /// <summary>Adds items to a frozen agenda by a supplementary one; the items themselves come from <see cref="ItemRules.Supplement"/>.</summary>
    public static Result<Meeting> AddSupplement(Meeting meeting, IReadOnlyList<Item> items, string reason, string post, DateTimeOffset now)
    {
        if (meeting.Supplements.Any(known => known.Items.SequenceEqual(items.Select(item => item.Id))))
        {
            return meeting;
        }

        return meeting.Phase is not (MeetingPhase.Frozen or MeetingPhase.Dispatched)
            ? MeetingPhases.After(meeting.Phase, MeetingMove.Dispatch).Refusal!
            : meeting with
            {
                Supplements = [.. meeting.Supplements, new Supplement(meeting.Supplements.Count + 1, [.. items.Select(item => item.Id)], reason.Trim(), post, now)],
            };
    }

    /// <summary>The supplements' items that have no number yet: an item is on the agenda once its supplement is recorded, and is numbered after that.</summary>
    public static IReadOnlyList<Item> SupplementsToNumber(Meeting meeting, IReadOnlyList<Item> items) =>
        meeting.Phase is not (MeetingPhase.Frozen or MeetingPhase.Dispatched)
            ? []
            : [.. meeting.Supplements.SelectMany(supplement => supplement.Items)
                .Select(id => items.FirstOrDefault(item => item.Id == id && item is { Status: ItemStatus.Scheduled, Number: null })).OfType<Item>()];

    /// <summary>The serial of the first supplement that is to be sent; null when there is none, or the agenda itself has not been sent yet.</summary>
    public static int? SupplementToSend(Meeting meeting) =>
        meeting.Phase is MeetingPhase.Frozen or MeetingPhase.Dispatched && meeting.HasDone(MeetingStep.Dispatch)
            ? meeting.Supplements.FirstOrDefault(supplement => supplement.SentAt is null)?.Serial
            : null;

    /// <summary>Records that everybody was sent a supplement. Repeating it changes nothing.</summary>
    public static Meeting SupplementSent(Meeting meeting, int serial, DateTimeOffset now) => meeting with
    {
        Supplements = [.. meeting.Supplements.Select(known => known.Serial == serial && known.SentAt is null ? known with { SentAt = now } : known)],
    };
}
