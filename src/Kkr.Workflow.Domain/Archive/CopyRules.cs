using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>
/// Of which editions copies are made when somebody asks for one: an excerpt of an item, or the whole with its attachments. A copy is made of the items as they
/// are now, so it is made only of an edition that says what they say.
/// </summary>
public static class CopyRules
{
    /// <summary>True for what a copy is ever made of: drafts are read as they are.</summary>
    public static bool IsCopied(IEdition edition) => !edition.IsDraft();

    /// <summary>The newest edition that lists an item and may be copied, or null.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="item">The item, with its number.</param>
    /// <param name="isFromMinutes">True for the minutes, false for the agenda.</param>
    public static IEdition? Newest(Meeting meeting, Item item, bool isFromMinutes) => item.Number is null ? null
        : isFromMinutes ? EditionRules.NewestPublished(meeting.Minutes)
        : meeting.Agendas.LastOrDefault(edition => IsCopied(edition) && AgendaRules.IsCurrent(meeting, edition) && edition.Entries.Any(entry => entry.Item == item.Id));

    /// <summary>The items of the meeting that an edition lists.</summary>
    public static IReadOnlyList<Item> Listed(IEdition edition, IReadOnlyList<Item> items) => edition is AgendaEdition { Entries.Count: > 0 } agenda
        ? [.. items.Where(item => agenda.Entries.Any(entry => entry.Item == item.Id))]
        : AgendaRules.Fixed(items);

    /// <summary>Why no copy can be made of the edition any more; null when one can.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="edition">One that <see cref="IsCopied"/>.</param>
    /// <param name="items">The meeting's items as they are now.</param>
    /// <param name="forMembers">True for the members' print.</param>
    public static Refusal? RefusalOf(Meeting meeting, IEdition edition, IReadOnlyList<Item> items, bool forMembers)
    {
        if (IsSuperseded(meeting, edition))
        {
            return Refusal.OfState(
                "edition-superseded", "edition", "the newest of its kind", $"{edition.Version}",
                $"Udgave {edition.Version} er afløst af en nyere. Hent den i stedet.", $"Edition {edition.Version} has been superseded. Ask for the newest one.");
        }

        IReadOnlyList<Item> listed = Listed(edition, items);
        bool isAsPrinted = edition switch
        {
            AgendaEdition agenda => IsAsPrinted(meeting, agenda, listed),
            MinutesEdition minutes => IsAsPrinted(meeting, minutes, listed, forMembers),
            _ => false,
        };
        return isAsPrinted
            ? null
            : Refusal.OfState(
                "edition-outdated", "edition", "says what its items say now", $"{edition.Version}",
                $"Noget er ændret, siden udgave {edition.Version} blev lavet. Udskrifter kan laves igen, når den nye udgave er færdig.",
                $"Something has changed since edition {edition.Version} was made. Copies can be made again of the next one.");
    }

    private static bool IsSuperseded(Meeting meeting, IEdition edition) => edition switch
    {
        AgendaEdition agenda => !AgendaRules.IsCurrent(meeting, agenda)
            || meeting.Agendas.Any(other => other.Version > agenda.Version && other.Kind == agenda.Kind && other.Occasion == agenda.Occasion),
        _ => meeting.Minutes.Editions.Any(other => other.Version > edition.Version && IsCopied(other)),
    };

    /// <summary>An attachment that was promised and has come since is no reason to refuse: it is what the agenda was waiting for.</summary>
    private static bool IsAsPrinted(Meeting meeting, AgendaEdition edition, IReadOnlyList<Item> listed) =>
        edition.ScheduleVersion == meeting.ScheduleVersion
        && edition.Entries.All(entry => listed.FirstOrDefault(item => item.Id == entry.Item) is { } item
            && item.Number == entry.Number
            && (item.Status == ItemStatus.Withdrawn) == entry.IsWithdrawn
            && IsAsOpen(edition.Open, item));

    /// <summary>What is closed in the print may have been forgotten since, and is not looked at.</summary>
    private static bool IsAsPrinted(Meeting meeting, MinutesEdition edition, IReadOnlyList<Item> listed, bool forMembers)
    {
        HashSet<string?> closed = [.. listed.Where(item => item.Confidential && !forMembers).Select(item => item.Number)];
        return listed.All(item => IsAsOpen(edition.Open, item))
            && (edition.Parts.Count == 0
                || edition.Parts.Where(part => part.Item is null || !closed.Contains(part.Item)).ToHashSet()
                    .SetEquals(EditionRules.PartsOf(meeting, listed).Where(part => part.Item is null || !closed.Contains(part.Item))));
    }

    private static bool IsAsOpen(IReadOnlyList<string>? open, Item item) => open is null || open.Contains(item.Id) != item.Confidential;
}
