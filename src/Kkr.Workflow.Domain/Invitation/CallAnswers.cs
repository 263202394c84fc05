using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Invitation;

/// <summary>What counts as an answer to a meeting's call for items.</summary>
public static class CallAnswers
{
    /// <summary>Who has answered: "Ingen punkter", or an item sent in for this meeting, also when it was withdrawn or rejected since.</summary>
    public static IReadOnlyList<Reply> Of(MeetingKey meeting, IReadOnlyList<Reply> replies, IReadOnlyList<Item> items) =>
    [
        .. replies,
        .. items.Where(item => IsAnswer(meeting, item))
            .Select(item => new Reply(BodyOf(item)!, HasItems: true, item.ReceivedAt, ItemCount: 1) { IsLate = item.IsLate }),
    ];

    /// <summary>How many items the municipality, the network or the secretariat has sent in for this meeting.</summary>
    public static int CountOf(MeetingKey meeting, string? body, IReadOnlyList<Item> items) => items.Count(item =>
        BodyOf(item) == body && IsAnswer(meeting, item) && item.Status is not (ItemStatus.Withdrawn or ItemStatus.Rejected));

    /// <summary>Every body that answers a call, with its answer: the municipalities in the council's order, the network, the secretariat.</summary>
    public static IReadOnlyList<CallAnswer> Board(
        MeetingKey meeting, Council council, DirectoryBook book, IReadOnlyList<Reply> replies, IReadOnlyList<Item> items)
    {
        IReadOnlyList<Reply> answers = Of(meeting, replies, items);
        return
        [
            .. council.Municipalities.Select(municipality => (Body: municipality.Code, municipality.Name))
                .Concat(book.Posts.Where(post => post.Kind == PostKind.Network).Select(post => (Body: post.Id, Name: council.NetworkName)))
                .Concat(book.Posts.Where(post => post.Kind == PostKind.Secretariat).Select(post => (Body: post.Id, council.Secretariat.Name)))
                .Select(body => One(body.Body, body.Name, book.Posts.FirstOrDefault(post => post.Id == body.Body) is not { } post || IsAsked(post))),
        ];

        CallAnswer One(string body, string name, bool isAsked)
        {
            Reply[] own = [.. answers.Where(reply => reply.Municipality == body).OrderBy(reply => reply.At)];
            int count = CountOf(meeting, body, items);
            return own.Length == 0
                ? new CallAnswer(body, name, CallAnswerKind.None, 0, null, false, isAsked)
                : new CallAnswer(body, name, count > 0 ? CallAnswerKind.Items : CallAnswerKind.NoItems, count, own[0].At, own[0].IsLate, isAsked);
        }
    }

    /// <summary>True for those who answer a call: a municipality of the council, or a post of the network or the secretariat.</summary>
    public static bool IsBody(string body, Council council, DirectoryBook book) =>
        council.Municipalities.Any(municipality => municipality.Code == body)
        || book.Posts.Any(post => post.Id == body && post.Kind is PostKind.Network or PostKind.Secretariat);

    /// <summary>True for a post that is sent the call: a municipality's director, and the network or the secretariat where the directory says so.</summary>
    public static bool IsAsked(Post post) => post.Kind switch
    {
        PostKind.Director => true,
        PostKind.Network => post.IsAsked ?? true,
        PostKind.Secretariat => post.IsAsked ?? false,
        _ => false,
    };

    /// <summary>For whom whoever holds the post answers: the director for the municipality, the others for their own post.</summary>
    public static string BodyOf(Post post) => post.Kind == PostKind.Director ? post.Municipality ?? post.Id : post.Id;

    private static string? BodyOf(Item item) => item.Municipality ?? item.SubmitterPost;

    // What was carried over, or came from the pool or a cancelled meeting, answers no call of this meeting's. Its id says where it began.
    private static bool IsAnswer(MeetingKey meeting, Item item) =>
        item is { CarriedFrom: null, Origin: ItemOrigin.Submitted }
        && BodyOf(item) is not null
        && item.Id.StartsWith(meeting.Meeting + "-", StringComparison.Ordinal);
}

/// <summary>What a body has answered to a call.</summary>
public enum CallAnswerKind
{
    None,
    NoItems,
    Items,
}

/// <summary>One line of the answers to a call.</summary>
/// <param name="Body">The municipality's code, or the post of the network or the secretariat.</param>
/// <param name="Name">As it is listed.</param>
/// <param name="Answer">What it has answered; an item that was withdrawn or rejected since still is an answer.</param>
/// <param name="ItemCount">How many of its items are still meant for the meeting.</param>
/// <param name="At">When it first answered, UTC.</param>
/// <param name="IsLate">True when that was after the item deadline.</param>
/// <param name="IsAsked">True when it is sent the call and its reminders; the others may answer all the same.</param>
public sealed record CallAnswer(string Body, string Name, CallAnswerKind Answer, int ItemCount, DateTimeOffset? At, bool IsLate, bool IsAsked);
