using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Domain.Mailing;

/// <summary>Somebody that a mail is for: the post, and whoever holds it on the day. No holder: the secretariat is told.</summary>
public sealed record Addressee(Post Post, Recipient? Holder)
{
    /// <summary>True when the mail is a copy for information, as the deputies' agenda is.</summary>
    public bool IsCopy { get; init; }
}

/// <summary>Who gets which mail (domain.md C). Posts, resolved on the day of sending; one mail per person, but one per municipality, and for the network, where it is asked.</summary>
public static class Recipients
{
    /// <summary>The addressees of a mail in the directory's order; a person with several posts is addressed once, but for what is asked of each municipality.</summary>
    /// <param name="kind">The mail.</param>
    /// <param name="book">The council's directory.</param>
    /// <param name="day">Local day of sending.</param>
    /// <param name="replies">Replies to the call: who has answered gets no second reminder.</param>
    /// <param name="attendance">Apologies sent so far: the day-before mail goes to the deputy instead.</param>
    /// <param name="subjectPost">The submitter (mails 4, 5a, 5b, 6) or the owner of the action (mail 15).</param>
    /// <param name="standIns">The deputies who are called, for the day-before mail; null where the apologies alone say who stands in.</param>
    /// <param name="isFrozen">For a withdrawn item: whether the agenda was frozen, so that members are told too.</param>
    public static IReadOnlyList<Addressee> Of(
        MailKind kind,
        DirectoryBook book,
        DateOnly day,
        IReadOnlyList<Reply>? replies = null,
        Attendance? attendance = null,
        string? subjectPost = null,
        bool isFrozen = false,
        IReadOnlyList<string>? standIns = null)
    {
        IEnumerable<Post> posts = kind switch
        {
            MailKind.CallForItems or MailKind.FirstReminder => Asked(book),
            MailKind.SecondReminder => Silent(book, replies ?? []),
            MailKind.Acknowledgement or MailKind.ItemRejected or MailKind.LateItem or MailKind.FollowUp
                or MailKind.ItemReturned or MailKind.ItemMoved or MailKind.ItemMerged => Named(book, subjectPost),
            MailKind.ItemWithdrawn => isFrozen ? Named(book, subjectPost).Concat(Members(book)) : Named(book, subjectPost),
            MailKind.NetworkDraft => OfKind(book, PostKind.Network),
            MailKind.ChairmanshipDraft or MailKind.CommentsAnswered or MailKind.WrittenProcedure => Chairmanship(book, day),
            MailKind.AgendaDispatch or MailKind.SupplementaryAgenda => [.. Members(book), .. OfKind(book, PostKind.Deputy, PostKind.Director)],
            MailKind.DayBefore => Expected(book, day, attendance, standIns),
            MailKind.DraftMinutes or MailKind.MinutesPublished or MailKind.MinutesApproved or MailKind.MinutesCorrected => [.. Members(book), .. OfKind(book, PostKind.Director)],
            MailKind.Rescheduled or MailKind.Cancelled => Invited(book),
            _ => OfKind(book, PostKind.Secretariat),
        };
        return
        [
            .. posts.Where(post => post.Exists(day)).DistinctBy(post => post.Id)
                .Select(post => new Addressee(post, book.Holder(post.Id, day)) { IsCopy = kind is MailKind.AgendaDispatch or MailKind.SupplementaryAgenda && post.Kind == PostKind.Deputy })
                .Where(addressee => addressee.Holder is not null || IsMissed(addressee.Post, kind))
                .DistinctBy(addressee => IsOfMunicipality(kind) ? addressee.Post.Id : addressee.Holder?.PersonId ?? addressee.Post.Id),
        ];
    }

    private const string GuestMark = "guest-";

    /// <summary>
    /// Guests with an address, from the items' presenters: each once, on the post <c>guest-{item}-{n}</c>, which carries no address.
    /// Confidential items count too: the guest is told when to come, not why.
    /// </summary>
    public static IReadOnlyList<GuestAddressee> Guests(IReadOnlyList<Item> items) =>
    [
        .. items.Where(item => item.Status is ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Frozen)
            .OrderBy(item => AgendaRules.SortKey(item.Number))
            .SelectMany(item => item.Presenters.Select((presenter, index) => (item, presenter, index)))
            .Where(found => !string.IsNullOrWhiteSpace(found.presenter.Email))
            .DistinctBy(found => found.presenter.Email!.ToUpperInvariant())
            .Select(found => new GuestAddressee(
                GuestOf(found.item, found.presenter, found.index),
                found.presenter.From)),
    ];

