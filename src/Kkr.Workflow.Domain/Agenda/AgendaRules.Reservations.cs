using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

// What the annual wheel reserves: a place that somebody's item fills, or that falls away at the freeze.
public static partial class AgendaRules
{
    /// <summary>Why a reservation that nobody filled is not on the frozen agenda.</summary>
    public const string UnfilledReason = "Der kom ikke noget punkt til emnet, før dagsordenen blev låst";

    /// <summary>True for a place that the annual wheel reserved and that nobody has filled: neither with an item nor by writing in it.</summary>
    public static bool IsReservation(Item item) =>
        item is { Origin: ItemOrigin.AnnualWheel, Status: ItemStatus.Accepted or ItemStatus.Scheduled, Number: null, Generated: { } made, Attachments.Count: 0, Presenters.Count: 0 }
        && GeneratedText.Of(item) == made;

    /// <summary>The item that fills a reservation by itself: one on the same meeting with the same title. Null when there is none.</summary>
    public static Item? FillerOf(Item reservation, IEnumerable<Item> items) => items.FirstOrDefault(item =>
        item.Id != reservation.Id
        && item.Meeting == reservation.Meeting
        && item.Origin is ItemOrigin.Submitted or ItemOrigin.CarriedOver
        && item.Status is ItemStatus.Proposed or ItemStatus.Accepted or ItemStatus.Scheduled
        && string.Equals(Plain(item.Title), Plain(reservation.Title), StringComparison.OrdinalIgnoreCase));

    /// <summary>The reservation, filled by an item that takes its place on the agenda.</summary>
    public static Result<Item> Fill(Item reservation, Item by)
    {
        if (reservation.FilledBy == by.Id)
        {
            return reservation;
        }

        if (!IsReservation(reservation))
        {
            return Refusal.OfState(
                "not-a-reservation", "reserved", "a subject of the annual wheel that nobody has filled", reservation.Id,
                $"Punktet {reservation.Id} er ikke en ledig plads fra årshjulet.", $"{reservation.Id} is no open reservation of the annual wheel.");
        }

        bool isOnMeeting = by.Meeting == reservation.Meeting && by.Origin is ItemOrigin.Submitted or ItemOrigin.CarriedOver
            && by.Status is ItemStatus.Proposed or ItemStatus.Accepted or ItemStatus.Scheduled;
        return !isOnMeeting
            ? Refusal.OfState(
                "cannot-fill", "item", "a live item on the same meeting", by.Id,
                $"Punktet {by.Id} kan ikke udfylde pladsen: Det skal være indmeldt til samme møde og ikke være låst.",
                $"{by.Id} cannot fill the reservation: it must be a live item on the same meeting.")
            : ItemRules.Withdraw(reservation, $"Emnet er udfyldt af punktet »{by.Title}«").Then<Item>(filled => filled with { FilledBy = by.Id });
    }

    /// <summary>The reservations as the freeze leaves them: filled where an item of the same title is there, else withdrawn, where the council wants it so.</summary>
    public static IReadOnlyList<Item> SettleReservations(Council council, Meeting meeting, IReadOnlyList<Item> items, bool isFreeze) =>
    [
        .. items.Where(item => item.Meeting == meeting.Key.Meeting && IsReservation(item))
            .Select(reservation => FillerOf(reservation, items) is { } filler ? Fill(reservation, filler).Value
                : isFreeze && council.DropsEmptyReservations ? ItemRules.Withdraw(reservation, UnfilledReason).Value
                : null)
            .OfType<Item>(),
    ];

    /// <summary>The subjects that fell away at the freeze, for the secretariat's notice.</summary>
    public static IReadOnlyList<Item> Unfilled(IEnumerable<Item> items) =>
        [.. items.Where(item => item is { Origin: ItemOrigin.AnnualWheel, Status: ItemStatus.Withdrawn, Reason: UnfilledReason })];

    private static string Plain(string title) => string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
