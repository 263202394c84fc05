using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Invitation;

/// <summary>When a municipality may say that it has no items.</summary>
public static class ReplyRules
{
    /// <summary>"Ingen punkter" is taken until the agenda is frozen, also after the deadline, and only from a municipality without items on the meeting.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="municipality">The municipality's code, or the post of the network or the secretariat.</param>
    /// <param name="items">The meeting's items.</param>
    /// <param name="now">UTC.</param>
    /// <param name="council">Its council, which says when the deadline was; null where that is of no interest.</param>
    public static Result<Reply> NoItems(Meeting meeting, string municipality, IReadOnlyList<Item> items, DateTimeOffset now, Council? council = null)
    {
        if (meeting.Phase is not (MeetingPhase.Planned or MeetingPhase.Calling or MeetingPhase.Preparing))
        {
            return Refusal.OfState(
                "call-closed", "phase", "a call is answered until the agenda is frozen", meeting.Phase.ToString(),
                $"Indkaldelsen af punkter er afsluttet; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"The call for items is over; the meeting is {meeting.Phase}.");
        }

        int own = CallAnswers.CountOf(meeting.Key, municipality, items);
        return own == 0
            ? new Reply(municipality, HasItems: false, now, ItemCount: 0) { IsLate = council is not null && IsLate(meeting, council, now) }
            : Refusal.OfState(
                "has-items", "answer", "a municipality with items on the meeting withdraws them first", $"{own}",
                $"Der er allerede indsendt {Danish.Count(own, "punkt", "punkter")} til mødet. Træk først tilbage, hvad der ikke skal med.",
                $"{own} item(s) have been submitted to the meeting already. Withdraw them first.");
    }

    private static bool IsLate(Meeting meeting, Council council, DateTimeOffset now) =>
        Timeline.Of(meeting, council).Find(MeetingStep.ItemDeadline) is { } deadline && now > deadline.Instant;
}
