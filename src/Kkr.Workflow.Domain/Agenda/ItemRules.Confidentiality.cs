using System.Globalization;
using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.Domain.Agenda;

// Who reads a confidential item, and what everybody else sees of it (domain.md C).
public static partial class ItemRules
{
    /// <summary>What stands in the place of a confidential item's title.</summary>
    public const string ConfidentialTitle = "Fortroligt punkt";

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
    /// True when a post may read the item's content. Of confidential ones that is the secretariat, the members and their deputies, and whoever
    /// submitted it; never observers, guests or the public.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="reader">The reader's post; null for a guest or somebody unknown.</param>
    public static bool MayRead(Item item, Post? reader) => !item.Confidential || reader?.Kind switch
    {
        PostKind.Secretariat or PostKind.Chair or PostKind.ViceChair or PostKind.Member or PostKind.Deputy => true,
        PostKind.Director => NotTheirs(item, reader) is null,
        PostKind.Network => item.SubmitterPost == reader.Id,
        _ => false,
    };

    /// <summary>The item as anybody may see it; the very same item when it is not confidential.</summary>
    public static Item Masked(Item item) => !item.Confidential ? item : item with
    {
        Title = OpenTitle(item),
        PublicTitle = null,
        Background = "",
        Recommendation = "",
        Presentation = null,
        Attachments = [],
        Promised = [],
        Presenters = [],
        CaseHandlers = [],
        CaseId = null,
        Reason = null,
        ExternalDeadline = null,
        WrittenProcedure = item.WrittenProcedure is { } procedure ? procedure with { Answers = [.. procedure.Answers.Select(answer => answer with { Text = null })] } : null,
        Revision = item.Revision is { } revision ? revision with { Title = OpenTitle(item) } : null,
        SubmissionDigest = null,
        Generated = null,
        Decision = item.Decision is { } decision ? decision with { Text = "", Amendment = null, Actions = [] } : null,
    };

    /// <summary>An edit that would also change whether the item is confidential: that moves texts and files, and is asked for by itself.</summary>
    private static Refusal? Reclassified(Item item, ItemDraft draft) => draft.Confidential is { } confidential && confidential != item.Confidential
        ? Refusal.OfField(
            "confidentiality-by-itself", "confidential", "changed by PUT …/confidentiality", confidential.ToString(CultureInfo.InvariantCulture),
            "Om punktet er fortroligt, ændres for sig selv, ikke sammen med teksten.",
            "Whether an item is confidential is changed by itself (PUT …/confidentiality), not with its text.")
        : null;
}
