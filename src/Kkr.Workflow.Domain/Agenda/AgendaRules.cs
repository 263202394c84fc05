using System.Globalization;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>
/// Puts items on an agenda: the fixed sections, order and numbers. <c>AgendaRules.AutomaticItems.cs</c> has the items that come by themselves,
/// <c>AgendaRules.Freeze.cs</c> until when items are taken, <c>AgendaRules.Upcoming.cs</c> what the coming meetings will bring.
/// </summary>
public static partial class AgendaRules
{
    /// <summary>
    /// The agenda as it would be frozen now: the council's sections in order, empty ones kept. Numbers that an item has already are kept, also by a
    /// withdrawn item; new ones go after the highest of the section. Pure: the items' status is left as it is.
    /// </summary>
    public static NumberedAgenda Number(Council council, Meeting meeting, IReadOnlyList<Item> items)
    {
        ILookup<int, Item> bySection = items.Where(item => item.Meeting == meeting.Key.Meeting && IsListed(item)).ToLookup(item => item.Section);
        return new NumberedAgenda([.. council.Sections.Select((title, index) =>
            new AgendaSection(index + 1, title, NumberSection(index + 1, bySection[index + 1], meeting.ItemOrder)))]);
    }

    /// <summary>True for items that the system makes by itself.</summary>
    public static bool IsAutomatic(ItemOrigin origin) =>
        origin is ItemOrigin.ApprovalOfMinutes or ItemOrigin.SinceLast or ItemOrigin.Upcoming or ItemOrigin.Constitution;

    /// <summary>Pooled items that wait for this meeting's date, or for the date it was moved from.</summary>
    public static IReadOnlyList<Item> WaitingFor(Meeting meeting, IReadOnlyList<Item> pool) =>
    [
        .. pool.Where(item => item is { Status: ItemStatus.Pooled, PromisedTo: { } date }
            && (date == meeting.Date || meeting.ScheduleChanges.Any(change => change.FormerDate == date))),
    ];

    /// <summary>Sorts <c>3.10</c> after <c>3.9</c>; no number comes last.</summary>
    public static (int Section, int Serial) SortKey(string? number) =>
        number?.Split('.') is [var section, var serial]
        && int.TryParse(section, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
        && int.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out int second)
            ? (first, second)
            : (int.MaxValue, int.MaxValue);

    private static bool IsListed(Item item) => item.Status switch
    {
        ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Frozen or ItemStatus.Decided => true,
        ItemStatus.Proposed => !item.IsLate,
        ItemStatus.Withdrawn => item.Number is not null,
        _ => false,
    };

    private static IReadOnlyList<Item> NumberSection(int section, IEnumerable<Item> items, IReadOnlyList<string> order)
    {
        Item[] all = [.. items];
        Dictionary<string, int> places = order.Distinct().Select((id, index) => (id, index)).ToDictionary(place => place.id, place => place.index);
        int last = all.Where(item => item.Number is not null).Select(item => SortKey(item.Number).Serial).DefaultIfEmpty(0).Max();
        IEnumerable<Item> numbered = all.Where(item => item.Number is not null).OrderBy(item => SortKey(item.Number));
        IEnumerable<Item> added = all
            .Where(item => item.Number is null)
            .OrderBy(item => !IsAutomatic(item.Origin))
            .ThenBy(item => places.GetValueOrDefault(item.Id, int.MaxValue))
            .ThenBy(item => Rank(item.Origin))
            .ThenBy(item => item.ReceivedAt)
            .ThenBy(item => item.Id, StringComparer.Ordinal)
            .Select((item, index) => item with { Number = string.Create(CultureInfo.InvariantCulture, $"{section}.{last + index + 1}") });
        return [.. numbered, .. added];
    }

    private static int Rank(ItemOrigin origin) => IsAutomatic(origin) ? 0 : origin switch
    {
        ItemOrigin.CarriedOver => 1,
        ItemOrigin.AnnualWheel => 2,
        _ => 3,
    };
}
