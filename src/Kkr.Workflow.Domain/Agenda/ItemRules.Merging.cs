using System.Text;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

// Two items about one matter, and one item about several (domain.md C: ask, never drop).
public static partial class ItemRules
{
    /// <summary>The most items that one is split into at once.</summary>
    public const int MostParts = 10;

    /// <summary>
    /// The title as two of them are compared: letters and digits alone, in lower case, Danish letters kept. Case, spaces and punctuation tell no two items
    /// apart.
    /// </summary>
    public static string ComparableTitle(string title)
    {
        string composed = title.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        string letters = string.Concat(composed.EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(rune => rune.ToString()));
        return letters.Length == 0 ? composed.Trim() : letters;
    }

    /// <summary>
    /// The item on the meeting that a new one may be the same as: of the same municipality, or where there is none of the same post, with a title that
    /// compares equal. Null when there is none.
    /// </summary>
    /// <param name="draft">The new item.</param>
    /// <param name="onMeeting">The meeting's items.</param>
    /// <param name="except">The id of the new item, when it is among them.</param>
    public static Item? Similar(ItemDraft draft, IReadOnlyList<Item> onMeeting, string? except = null)
    {
        string title = ComparableTitle(draft.Title ?? "");
        return onMeeting.FirstOrDefault(item => item.Id != except
            && item.Origin == ItemOrigin.Submitted
            && item.Status is not (ItemStatus.Withdrawn or ItemStatus.Rejected)
            && item.Municipality == draft.Municipality
            && (item.Municipality is not null || item.SubmitterPost == draft.SubmitterPost)
            && ComparableTitle(item.Title) == title);
    }

    /// <summary>Asks whether a new item is the same as one that is there. The submitter answers by sending it again as another one, or not at all.</summary>
    public static Refusal Suspected(Item known, string? title) => Refusal.OfState(
        "item-duplicate-suspected", "duplicateOf", "none, when it is another item; else edit the one that is there", known.Id,
        $"Der er allerede et punkt med samme titel til mødet: {known.Id}, »{OneLine(title)}«. Ret det, eller bekræft, at dette er et andet punkt.",
        $"An item with the same title is on the meeting already ({known.Id}). Edit that one, or confirm that this is another item.");

    /// <summary>
    /// The two items as they are once one has gone into the other: it keeps its text, and gets the other's attachments, case handlers and submitters. The
    /// other is withdrawn and says where it went. Repeating it gives the same.
    /// </summary>
    /// <param name="kept">The item that goes on.</param>
    /// <param name="other">The item that ends.</param>
    public static Result<MergedItems> Merge(Item kept, Item other)
    {
        if (other.MergedInto == kept.Id)
        {
            return new MergedItems(kept, other);
        }

        if (kept.Id == other.Id || AgendaRules.IsAutomatic(kept.Origin) || AgendaRules.IsAutomatic(other.Origin))
        {
            return Refusal.OfField(
                "merge-with-itself", "item", "another item that somebody submitted", other.Id,
                "Et punkt kan kun lægges sammen med et andet indsendt punkt.", "An item is merged with another submitted item.");
        }

        if (kept.Confidential != other.Confidential)
        {
            return Refusal.OfState(
                "merge-confidentiality", "confidential", "both confidential, or neither", other.Id,
                "Det ene punkt er fortroligt og det andet ikke. Gør dem ens, før de lægges sammen.",
                "One item is confidential and the other is not; make them alike before merging.");
        }

        if (kept.Status is ItemStatus.Frozen or ItemStatus.Decided or ItemStatus.Withdrawn or ItemStatus.Rejected)
        {
            return Refusal.OfState(
                "item-closed", "status", "items are merged until the agenda is frozen", kept.Status.ToString(),
                $"Punktet er {kept.Status.InDanish()} og kan ikke lægges sammen med andre.", $"The item is {kept.Status} and takes no other into it.");
        }

        Result<Item> ended = Moved(other, ItemMove.Merge);
        if (ended.IsRefused)
        {
            return ended.Refusal;
        }

        IReadOnlyList<Attachment> attachments = [.. kept.Attachments, .. Renamed(other.Attachments, kept.Attachments)];
        if (TooMuch(attachments) is { } full)
        {
            return full;
        }

        string?[] submitters = [.. kept.CoSubmitters, other.SubmitterPost, .. other.CoSubmitters];
        Item joined = kept with
        {
            Attachments = attachments,
            CaseHandlers = [.. kept.CaseHandlers.Concat(other.CaseHandlers).Distinct(StringComparer.OrdinalIgnoreCase)],
            CoSubmitters = [.. submitters.OfType<string>().Distinct().Where(post => post != kept.SubmitterPost)],
            MergedFrom = [.. kept.MergedFrom.Append(other.Id).Distinct()],
            ExternalDeadline = Earlier(kept.ExternalDeadline, other.ExternalDeadline),
            Promised = kept.MergedFrom.Contains(other.Id)
                ? kept.Promised
                : [.. kept.Promised, .. other.Promised.Select((promise, index) => promise with { Number = kept.Promised.Count + index + 1 })],
            SimilarTo = kept.SimilarTo == other.Id ? null : kept.SimilarTo,
        };
        return new MergedItems(joined, ended.Value with
        {
            MergedInto = kept.Id,
            Reason = $"Punktet er lagt sammen med punkt {kept.Id}",
            Attachments = [],
            Promised = [],
        });
    }

