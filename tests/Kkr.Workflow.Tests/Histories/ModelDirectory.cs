using System.Globalization;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Planning;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>Who holds which post when, in a council of three municipalities, and who is to have which mail.</summary>
internal sealed class ModelDirectory(string council)
{
    private readonly string council = council;

    public static readonly string[] Municipalities = ["0730", "0741", "0779"];

    private static readonly string[] Members = ["chair", "vice-chair", "member-0730", "member-0741", "member-0779"];
    private static readonly string[] Directors = ["director-0730", "director-0741", "director-0779"];
    private static readonly string[] Minutes = [.. Members, .. Directors];

    private readonly List<(string Post, string Person, DateOnly From, DateOnly? To)> held =
    [
        .. Municipalities.Select(code => ($"member-{code}", $"m-{code}", new DateOnly(2026, 1, 1), (DateOnly?)null)),
        .. Municipalities.Select(code => ($"director-{code}", $"d-{code}", new DateOnly(2020, 1, 1), (DateOnly?)null)),
        ("chair", "m-0730", new DateOnly(2026, 1, 1), null),
        ("vice-chair", "m-0779", new DateOnly(2026, 1, 1), null),
        ("deputy-0730", "s-0730", new DateOnly(2026, 1, 1), null),
        ("observer", "obs", new DateOnly(2026, 1, 1), null),
        ("network", "net", new DateOnly(2020, 1, 1), null),
        ("secretariat", "sek", new DateOnly(2020, 1, 1), null),
    ];

    private readonly List<(DateTimeOffset At, ModelDirectory Book)> versions = [];
    private int newcomers;

    private ModelDirectory(ModelDirectory other)
        : this(other.council) => held = [.. other.held];

    public string Mailbox => $"kkr@{this.council}.example";

    /// <summary>Keeps the directory as it is from that instant on.</summary>
    public void Keep(DateTimeOffset at) => versions.Add((at, new ModelDirectory(this)));

    /// <summary>The directory as it was known at an instant.</summary>
    public ModelDirectory AsOf(DateTimeOffset instant) => versions.LastOrDefault(version => version.At <= instant).Book ?? this;

    /// <summary>Somebody new takes over a post from that day on.</summary>
    public void Replace(string post, DateOnly from)
    {
        Vacate(post, from);
        held.Add((post, string.Create(CultureInfo.InvariantCulture, $"new-{++newcomers}"), from, null));
    }

    /// <summary>Nobody holds the post from that day on.</summary>
    public void Vacate(string post, DateOnly from)
    {
        held.RemoveAll(tenure => tenure.Post == post && tenure.From >= from);
        int at = held.FindIndex(tenure => tenure.Post == post && (tenure.To is null || tenure.To >= from));
        if (at >= 0)
        {
            held[at] = held[at] with { To = from.AddDays(-1) };
        }
    }

    /// <summary>A director goes to another municipality's post.</summary>
    public void GoOver(string fromPost, string toPost, DateOnly from)
    {
        string? person = Holder(fromPost, from);
        if (person is not null && fromPost != toPost)
        {
            Vacate(fromPost, from);
            Vacate(toPost, from);
            held.Add((toPost, person, from, null));
        }
    }

    public string? Holder(string post, DateOnly day) =>
        held.Where(tenure => tenure.Post == post && tenure.From <= day && (tenure.To is null || day <= tenure.To)).Select(tenure => tenure.Person).FirstOrDefault();

    /// <summary>Where mail for a post goes on a day: to its holder, else to the secretariat.</summary>
    public string AddressOf(string post, DateOnly day) => Holder(post, day) is { } person ? Email(person) : Mailbox;

    public string Email(string person) => person == "sek" ? Mailbox : $"{person}@{this.council}.example";

