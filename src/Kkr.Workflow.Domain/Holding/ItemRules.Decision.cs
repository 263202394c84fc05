using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Agenda;

// What a meeting decides on its items.
public static partial class ItemRules
{
    /// <summary>
    /// Records what the meeting decided: from the meeting until the minutes are approved. Once they are submitted it is a correction, and what the item
    /// decided on earlier minutes stands, because it has been passed on. Once they are published it says why, so that nothing differs from what was published
    /// but what is known to have been corrected.
    /// </summary>
    /// <param name="item">A frozen item, or one whose decision is put right.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="meeting">Its meeting, or null in the pool, where nothing is decided.</param>
    /// <param name="hasQuorum">False when the meeting lacks its quorum: items can then only be discussed or postponed.</param>
    /// <param name="book">The directory, or null where its posts have been seen to.</param>
    /// <param name="networkName">The directors' network, which owns what is given to it by name.</param>
    /// <param name="cause">Why published minutes are corrected, or null.</param>
    public static Result<Item> Decide(
        Item item, Decision decision, Meeting? meeting, bool hasQuorum = true, DirectoryBook? book = null, string networkName = "", CorrectionCause? cause = null)
    {
        if (meeting is null)
        {
            return Moved(item with { Status = ItemStatus.Pooled }, ItemMove.Decide);
        }

        if (MeetingRules.AreApproved(meeting))
        {
            return Refusal.OfState(
                "minutes-approved", "phase", "decisions stand once the minutes are approved", meeting.Phase.ToString(),
                $"Referatet af mødet den {Danish.Date(meeting.Date)} er godkendt, og beslutningen kan ikke længere ændres.",
                "The minutes are approved; the decision stands.");
        }

        if (meeting.Phase != MeetingPhase.Held && !MeetingRules.TakesCorrections(meeting))
        {
            return Refusal.OfState(
                "meeting-not-held", "phase", "decisions are recorded from the meeting until the minutes are approved", meeting.Phase.ToString(),
                $"Beslutninger registreres, når mødet er holdt; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"Decisions are recorded from the meeting until its minutes are approved; the meeting is {meeting.Phase}.");
        }

        Decision settled = DecisionRules.Settle(decision, hasQuorum, book, networkName);
        if ((DecisionRules.Check(decision, item, meeting, hasQuorum, book) ?? VerdictsStand(item, settled, meeting)) is { } refusal)
        {
            return refusal;
        }

        return Moved(item, ItemMove.Decide).Then<Item>(moved =>
        {
            Item decided = moved with { Decision = settled };
            bool isCorrection = MeetingRules.ArePublished(meeting) && !EditionRules.PartsOf(item).SequenceEqual(EditionRules.PartsOf(decided));
            return !isCorrection ? decided
                : MeetingRules.MissingCause(cause) is { } missing ? missing
                : decided with { Correction = cause };
        });
    }

    /// <summary>
    /// The new item that a decision promised, linked to the item that promised it. With no meeting it rests in the pool and is matched by its date. Its
    /// texts are a beginning that the secretariat writes on.
    /// </summary>
    /// <param name="promise">What was promised.</param>
    /// <param name="from">The item whose decision promised it.</param>
    /// <param name="meeting">The meeting that decided.</param>
    /// <param name="target">The meeting that it is for, where that still takes items; else null.</param>
    /// <param name="council">The council.</param>
    /// <param name="now">UTC.</param>
    public static Item Promised(PromisedItem promise, Item from, Meeting meeting, Meeting? target, Planning.Council council, DateTimeOffset now) => new()
    {
        Id = "",
        Council = council.Id,
        Meeting = target?.Key.Meeting,
        Status = target is null ? ItemStatus.Pooled : ItemStatus.Accepted,
        Origin = ItemOrigin.CarriedOver,
        CarriedFrom = from.Id,
        PromisedTo = target?.Date ?? promise.Date,
        Section = from.Section is 1 or 2 or 6 ? 3 : from.Section,
        Title = promise.Title.Trim(),
        Background = $"Punktet blev lovet på mødet i {council.Name} den {Danish.Date(meeting.Date)} under punkt {from.Number}.",
        Recommendation = $"Det indstilles, at {council.Name} drøfter punktet.",
        CaseId = from.CaseId,
        CaseHandlers = from.CaseHandlers,
        Confidential = from.Confidential,
        ReceivedAt = now,
    };

    private static Refusal? VerdictsStand(Item item, Decision decision, Meeting meeting) =>
        meeting.Minutes.SubmittedAt is not null
        && item.Decision is { } before
        && !MeetingRules.VerdictsOf(item, before).SequenceEqual(MeetingRules.VerdictsOf(item, decision))
            ? Refusal.OfState(
                "verdicts-passed-on", "outcomes", "what was decided on earlier minutes stands once these are submitted", string.Join(", ", decision.Outcomes),
                "Hvad der blev besluttet om tidligere referater, er meddelt, da dette referat blev registreret, og kan ikke ændres. Teksten kan rettes.",
                "What was decided on earlier minutes has been passed on and stands; the text may be corrected.")
            : null;
}