    /// <summary>The guest behind a post of <see cref="Guests"/>, whatever has become of the item since; null when the item no longer has them.</summary>
    public static Recipient? Guest(Item item, string post) => item.Presenters
        .Select((presenter, index) => GuestOf(item, presenter, index))
        .FirstOrDefault(guest => guest.Post.Id == post && !string.IsNullOrWhiteSpace(guest.Email));

    /// <summary>The post that is made for a guest: <c>guest-{item}-{n}</c>.</summary>
    /// <param name="item">The item's id.</param>
    /// <param name="index">0-based, among the item's presenters.</param>
    public static string GuestPost(string item, int index) => string.Create(CultureInfo.InvariantCulture, $"{GuestMark}{item}-{index + 1}");

    /// <summary>True for a post that was made for a guest.</summary>
    public static bool IsGuest(string post) => post.StartsWith(GuestMark, StringComparison.Ordinal);

    /// <summary>The id of the item that a guest's post was made for.</summary>
    public static string ItemOfGuest(string post) => post[GuestMark.Length..Math.Max(GuestMark.Length, post.LastIndexOf('-'))];

    private static Recipient GuestOf(Item item, Presenter presenter, int index) =>
        new(new Post(GuestPost(item.Id, index), PostKind.Observer), presenter.Name, presenter.Email ?? "");

    // Nobody waits for mail to a vacant deputy's or observer's post, and the chairmanship's vacancies are filled by the longest-serving mayor.
    private static bool IsMissed(Post post, MailKind kind) =>
        post.Kind == PostKind.Secretariat
        || kind is not (MailKind.ChairmanshipDraft or MailKind.CommentsAnswered or MailKind.WrittenProcedure) && post.Kind is not (PostKind.Deputy or PostKind.Observer or PostKind.Chair or PostKind.ViceChair);

    /// <summary>What these ask is asked of each municipality, also when one director acts for two, or for the network as well.</summary>
    private static bool IsOfMunicipality(MailKind kind) =>
        kind is MailKind.CallForItems or MailKind.FirstReminder or MailKind.SecondReminder or MailKind.FollowUp;

    private static IEnumerable<Post> OfKind(DirectoryBook book, params PostKind[] kinds) => book.Posts.Where(post => kinds.Contains(post.Kind));

    private static IEnumerable<Post> Members(DirectoryBook book) => OfKind(book, PostKind.Chair, PostKind.ViceChair, PostKind.Member);

    private static IEnumerable<Post> Named(DirectoryBook book, string? id) => book.Posts.Where(post => post.Id == id);

    private static IEnumerable<Post> Invited(DirectoryBook book) =>
        [.. Members(book), .. OfKind(book, PostKind.Deputy, PostKind.Observer, PostKind.Director, PostKind.Network)];

    // The directors first, in the directory's order.
    private static IEnumerable<Post> Asked(DirectoryBook book) => book.Posts.Where(CallAnswers.IsAsked).OrderBy(post => post.Kind);

    private static IEnumerable<Post> Silent(DirectoryBook book, IReadOnlyList<Reply> replies) =>
        Asked(book).Where(post => replies.All(reply => reply.Municipality != CallAnswers.BodyOf(post)));

    // With neither a chairmanship nor a mayor somebody must still read the draft before silence lets it through.
    private static IEnumerable<Post> Chairmanship(DirectoryBook book, DateOnly day) =>
        book.Chairmanship(day) is { Count: > 0 } chairmanship ? chairmanship.Select(recipient => recipient.Post) : OfKind(book, PostKind.Secretariat);

    private static IEnumerable<Post> Expected(DirectoryBook book, DateOnly day, Attendance? attendance, IReadOnlyList<string>? standIns)
    {
        HashSet<string> absent = [.. attendance?.Apologies ?? []];
        return
        [
            .. Members(book).Where(member => !absent.Contains(member.Id) && !absent.Contains(book.SeatOf(member.Id, day))),
            .. OfKind(book, PostKind.Deputy).Where(deputy => standIns is not null
                ? standIns.Contains(deputy.Id)
                : book.SeatOfDeputy(deputy) is { } member && absent.Contains(member) && !absent.Contains(deputy.Id)),
            .. OfKind(book, PostKind.Observer),
        ];
    }
}

/// <summary>A guest who is reminded the day before.</summary>
/// <param name="Recipient">Who, on a post made for the occasion.</param>
/// <param name="From">Local start of their slot, or null.</param>
public sealed record GuestAddressee(Recipient Recipient, TimeOnly? From);
