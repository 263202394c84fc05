namespace Kkr.Workflow.Domain.Directory;

/// <summary>A council's posts, people and dated tenure, whole.</summary>
public sealed record DirectoryBook(IReadOnlyList<Post> Posts, IReadOnlyList<Person> People, IReadOnlyList<Tenure> Tenures)
{
    public int Schema { get; init; } = 1;

    /// <summary>
    /// Whoever holds <paramref name="post"/> on <paramref name="day"/>: the regular holder before an acting one;
    /// null when the post is vacant or unknown.
    /// </summary>
    public Recipient? Holder(string post, DateOnly day)
    {
        Post? found = Posts.FirstOrDefault(p => p.Id == post);
        Tenure? tenure = Tenures
            .Where(t => t.Post == post && t.From <= day && (t.To is null || day <= t.To))
            .OrderBy(t => t.IsActing)
            .ThenByDescending(t => t.From)
            .FirstOrDefault();
        Person? person = tenure is null ? null : People.FirstOrDefault(p => p.Id == tenure.Person);
        return found is null || person is null ? null : new Recipient(found, person.Name, person.Email);
    }

    /// <summary>The holders of every post of the given kinds on <paramref name="day"/>, in the directory's order; vacant posts are left out.</summary>
    public IEnumerable<Recipient> Holders(DateOnly day, params PostKind[] kinds) =>
        Posts.Where(post => kinds.Contains(post.Kind)).Select(post => Holder(post.Id, day)).OfType<Recipient>();
}
