using System.Globalization;
using System.Text;

namespace Kkr.Workflow.Domain.Agenda;

// An item's attachments: those that came, and those that were promised.
public static partial class ItemRules
{
    /// <summary>The largest attachment, in bytes.</summary>
    public const long LargestAttachment = 25 * 1024 * 1024;

    /// <summary>What the attachments of one item may fill together, in bytes.</summary>
    public const long LargestTotal = 200 * 1024 * 1024;

    private const int LongestFileName = 150;

    /// <summary>
    /// The item with an attachment. One of the same name is replaced; until the agenda is frozen, and afterwards only what was promised, until the
    /// minutes are out.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="attachment">The attachment, its name as <see cref="FileName"/> gives it.</param>
    /// <param name="promise">The number of the promise that it fulfils, or null.</param>
    /// <param name="meeting">Its meeting, or null in the pool.</param>
    public static Result<Item> Attach(Item item, Attachment attachment, int? promise = null, Meeting? meeting = null)
    {
        PromisedAttachment? promised = item.Promised.FirstOrDefault(one => one.Number == promise);
        if (promise is not null && promised is null)
        {
            return NoPromise(promise.Value);
        }

        bool isThere = item.Attachments.Any(known => (known.Name, known.Sha256) == (attachment.Name, attachment.Sha256));
        if (isThere && (promised is null || promised.Arrived == attachment.Name))
        {
            return item;
        }

        bool isFixed = item.Status is ItemStatus.Decided or ItemStatus.Frozen;
        bool isPublished = meeting?.Phase is MeetingPhase.Published or MeetingPhase.Approved;
        if (item.Status is ItemStatus.Withdrawn or ItemStatus.Rejected || (isFixed && (promised is null || isPublished)))
        {
            return Refusal.OfState(
                "item-closed", "status", "attachments are added until the item is frozen, and promised ones until the minutes are published", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()} og kan ikke få flere bilag.", $"The item is {item.Status} and takes no more attachments.");
        }

        if (isFixed && item.Attachments.Any(known => known.Name == attachment.Name && known.Sha256 != attachment.Sha256))
        {
            return Refusal.OfField(
                "attachment-fixed", "name", "a name that no attachment of the frozen item has", attachment.Name,
                $"Bilaget »{attachment.Name}« er udsendt med dagsordenen og kan ikke erstattes. Giv det nye bilag et andet navn.",
                "An attachment that is out with the agenda is not replaced; give the new one another name.");
        }

        if (!IsFileName(attachment.Name))
        {
            return BadName(attachment.Name);
        }

        IReadOnlyList<Attachment> attachments = [.. item.Attachments.Where(known => known.Name != attachment.Name), attachment];
        return TooMuch(attachments) is { } full ? full : item with
        {
            Attachments = attachments,
            Promised = [.. item.Promised.Select(one => one.Number == promise ? one with { Arrived = attachment.Name } : one)],
        };
    }

    /// <summary>The item without an attachment, until it is frozen. One that is not there is gone already.</summary>
    public static Result<Item> Detach(Item item, string name)
    {
        if (item.Attachments.All(known => known.Name != name))
        {
            return item;
        }

        return item.Status is ItemStatus.Withdrawn or ItemStatus.Rejected or ItemStatus.Decided or ItemStatus.Frozen
            ? Refusal.OfState(
                "item-closed", "status", "attachments are removed until the item is frozen", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()}, og derfor kan bilaget ikke slettes.", $"The item is {item.Status}; its attachments stay.")
            : item with
            {
                Attachments = [.. item.Attachments.Where(known => known.Name != name)],
                Promised = [.. item.Promised.Select(one => one.Arrived == name ? one with { Arrived = null } : one)],
            };
    }

    /// <summary>Notes that an attachment is to come. Until it does, or is given up, the minutes are not published. The same promise again changes nothing.</summary>
    public static Result<Item> Promise(Item item, string? what, string? ownerPost)
    {
        if (string.IsNullOrWhiteSpace(what) || what.Trim().Length > ItemFields.LongestTitle)
        {
            return Refusal.OfField(
                "promise-what", "what", "1 to 200 characters", what, "Skriv, hvilket bilag der kommer, på højst 200 tegn.",
                "Say which attachment is to come, in at most 200 characters.");
        }

        if (item.Status is ItemStatus.Withdrawn or ItemStatus.Rejected)
        {
            return Refusal.OfState(
                "item-closed", "status", "an item that is still on its way", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()} og afventer ingen bilag.", $"The item is {item.Status} and awaits no attachments.");
        }

        return item.Promised.Any(one => one.What == what.Trim() && one.IsAwaited())
            ? item
            : item with { Promised = [.. item.Promised, new PromisedAttachment(item.Promised.Count + 1, what.Trim(), ownerPost)] };
    }

