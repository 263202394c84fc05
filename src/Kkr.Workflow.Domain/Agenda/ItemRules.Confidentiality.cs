using System.Globalization;

namespace Kkr.Workflow.Domain.Agenda;

// What makes an item confidential, and what is seen of it then (domain.md C).
public static partial class ItemRules
{
    /// <summary>What stands in the place of a confidential item's title.</summary>
    public const string ConfidentialTitle = "Fortroligt punkt";

    /// <summary>True for an item that an open edition prints without its content.</summary>
    public static bool IsClosed(Item item) => item is { Confidential: true, Status: not ItemStatus.Withdrawn };

    /// <summary>The title as anybody may read it.</summary>
    public static string OpenTitle(Item item) => !item.Confidential ? item.Title
        : item.PublicTitle is { } title ? $"{ConfidentialTitle}: {title}"
        : ConfidentialTitle;

    /// <summary>
    /// Makes an item confidential, or open again. The store then moves its texts and attachments. What is decided stays as the minutes have it.
    /// Repeating it changes nothing.
    /// </summary>
    public static Result<Item> Reclassify(Item item, bool confidential, string? publicTitle)
    {
        string? title = string.IsNullOrWhiteSpace(publicTitle) ? null : publicTitle.Trim();
        if (item.Confidential == confidential && item.PublicTitle == title)
        {
            return item;
        }

        if (AgendaRules.IsAutomatic(item.Origin) && confidential)
        {
            return Refusal.OfState(
                "item-automatic", "origin", "an item that somebody submitted", item.Origin.ToString(),
                "Et fast punkt på dagsordenen kan ikke gøres fortroligt.", "A standing item cannot be made confidential.");
        }

        if (title is { Length: > ItemFields.LongestTitle } || title?.Any(char.IsControl) == true)
        {
            return Refusal.OfField(
                "public-title", "publicTitle", "a single line of at most 200 characters", title,
                $"Den offentlige titel skal stå på én linje og må højst fylde {ItemFields.LongestTitle} tegn.",
                $"The public title must be a single line of at most {ItemFields.LongestTitle} characters.");
        }

        return item with { Confidential = confidential, PublicTitle = title };
    }

    /// <summary>
    /// The item as it stands where anybody, or many at once, may look: a confidential one keeps its place and its open title and nothing else. The very same
    /// item when it is not confidential.
    /// </summary>
    public static Item Masked(Item item) => !item.Confidential ? item : new Item
    {
        Id = item.Id,
        Council = item.Council,
        Meeting = item.Meeting,
        Origin = item.Origin,
        Status = item.Status,
        Section = item.Section,
        Number = item.Number,
        Title = OpenTitle(item),
        Confidential = true,
        IsLate = item.IsLate,
    };

    /// <summary>An edit that would also change whether the item is confidential: that moves texts and files, and is asked for by itself.</summary>
    private static Refusal? Reclassified(Item item, ItemDraft draft) => draft.Confidential is { } confidential && confidential != item.Confidential
        ? Refusal.OfField(
            "confidentiality-by-itself", "confidential", "changed by PUT …/confidentiality", confidential.ToString(CultureInfo.InvariantCulture),
            "Om punktet er fortroligt, ændres for sig selv, ikke sammen med teksten.",
            "Whether an item is confidential is changed by itself (PUT …/confidentiality), not with its text.")
        : null;
}
