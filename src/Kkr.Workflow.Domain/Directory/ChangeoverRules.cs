using System.Globalization;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Directory;

/// <summary>
/// A new election period. The mandates of members, deputies, observers and chairmanship end; those of directors, network and secretariat go on. There is
/// then no chairmanship until one is elected, and the longest-serving mayor acts for it.
/// </summary>
public static class ChangeoverRules
{
    private static readonly PostKind[] Elected = [PostKind.Chair, PostKind.ViceChair, PostKind.Member, PostKind.Deputy, PostKind.Observer];

    /// <summary>The directory with the old mandates ended and the new ones in it, or every rule that it would break. The same changeover again gives the same.</summary>
    /// <param name="book">The directory as it is.</param>
    /// <param name="changeover">The new period.</param>
    /// <param name="council">The council.</param>
    public static (DirectoryBook Book, IReadOnlyList<Refusal> Refusals) Apply(DirectoryBook book, Changeover changeover, Council council)
    {
        HashSet<string> elected = [.. book.Posts.Concat(changeover.Directory.Posts).Where(post => Elected.Contains(post.Kind)).Select(post => post.Id)];
        DateOnly last = changeover.TermBegins.AddDays(-1);
        IEnumerable<Tenure> kept = book.Tenures
            .Where(tenure => !(elected.Contains(tenure.Post) && tenure.From >= changeover.TermBegins))
            .Select(tenure => elected.Contains(tenure.Post) && (tenure.To is null || tenure.To > last) ? tenure with { To = last } : tenure)
            .Where(tenure => !changeover.Directory.Tenures.Any(added => added.Post == tenure.Post && added.Person == tenure.Person && added.From == tenure.From));
        HashSet<string> continued =
            [.. changeover.Directory.Posts.Select(post => post.Id), .. changeover.Directory.Tenures.Select(tenure => tenure.Post), .. changeover.VacantPosts];
        DirectoryBook merged = book with
        {
            Posts = [.. Merge([.. book.Posts.Select(Retired)], changeover.Directory.Posts, post => post.Id)],
            People = [.. Merge(book.People, changeover.Directory.People, person => person.Id)],
            Tenures = [.. kept, .. changeover.Directory.Tenures],
        };
        return (merged, [.. Imported(merged, changeover), .. Seats(merged, changeover), .. DirectoryRules.Validate(merged, council)]);

        // The new council may have other seats; a post that is gone is kept for the old minutes' sake.
        Post Retired(Post post) =>
            post is { Kind: PostKind.Member or PostKind.Deputy or PostKind.Observer, Until: null } && !continued.Contains(post.Id) ? post with { Until = last } : post;
    }

    /// <summary>Records who was elected: their roles begin, and those of whoever had them before end the day before.</summary>
    public static Result<DirectoryBook> Elect(DirectoryBook book, Election election)
    {
        foreach (string person in new[] { election.Chair, election.ViceChair }.OfType<string>())
        {
            if (!book.Holders(election.From, PostKind.Member).Any(member => member.PersonId == person))
            {
                return Refusal.OfField(
                    "elected-without-seat", person == election.Chair ? "chair" : "viceChair", "a member of the council on the day", person,
                    $"Personen {person} er ikke medlem af rådet den {Danish.Date(election.From)} og kan ikke vælges til formandskabet.",
                    $"{person} is no member of the council on the day.");
            }
        }

        return election.Chair == election.ViceChair
            ? Refusal.OfField(
                "elected-twice", "viceChair", "another person than the chair", election.ViceChair,
                "Formand og næstformand skal være to forskellige.", "Chair and vice-chair must be two people.")
            : Take(Take(book, PostKind.Chair, "chair", election.Chair, election.From), PostKind.ViceChair, "vice-chair", election.ViceChair, election.From);
    }