    /// <summary>The secretariat publishes without a promised attachment, and says why.</summary>
    public static Result<Item> Waive(Item item, int promise, string? reason)
    {
        PromisedAttachment? promised = item.Promised.FirstOrDefault(one => one.Number == promise);
        if (promised is null)
        {
            return NoPromise(promise);
        }

        if (MissingReason(reason) is { } missing)
        {
            return missing;
        }

        return promised.Arrived is null
            ? item with { Promised = [.. item.Promised.Select(one => one.Number == promise ? one with { WaivedBecause = reason!.Trim() } : one)] }
            : Refusal.OfState(
                "promise-kept", "promise", "an attachment that is still awaited", promised.Arrived,
                $"Bilaget er kommet: »{promised.Arrived}«.", $"The attachment has arrived: '{promised.Arrived}'.");
    }

    /// <summary>The promised attachments that publishing the minutes waits for: those of items that are on the agenda or decided.</summary>
    public static IReadOnlyList<AwaitedAttachment> Awaited(IReadOnlyList<Item> items) =>
    [
        .. items.Where(item => item.Status is ItemStatus.Frozen or ItemStatus.Decided)
            .OrderBy(item => AgendaRules.SortKey(item.Number))
            .SelectMany(item => item.Promised.Where(promise => promise.IsAwaited()).Select(promise => new AwaitedAttachment(item, promise))),
    ];

    /// <summary>
    /// A name that is safe on every system and in every header: composed letters, single spaces, no characters that a file system or a shell reads
    /// as something else, and the ending that the content has.
    /// </summary>
    /// <param name="name">As it was sent.</param>
    /// <param name="kind">What the content is.</param>
    public static Result<string> FileName(string name, AttachmentKind kind)
    {
        if (!IsFileName(name))
        {
            return BadName(name);
        }

        StringBuilder safe = new();
        foreach (Rune rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            bool isInvisible = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            _ = Rune.IsWhiteSpace(rune) ? safe.Append(' ')
                : isInvisible ? safe
                : rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '%' ? safe.Append('-')
                : safe.Append(rune.ToString());
        }

        string tidy = string.Join(' ', safe.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimStart('.');
        int dot = tidy.LastIndexOf('.');
        string ending = dot < 0 ? "" : tidy[(dot + 1)..].ToLowerInvariant();
        string whole = kind.Endings.Contains(ending) ? tidy : $"{tidy}.{kind.Endings[0]}";
        string stem = whole[..whole.LastIndexOf('.')].TrimEnd('.', ' ');
        return stem.Length == 0 || whole.Length > LongestFileName ? BadName(name) : stem + whole[whole.LastIndexOf('.')..];
    }

    /// <summary>Why a name can be no attachment's, whatever its content is; null when it can.</summary>
    public static Refusal? NotAFileName(string name) => IsFileName(name) ? null : BadName(name);

    /// <summary>Two files that came together have the same name and are not the same file.</summary>
    public static Refusal TwoOfOneName(string name) => Refusal.OfField(
        "attachment-name-twice", "name", "one file of each name", name,
        $"Der er to forskellige filer med navnet »{name}«. Giv den ene et andet navn.", $"Two different files are called '{name}'; give one of them another name.");

    private static Refusal? TooMuch(IReadOnlyList<Attachment> attachments)
    {
        long total = attachments.Sum(known => known.Length);
        return total > LargestTotal
            ? Refusal.OfField(
                "attachments-too-large", "content", $"at most {LargestTotal} bytes an item", total.ToString(CultureInfo.InvariantCulture),
                $"Punktets bilag må tilsammen højst fylde {LargestTotal / 1024 / 1024} MB.",
                $"The attachments of an item may fill at most {LargestTotal / 1024 / 1024} MB together.") with { Kind = RefusalKind.NotNow }
            : null;
    }

    private static Refusal BadName(string name) => Refusal.OfField(
        "attachment-name", "name", "a file name without folders that does not end in a full stop, at most 150 characters", name,
        "Bilagets navn skal være et filnavn uden mapper på højst 150 tegn, og det må ikke slutte med punktum.",
        "The attachment's name must be a file name without folders, of at most 150 characters, that does not end in a full stop.");

    private static Refusal NoPromise(int promise) => Refusal.OfField(
        "promise-unknown", "promise", "one of the item's promised attachments", promise.ToString(CultureInfo.InvariantCulture),
        $"Punktet har intet lovet bilag nr. {promise}.", $"The item has no promised attachment {promise}.") with { Kind = RefusalKind.NotFound };

    // Encoded slashes stay encoded in an address, but some reader on the way may take them for folders.
    private static bool IsFileName(string name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= LongestFileName && name[^1] != '.'
        && !name.Any(c => c is '/' or '\\' || char.IsControl(c))
        && !name.Contains("%2F", StringComparison.OrdinalIgnoreCase) && !name.Contains("%5C", StringComparison.OrdinalIgnoreCase);
}
