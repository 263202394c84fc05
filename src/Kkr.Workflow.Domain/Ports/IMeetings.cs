using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>Meetings and the replies to their calls.</summary>
public interface IMeetings
{
    /// <summary>The meeting, or null.</summary>
    Task<Stored<Meeting>?> FindAsync(MeetingKey meeting, CancellationToken cancellation);

    /// <summary>All meetings of a council in order of date, then id.</summary>
    Task<IReadOnlyList<Meeting>> ListAsync(string council, CancellationToken cancellation);

    /// <summary>Adds a meeting.</summary>
    /// <exception cref="ConcurrencyConflictException">The id is taken.</exception>
    Task<Stored<Meeting>> AddAsync(Meeting meeting, CancellationToken cancellation);

    /// <summary>Saves with the tag it was read with; the stored <see cref="Meeting.Revision"/> is one more than before.</summary>
    /// <exception cref="ConcurrencyConflictException">It has changed since.</exception>
    Task<Stored<Meeting>> SaveAsync(Stored<Meeting> meeting, CancellationToken cancellation);

    /// <summary>Replies to the meeting's call, in order of municipality code.</summary>
    Task<IReadOnlyList<Reply>> RepliesAsync(MeetingKey meeting, CancellationToken cancellation);

    /// <summary>Adds or replaces a municipality's reply.</summary>
    Task SaveReplyAsync(MeetingKey meeting, Reply reply, CancellationToken cancellation);
}