    /// <summary>The addresses that a mail of a meeting's course goes to, each person once; null for a kind that is not part of it.</summary>
    /// <param name="kind">The mail.</param>
    /// <param name="day">The local day of sending.</param>
    /// <param name="answered">Municipalities, and the network, that have answered the call.</param>
    /// <param name="absent">Posts that have sent apologies.</param>
    public IReadOnlyList<string>? AddressesOf(MailKind kind, DateOnly day, IReadOnlySet<string> answered, IReadOnlySet<string> absent)
    {
        (string Post, bool IsMissed)[]? posts = kind switch
        {
            MailKind.CallForItems or MailKind.FirstReminder => [.. Directors.Select(post => (post, true)), ("network", true)],
            MailKind.SecondReminder =>
                [.. Directors.Append("network").Where(post => !answered.Contains(post == "network" ? post : post[^4..])).Select(post => (post, true))],
            MailKind.NetworkDraft => [("network", true)],
            MailKind.ChairmanshipDraft => Chairmanship(day),
            MailKind.AgendaDispatch => [.. Members.Select(Seat), ("deputy-0730", false), .. Directors.Select(post => (post, true))],
            MailKind.DayBefore => [.. Expected(day, absent), ("observer", false)],
            MailKind.DraftMinutes or MailKind.MinutesPublished or MailKind.MinutesApproved => [.. Minutes.Select(Seat)],
            MailKind.Rescheduled or MailKind.Cancelled =>
                [.. Members.Select(Seat), ("deputy-0730", false), ("observer", false), .. Directors.Select(post => (post, true)), ("network", true)],
            MailKind.MinutesDue => [("secretariat", true)],
            _ => null,
        };
        return posts is null ? null
            : [.. posts.Where(post => post.IsMissed || Holder(post.Post, day) is not null)
                .DistinctBy(post => Holder(post.Post, day) ?? post.Post)
                .Select(post => AddressOf(post.Post, day))
                .Order(StringComparer.Ordinal)];
    }

    public CouncilSetup Setup(bool silenceApproves) => new(
        new Council
        {
            Id = this.council,
            Name = "KKR " + this.council,
            Secretariat = new Secretariat("KKR-sekretariatet", Mailbox, "3333 4444"),
            CaseId = "SAG-2026-00001",
            SilenceApprovesAgenda = silenceApproves,
            Municipalities = [new("0730", "Randers"), new("0741", "Samsø"), new("0779", "Skive")],
        },
        new DirectoryBook(
            [
                new("chair", PostKind.Chair),
                new("vice-chair", PostKind.ViceChair),
                .. Municipalities.Select(code => new Post($"member-{code}", PostKind.Member, code) { IsMayor = true }),
                .. Municipalities.Select(code => new Post($"director-{code}", PostKind.Director, code)),
                new("deputy-0730", PostKind.Deputy, "0730", "member-0730"),
                new("observer", PostKind.Observer),
                new("network", PostKind.Network),
                new("secretariat", PostKind.Secretariat),
            ],
            [.. held.Select(tenure => tenure.Person).Distinct().Select(person => new Person(person, "Person " + person, Email(person)))],
            [.. held.Select(tenure => new Tenure(tenure.Post, tenure.Person, tenure.From, tenure.To))]));

    // A member's vacant seat is missed by somebody; the chair's is filled by the mayor who has sat longest.
    private static (string Post, bool IsMissed) Seat(string post) => (post, post is not ("chair" or "vice-chair"));

    private (string Post, bool IsMissed)[] Chairmanship(DateOnly day)
    {
        string[] elected = [.. new[] { "chair", "vice-chair" }.Where(post => Holder(post, day) is not null)];
        string[] mayors = [.. held.Where(tenure => tenure.Post.StartsWith("member-", StringComparison.Ordinal) && Holder(tenure.Post, day) == tenure.Person)
            .OrderBy(tenure => tenure.From).ThenBy(tenure => tenure.Post, StringComparer.Ordinal).Select(tenure => tenure.Post).Take(1)];
        return [.. (elected.Length > 0 ? elected : mayors).Select(post => (post, false))];
    }

    private (string Post, bool IsMissed)[] Expected(DateOnly day, IReadOnlySet<string> absent)
    {
        IEnumerable<string> coming = Members.Where(post => !absent.Contains(post) && !absent.Contains(SeatOf(post, day)));
        bool isCalled = absent.Contains("member-0730") && !absent.Contains("deputy-0730");
        return [.. coming.Select(Seat), .. isCalled ? [("deputy-0730", false)] : Array.Empty<(string, bool)>(), ("observer", false)];
    }

    private string SeatOf(string post, DateOnly day) => post is "chair" or "vice-chair" && Holder(post, day) is { } person
        ? Array.Find(Members[2..], member => Holder(member, day) == person) ?? post
        : post;
}
