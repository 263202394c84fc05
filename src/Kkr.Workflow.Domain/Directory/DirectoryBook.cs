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
        Tenure? tenure = TenureOf(post, day);
        Person? person = tenure is null ? null : People.FirstOrDefault(p => p.Id == tenure.Person);
        return found is null || person is null ? null : new Recipient(found, person.Name, person.Email) { PersonId = person.Id, Channel = person.Channel ?? MailChannel.Mail };
    }

    /// <summary>The holders of every post of the given kinds on <paramref name="day"/>, in the directory's order; vacant posts are left out.</summary>
    public IEnumerable<Recipient> Holders(DateOnly day, params PostKind[] kinds) =>
        Posts.Where(post => kinds.Contains(post.Kind)).Select(post => Holder(post.Id, day)).OfType<Recipient>();

    /// <summary>
    /// Whoever approves the agenda on <paramref name="day"/>: chair and vice-chair, or the one of them there is. When neither post is
    /// filled, the longest-serving mayor (domain.md B). Empty when there is no mayor either; the secretariat is then told.
    /// </summary>
    public IReadOnlyList<Recipient> Chairmanship(DateOnly day)
    {
        Recipient[] elected = [.. Holders(day, PostKind.Chair), .. Holders(day, PostKind.ViceChair)];
        return elected.Length > 0 ? elected : LongestServingMayor(day) is { } mayor ? [mayor] : [];
    }

    /// <summary>The mayor who has been in office longest without a break; on a tie the one whose post has the lowest id.</summary>
    public Recipient? LongestServingMayor(DateOnly day) => Posts
        .Where(post => post.IsMayor)
        .Select(post => TenureOf(post.Id, day))
        .OfType<Tenure>()
        .Where(tenure => !tenure.IsActing)
        .OrderBy(tenure => tenure.MayorSince ?? tenure.From)
        .ThenBy(tenure => tenure.Post, StringComparer.Ordinal)
        .Select(tenure => Holder(tenure.Post, day))
        .FirstOrDefault();

    /// <summary>
    /// The seats of the council, filled or vacant: its member posts, and a chair or vice-chair whose holder has no member post.
    /// </summary>
    public IReadOnlyList<string> Seats(DateOnly day) =>
    [
        .. Posts
            .Where(post => (post.Kind == PostKind.Member && post.Exists(day))
                || (post.Kind is PostKind.Chair or PostKind.ViceChair && Holder(post.Id, day) is not null && SeatOf(post.Id, day) == post.Id))
            .Select(post => post.Id),
    ];

    /// <summary>The seat that a post sits in: for chair and vice-chair the holder's member post where there is one, else the post itself.</summary>
    public string SeatOf(string post, DateOnly day)
    {
        Recipient? holder = Holder(post, day);
        return holder?.Post.Kind is PostKind.Chair or PostKind.ViceChair
            ? Holders(day, PostKind.Member).FirstOrDefault(member => member.PersonId == holder.PersonId)?.Post.Id ?? post
            : post;
    }

    /// <summary>
    /// The deputies' posts of a seat in the order in which they are called: for a mayor the vice-mayor of the municipality first, then as listed.
    /// Vacant ones too: the secretariat is told then.
    /// </summary>
    public IReadOnlyList<Post> DeputiesOf(string seat) =>
        [.. Posts.Where(post => post.Kind == PostKind.Deputy && SeatOfDeputy(post) == seat).OrderByDescending(post => post.IsViceMayor)];

    /// <summary>The member post that a deputy stands in for: the one it names, or for a vice-mayor the mayor's of the municipality. Null when there is none.</summary>
    public string? SeatOfDeputy(Post deputy) => deputy.DeputyFor
        ?? (deputy.IsViceMayor ? Posts.FirstOrDefault(post => post is { Kind: PostKind.Member, IsMayor: true } && post.Municipality == deputy.Municipality)?.Id : null);

    private Tenure? TenureOf(string post, DateOnly day) => Tenures
        .Where(t => t.Post == post && t.From <= day && (t.To is null || day <= t.To))
        .OrderBy(t => t.IsActing)
        .ThenByDescending(t => t.From)
        .FirstOrDefault();
}
