using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Domain.Invitation;

/// <summary>What counts as an answer to a meeting's call for items.</summary>
public static class CallAnswers
{
    /// <summary>Who has answered: "Ingen punkter", or an item sent in for this meeting, also when it was withdrawn or rejected since.</summary>
    public static IReadOnlyList<Reply> Of(MeetingKey meeting, IReadOnlyList<Reply> replies, IReadOnlyList<Item> items) =>
    [
        .. replies,
        .. items.Where(item => IsAnswer(meeting, item)).Select(item => new Reply(item.Municipality!, HasItems: true, item.ReceivedAt, ItemCount: 1)),
    ];

    /// <summary>How many items the municipality has sent in for this meeting.</summary>
    public static int CountOf(MeetingKey meeting, string? municipality, IReadOnlyList<Item> items) => items.Count(item =>
        item.Municipality == municipality && IsAnswer(meeting, item) && item.Status is not (ItemStatus.Withdrawn or ItemStatus.Rejected));

    // What was carried over, or came from the pool or a cancelled meeting, answers no call of this meeting's. Its id says where it began.
    private static bool IsAnswer(MeetingKey meeting, Item item) =>
        item is { Municipality: not null, CarriedFrom: null, Origin: ItemOrigin.Submitted }
        && item.Id.StartsWith(meeting.Meeting + "-", StringComparison.Ordinal);
}