    /// <summary>The new items that an item is split into. It stays as it is; they are on the same meeting, of the same submitter, and say where they come from.</summary>
    /// <param name="item">The item.</param>
    /// <param name="parts">The new items' texts.</param>
    /// <param name="meeting">Its meeting, or null in the pool.</param>
    /// <param name="council">Its council.</param>
    /// <param name="by">The post that splits it.</param>
    /// <param name="now">UTC.</param>
    public static Result<IReadOnlyList<Item>> Split(
        Item item, IReadOnlyList<ItemDraft> parts, Meeting? meeting, Council council, string by, DateTimeOffset now)
    {
        if (meeting is not null && IsOpenFor(meeting) is { } closed)
        {
            return closed;
        }

        if (item.Status is not (ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Pooled)
            || AgendaRules.IsAutomatic(item.Origin))
        {
            return Refusal.OfState(
                "item-closed", "status", "a submitted item is split until it is frozen", item.Status.ToString(),
                $"Punktet er {item.Status.InDanish()} og kan ikke deles.", $"The item is {item.Status} and cannot be split.");
        }

        if (parts.Count is 0 or > MostParts)
        {
            return Refusal.OfField(
                "split-parts", "parts", $"1 to {MostParts} new items", parts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"Et punkt kan deles i 1 til {MostParts} nye punkter ad gangen.", $"An item is split into 1 to {MostParts} new items at a time.");
        }

        foreach (ItemDraft part in parts)
        {
            if ((ItemFields.Check(part with { Municipality = item.Municipality }, council).FirstOrDefault() ?? Reclassified(item, part)) is { } refusal)
            {
                return refusal;
            }
        }

        return parts.Select(part => Part(item, part, by, now)).ToArray();
    }

    private static Item Part(Item item, ItemDraft part, string by, DateTimeOffset now)
    {
        ItemDraft whole = part with { Section = part.Section ?? item.Section, CaseId = part.CaseId ?? item.CaseId, SubmitterPost = by };
        Item filled = ItemFields.Fill(
            item with
            {
                Id = "",
                Status = item.Status == ItemStatus.Scheduled ? ItemStatus.Accepted : item.Status,
                Attachments = [],
                Promised = [],
                Presenters = [],
                MergedFrom = [],
                SimilarTo = null,
                Returns = 0,
                WrittenProcedure = null,
                SubmissionDigest = null,
                SplitFrom = item.Id,
            },
            whole with { CaseHandlers = part.CaseHandlers is { Count: > 0 } handlers ? handlers : item.CaseHandlers });
        return First(whole, now, filled);
    }

    private static IEnumerable<Attachment> Renamed(IReadOnlyList<Attachment> coming, IReadOnlyList<Attachment> there)
    {
        List<Attachment> all = [.. there];
        foreach (Attachment attachment in coming)
        {
            if (all.Any(known => known.Path == attachment.Path || (known.Name, known.Sha256) == (attachment.Name, attachment.Sha256)))
            {
                continue;
            }

            string name = attachment.Name;
            int dot = name.LastIndexOf('.') is var last && last > 0 ? last : name.Length;
            for (int number = 2; all.Any(known => known.Name == name); number++)
            {
                name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{attachment.Name[..dot]} ({number}){attachment.Name[dot..]}");
            }

            Attachment renamed = attachment with { Name = name };
            all.Add(renamed);
            yield return renamed;
        }
    }

    private static ExternalDeadline? Earlier(ExternalDeadline? one, ExternalDeadline? other) =>
        one is null ? other : other is null || one.Date <= other.Date ? one : other;

    private static string OneLine(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Two items after one was merged into the other.</summary>
/// <param name="Kept">The one that goes on.</param>
/// <param name="Ended">The one that is withdrawn.</param>
public sealed record MergedItems(Item Kept, Item Ended);