    private static DirectoryBook Take(DirectoryBook book, PostKind kind, string id, string? person, DateOnly from)
    {
        Post post = book.Posts.FirstOrDefault(known => known.Kind == kind) ?? new Post(id, kind);
        IEnumerable<Tenure> others = book.Tenures
            .Where(tenure => tenure.Post != post.Id || tenure.From < from)
            .Select(tenure => tenure.Post == post.Id && (tenure.To is null || tenure.To >= from) ? tenure with { To = from.AddDays(-1) } : tenure);
        return book with
        {
            Posts = book.Posts.Contains(post) ? book.Posts : [.. book.Posts, post],
            Tenures = person is null ? [.. others] : [.. others, new Tenure(post.Id, person, from)],
        };
    }

    private static IEnumerable<Refusal> Imported(DirectoryBook merged, Changeover changeover)
    {
        if (!changeover.Directory.Tenures.Any(tenure => merged.Posts.Any(post => post.Id == tenure.Post && post.Kind == PostKind.Member)))
        {
            yield return Refusal.OfField(
                "changeover-without-members", "directory.tenures", "the new members", null,
                "Skriv de nye medlemmer; uden dem har rådet ingen.", "A changeover names the new members.");
        }

        string begins = changeover.TermBegins.ToString("O", CultureInfo.InvariantCulture);
        foreach (Tenure tenure in changeover.Directory.Tenures)
        {
            PostKind? kind = merged.Posts.FirstOrDefault(post => post.Id == tenure.Post)?.Kind;
            if (tenure.To < changeover.TermBegins)
            {
                yield return Refusal.OfField(
                    "tenure-expired", "directory.tenures.to", $"not before {begins}", tenure.Post,
                    $"Personen {tenure.Person} er fratrådt {tenure.Post}, før den nye periode begynder.", $"{tenure.Person}'s tenure of {tenure.Post} has expired.");
            }
            else if (kind is { } elected && Elected.Contains(elected) && tenure.From < changeover.TermBegins)
            {
                yield return Refusal.OfField(
                    "tenure-before-term", "directory.tenures.from", $"not before {begins}", tenure.Post,
                    $"Personen {tenure.Person} kan ikke have {tenure.Post} i den nye periode, før den begynder.", $"{tenure.Person}'s tenure of {tenure.Post} begins before the term.");
            }
            else if (kind is PostKind.Chair or PostKind.ViceChair)
            {
                yield return Refusal.OfField(
                    "chairmanship-before-election", "directory.tenures.post", "the chairmanship is elected at the constituent meeting", tenure.Post,
                    "Formandskabet vælges på det konstituerende møde og skrives, når det er valgt.", "The chairmanship is elected at the constituent meeting.");
            }
        }
    }

    private static IEnumerable<Refusal> Seats(DirectoryBook merged, Changeover changeover)
    {
        HashSet<string> known = [.. changeover.VacantPosts];
        Post[] members = [.. merged.Posts.Where(post => post.Kind == PostKind.Member && post.Exists(changeover.TermBegins))];
        foreach (Post post in members.Where(post => merged.Holder(post.Id, changeover.TermBegins) is null && !known.Contains(post.Id)))
        {
            yield return Refusal.OfField(
                "post-without-holder", "directory.tenures", "a holder on the first day, or listed as vacant", post.Id,
                $"Posten {post.Id} har ingen indehaver den {Danish.Date(changeover.TermBegins)}. Skriv den som vakant, hvis det er rigtigt.",
                $"{post.Id} has no holder on the first day; list it as vacant if that is right.");
        }

        foreach (IGrouping<string, Recipient> twice in merged.Holders(changeover.TermBegins, PostKind.Member).GroupBy(member => member.PersonId!).Where(group => group.Count() > 1))
        {
            yield return Refusal.OfField(
                "person-in-two-seats", "directory.tenures.person", "one seat a person", twice.Key,
                $"Personen {twice.Key} har flere pladser i rådet.", $"{twice.Key} has more than one seat.");
        }
    }

    private static IEnumerable<T> Merge<T>(IReadOnlyList<T> known, IReadOnlyList<T> added, Func<T, string> id) =>
        known.Select(one => added.FirstOrDefault(other => id(other) == id(one)) is { } newer ? newer : one)
            .Concat(added.Where(one => known.All(other => id(other) != id(one))));
}
