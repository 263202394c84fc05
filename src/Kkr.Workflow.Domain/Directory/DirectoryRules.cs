using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Directory;

/// <summary>What a directory must be like.</summary>
public static class DirectoryRules
{
    /// <summary>Every rule that the directory breaks; none when it is fine. A vacant post breaks none: the secretariat is told when mail is due.</summary>
    public static IReadOnlyList<Refusal> Validate(DirectoryBook book, Council council) =>
        [.. Posts(book, council), .. People(book), .. Tenures(book)];

    private static IEnumerable<Refusal> Posts(DirectoryBook book, Council council)
    {
        foreach (string id in Twice(book.Posts.Select(post => post.Id)))
        {
            yield return Refusal.OfField("post-twice", "posts.id", "unique", id, $"Posten {id} står der mere end én gang.", $"Post {id} is listed more than once.");
        }

        HashSet<string> ids = [.. book.Posts.Select(post => post.Id)];
        foreach (Post post in book.Posts)
        {
            // Post ids become parts of mailing keys and addresses.
            if (post.Id.Length == 0 || !post.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                yield return Refusal.OfField(
                    "post-id-malformed", "posts.id", "lower-case letters, digits and hyphens", post.Id,
                    $"Postens id »{post.Id}« må kun have små bogstaver a-z, tal og bindestreger.",
                    $"Post id '{post.Id}' must be lower-case letters, digits and hyphens.");
            }

            if (post.Municipality is { } code && council.Municipalities.All(municipality => municipality.Code != code))
            {
                yield return Refusal.OfField(
                    "municipality-unknown", "posts.municipality", "one of the council's municipalities", code,
                    $"Posten {post.Id} peger på kommunekoden {code}, som ikke hører til {council.Name}.",
                    $"Post {post.Id} names municipality {code}, which does not belong to {council.Name}.");
            }

            if (post.Kind == PostKind.Director && post.Municipality is null)
            {
                yield return Refusal.OfField(
                    "director-without-municipality", "posts.municipality", "required for a director", post.Id,
                    $"Direktørposten {post.Id} mangler kommune.", $"Director post {post.Id} needs a municipality.");
            }

            if (post.IsAsked is { } asked && post.Kind is not (PostKind.Network or PostKind.Secretariat))
            {
                yield return Refusal.OfField(
                    "post-not-asked", "posts.isAsked", "given for posts of the network and the secretariat only", post.Id,
                    $"Om posten {post.Id} får indkaldelsen af punkter, kan ikke vælges; det kan kun netværkets og sekretariatets poster.",
                    $"Whether {post.Id} is {(asked ? "" : "not ")}asked for items cannot be chosen: only posts of the network and the secretariat have that choice.");
            }

            if (post.IsViceMayor && (post.Kind != PostKind.Deputy || post.Municipality is null || IsForAnother(post, book)))
            {
                yield return Refusal.OfField(
                    "vice-mayor-out-of-place", "posts.isViceMayor", "a deputy of the mayor of the same municipality", post.Id,
                    $"Posten {post.Id} kan ikke være viceborgmesterens: Det er en stedfortræder for kommunens egen borgmester.",
                    $"{post.Id} cannot be the vice-mayor's: that is a deputy of the municipality's own mayor.");
            }

            if (post.DeputyFor is { } member && !ids.Contains(member))
            {
                yield return Refusal.OfField(
                    "deputy-for-unknown", "posts.deputyFor", "an existing post", member,
                    $"Posten {post.Id} er stedfortræder for {member}, som ikke findes.", $"{post.Id} is deputy for {member}, which does not exist.");
            }
        }
    }

    private static bool IsForAnother(Post viceMayor, DirectoryBook book) =>
        viceMayor.DeputyFor is { } seat
        && book.Posts.FirstOrDefault(post => post.Id == seat) is { } member
        && !(member.IsMayor && member.Municipality == viceMayor.Municipality);

    private static IEnumerable<Refusal> People(DirectoryBook book)
    {
        foreach (string id in Twice(book.People.Select(person => person.Id)))
        {
            yield return Refusal.OfField(
                "person-twice", "people.id", "unique", id, $"Personen {id} står der mere end én gang.", $"Person {id} is listed more than once.");
        }

        foreach (Person person in book.People)
        {
            if (string.IsNullOrWhiteSpace(person.Name))
            {
                yield return Refusal.OfField("person-name-missing", "people.name", "required", person.Id, $"Personen {person.Id} mangler navn.", $"{person.Id} needs a name.");
            }

            if (!EmailAddress.IsOne(person.Email))
            {
                // The address itself is personal data and stays out of the refusal.
                yield return Refusal.OfField(
                    "email-malformed", "people.email", "an e-mail address", person.Id,
                    $"Personen {person.Id} har ikke en gyldig e-mailadresse.", $"{person.Id} has no valid e-mail address.");
            }
        }
    }

    private static IEnumerable<Refusal> Tenures(DirectoryBook book)
    {
        HashSet<string> posts = [.. book.Posts.Select(post => post.Id)];
        HashSet<string> people = [.. book.People.Select(person => person.Id)];
        foreach (Tenure tenure in book.Tenures)
        {
            if (!posts.Contains(tenure.Post))
            {
                yield return Refusal.OfField(
                    "tenure-post-unknown", "tenures.post", "an existing post", tenure.Post, $"Posten {tenure.Post} findes ikke.", $"There is no post {tenure.Post}.");
            }

            if (!people.Contains(tenure.Person))
            {
                yield return Refusal.OfField(
                    "tenure-person-unknown", "tenures.person", "an existing person", tenure.Person,
                    $"Personen {tenure.Person} findes ikke.", $"There is no person {tenure.Person}.");
            }

            if (tenure.To < tenure.From)
            {
                yield return Refusal.OfField(
                    "tenure-ends-before-start", "tenures.to", "not before from", tenure.Post,
                    $"Personen {tenure.Person} fratræder {tenure.Post} før tiltrædelsen.", $"{tenure.Person} leaves {tenure.Post} before taking it up.");
            }
        }

        foreach (IGrouping<string, Tenure> ofPost in book.Tenures.Where(tenure => !tenure.IsActing).GroupBy(tenure => tenure.Post))
        {
            Tenure[] inOrder = [.. ofPost.OrderBy(tenure => tenure.From)];
            foreach ((Tenure first, Tenure second) in inOrder.Zip(inOrder.Skip(1)).Where(pair => pair.First.To is null || pair.First.To >= pair.Second.From))
            {
                yield return Refusal.OfField(
                    "tenures-overlap", "tenures.from", "one holder at a time", ofPost.Key,
                    $"Personerne {first.Person} og {second.Person} har posten {ofPost.Key} samtidig.", $"{first.Person} and {second.Person} hold {ofPost.Key} at the same time.");
            }
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> ids) => ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key);
}
