using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;

namespace Kkr.Workflow.Domain.Holding;

/// <summary>What a list of attendance must be like.</summary>
public static class AttendanceRules
{
    private static readonly PostKind[] Seated = [PostKind.Chair, PostKind.ViceChair, PostKind.Member, PostKind.Deputy];

    /// <summary>The first rule that the list breaks, or null.</summary>
    /// <param name="attendance">The list.</param>
    /// <param name="book">The directory that its posts must be in; null where that has been seen to.</param>
    public static Refusal? Check(Attendance attendance, DirectoryBook? book = null) =>
        BothWays(attendance)
        ?? (book is null ? null : attendance.Present.Concat(attendance.Apologies).Select(post => Unknown(post, book)).FirstOrDefault(refusal => refusal is not null))
        ?? attendance.Parts.Select(part => CheckPart(part, attendance)).FirstOrDefault(refusal => refusal is not null)
        ?? Overlap(attendance)
        ?? Chair(attendance, book);

    /// <summary>True when somebody present took part in an item. Where only the time is known and the item has none, it cannot be said, and counts as no.</summary>
    /// <param name="attendance">The list.</param>
    /// <param name="who">A post or a guest.</param>
    /// <param name="number">The item's number.</param>
    /// <param name="takenAt">When the item was taken, local time, or null.</param>
    public static bool IsPresentAt(Attendance attendance, string who, string? number, TimeOnly? takenAt)
    {
        PartialPresence[] parts = [.. attendance.Parts.Where(part => part.Who == who)];
        return parts.Length == 0 || parts.Any(part => Began(part) && !Ended(part));

        bool Began(PartialPresence part) => part.FromItem is { } item
            ? AgendaRules.SortKey(number).CompareTo(AgendaRules.SortKey(item)) >= 0
            : part.From is not { } from || takenAt >= from;

        bool Ended(PartialPresence part) => part.UntilItem is { } item
            ? AgendaRules.SortKey(number).CompareTo(AgendaRules.SortKey(item)) > 0
            : part.Until is { } until && !(takenAt < until);
    }

    private static Refusal? BothWays(Attendance attendance) =>
        attendance.Present.Intersect(attendance.Apologies).FirstOrDefault() is { } both
            ? Refusal.OfField(
                "present-with-apologies", "present", "a post is present or has sent apologies, not both", both,
                $"Posten {both} står både som mødt og med afbud.", $"{both} is both present and has sent apologies.")
            : null;

    private static Refusal? Unknown(string post, DirectoryBook book) => book.Posts.FirstOrDefault(known => known.Id == post) switch
    {
        null => Refusal.OfField(
            "attendant-unknown", "present", "a post of the directory; guests are listed by name", post,
            $"Posten {post} findes ikke. Gæster skrives med navn under gæster.", $"There is no post {post}; guests are listed by name."),
        _ => null,
    };

    private static Refusal? CheckPart(PartialPresence part, Attendance attendance)
    {
        if (!attendance.Present.Contains(part.Who) && !attendance.Guests.Contains(part.Who))
        {
            return Refusal.OfField(
                "partial-presence-of-absent", "parts.who", "somebody present or a guest", part.Who,
                $"»{part.Who}« står hverken som mødt eller som gæst.", $"'{part.Who}' is neither present nor a guest.");
        }

        if (part is { From: null, Until: null, FromItem: null, UntilItem: null })
        {
            return Refusal.OfField(
                "partial-presence-empty", "parts", "from or until, as a time or an item", part.Who,
                $"Skriv, hvornår »{part.Who}« kom eller gik, med klokkeslæt eller punkt.", $"Say when '{part.Who}' came or left.");
        }

        if (new[] { part.FromItem, part.UntilItem }.FirstOrDefault(number => number is not null && AgendaRules.SortKey(number).Section == int.MaxValue) is { } odd)
        {
            return Refusal.OfField(
                "item-number-malformed", "parts.item", "a number such as 3.2", odd,
                $"»{odd}« er ikke et punktnummer; skriv det som 3.2.", $"'{odd}' is no item number.");
        }

        bool isBackwards = part.From >= part.Until
            || (part is { FromItem: { } first, UntilItem: { } last } && AgendaRules.SortKey(first).CompareTo(AgendaRules.SortKey(last)) > 0);
        return isBackwards
            ? Refusal.OfField(
                "partial-presence-backwards", "parts", "arrival before departure", part.Who,
                $"»{part.Who}« kan ikke gå før sin ankomst.", $"'{part.Who}' cannot leave before arriving.")
            : null;
    }

    /// <summary>Two times of one person that overlap cannot both be right; those told by items are compared by items.</summary>
    private static Refusal? Overlap(Attendance attendance)
    {
        foreach (IGrouping<string, PartialPresence> ofOne in attendance.Parts.GroupBy(part => part.Who))
        {
            PartialPresence[] inOrder = [.. ofOne.OrderBy(part => part.From ?? TimeOnly.MinValue).ThenBy(part => AgendaRules.SortKey(part.FromItem ?? "0.0"))];
            if (inOrder.Zip(inOrder.Skip(1)).Any(pair => Meets(pair.First, pair.Second)))
            {
                return Refusal.OfField(
                    "partial-presence-overlap", "parts", "times of one person do not overlap", ofOne.Key,
                    $"Tiderne for »{ofOne.Key}« overlapper.", $"The times of '{ofOne.Key}' overlap.");
            }
        }

        return null;

        static bool Meets(PartialPresence first, PartialPresence second) =>
            first is { Until: null, UntilItem: null }
            || second is { From: null, FromItem: null }
            || first.Until > second.From
            || (first.UntilItem is { } last && second.FromItem is { } next && AgendaRules.SortKey(last).CompareTo(AgendaRules.SortKey(next)) >= 0);
    }

    private static Refusal? Chair(Attendance attendance, DirectoryBook? book) =>
        attendance.ChairedBy is { } chair && !(attendance.Present.Contains(chair) && (book is null || book.Posts.Any(post => post.Id == chair && Seated.Contains(post.Kind))))
            ? Refusal.OfField(
                "chaired-by-absent", "chairedBy", "a member or deputy who is present", chair,
                $"Posten {chair} kan ikke have ledet mødet: Mødelederen skal være til stede og have sæde i rådet.", $"{chair} cannot have chaired: the chair is a member who is present.")
            : null;
}
