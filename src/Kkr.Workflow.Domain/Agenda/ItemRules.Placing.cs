using System.Globalization;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

// Where an item stands: its meeting, its section, its place in the section. After the freeze nothing of it changes.
public static partial class ItemRules
{
    /// <summary>
    /// Puts the item on another meeting that takes items still, later or earlier; from the pool it is taken up. It is then no longer late, for the
    /// secretariat has decided. The store then moves it.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="from">Its meeting, or null in the pool.</param>
    /// <param name="to">The meeting that it goes to.</param>
    public static Result<Item> MoveTo(Item item, Meeting? from, Meeting to)
    {
        if (item.Status == ItemStatus.Pooled)
        {
            return TakeUp(item, to).Then<Item>(taken => taken with { Relocations = item.Relocations + 1, PromisedTo = null });
        }

        if (item.Meeting == to.Key.Meeting)
        {
            return item;
        }

        if (Fixed(item) is { } automatic)
        {
            return automatic;
        }

        return (from is null ? null : IsOpenFor(from)) is { } closed ? closed
            : IsOpenFor(to) is { } full ? full
            : Moved(item, ItemMove.Move).Then<Item>(moved => moved with
            {
                Meeting = to.Key.Meeting,
                IsLate = false,
                PromisedTo = item.PromisedTo is null ? null : to.Date,
                LeftOutOf = null,
                Relocations = item.Relocations + 1,
            });
    }

    /// <summary>Lays the item in the pool because the secretariat says so, until its meeting's agenda is frozen.</summary>
    public static Result<Item> LayAside(Item item, Meeting? from) =>
        item.Status == ItemStatus.Pooled ? item
        : Fixed(item) is { } automatic ? automatic
        : from is not null && IsOpenFor(from) is { } closed ? closed
        : Pool(item).Then<Item>(pooled => pooled with { PromisedTo = null, Relocations = item.Relocations + 1 });

    /// <summary>Puts the item in another section, until it is frozen.</summary>
    public static Result<Item> ToSection(Item item, int section, Meeting? meeting, Council council)
    {
        if (item.Section == section)
        {
            return item;
        }

        if (section < 1 || section > council.Sections.Count)
        {
            return Refusal.OfField(
                "section-unknown", "section", $"1 to {council.Sections.Count}", section.ToString(CultureInfo.InvariantCulture),
                $"Dagsordenen har afsnit 1 til {council.Sections.Count}, ikke {section}.",
                $"The agenda has sections 1 to {council.Sections.Count}, not {section}.");
        }

        return Fixed(item) is { } automatic ? automatic
            : meeting is not null && IsOpenFor(meeting) is { } closed ? closed
            : item.Status is ItemStatus.Frozen or ItemStatus.Decided or ItemStatus.Withdrawn or ItemStatus.Rejected
                ? Refusal.OfState(
                    "item-closed", "status", "an item changes its section until it is frozen", item.Status.ToString(),
                    $"Punktet er {item.Status.InDanish()} og bliver i sit afsnit.", $"The item is {item.Status} and stays in its section.")
            : item with { Section = section };
    }

    /// <summary>
    /// The meeting with the item at a place of its section: 1 is the section's first number. Items that every agenda has keep the first places. Until
    /// the freeze.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="items">Its items.</param>
    /// <param name="item">The item, with the section it is to be in.</param>
    /// <param name="position">1-based.</param>
    /// <param name="council">Its council.</param>
    public static Result<Meeting> Place(Meeting meeting, IReadOnlyList<Item> items, Item item, int position, Council council)
    {
        if ((IsOpenFor(meeting) ?? Fixed(item)) is { } closed)
        {
            return closed;
        }

        NumberedAgenda agenda = AgendaRules.Number(council, meeting, [.. items.Select(one => one.Id == item.Id ? item : one)]);
        List<Item> section = [.. agenda.Sections.First(one => one.Number == item.Section).Items];
        if (section.All(one => one.Id != item.Id))
        {
            return Refusal.OfState(
                "item-not-listed", "status", "an item that the agenda lists", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()} og har ingen plads på dagsordenen.", $"The item is {item.Status} and has no place on the agenda.");
        }

        int first = section.Count(one => AgendaRules.IsAutomatic(one.Origin)) + 1;
        if (position < first || position > section.Count)
        {
            return Refusal.OfField(
                "position-out-of-range", "position", $"{first} to {section.Count}", position.ToString(CultureInfo.InvariantCulture),
                $"Punktet kan stå som nr. {first} til {section.Count} i afsnittet, ikke som nr. {position}.",
                $"The item's place in its section is {first} to {section.Count}, not {position}.");
        }

        List<string> order = [.. section.Where(one => one.Id != item.Id).Select(one => one.Id)];
        order.Insert(position - 1, item.Id);
        string[] whole = [.. meeting.ItemOrder.Where(id => !order.Contains(id)), .. order];
        return whole.SequenceEqual(meeting.ItemOrder) ? meeting : meeting with { ItemOrder = whole };
    }

    private static Refusal? Fixed(Item item) => AgendaRules.IsAutomatic(item.Origin)
        ? Refusal.OfState(
            "item-automatic", "origin", "an item that somebody submitted", item.Origin.ToString(),
            "Punktet står fast på dagsordenen og kan ikke flyttes.", "A standing item cannot be moved.")
        : null;
}
