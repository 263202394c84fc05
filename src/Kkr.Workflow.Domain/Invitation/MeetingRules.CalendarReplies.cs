using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Domain;

// Answers that were given in a calendar.
public static partial class MeetingRules
{
    private static readonly PostKind[] InvitedKinds =
        [PostKind.Chair, PostKind.ViceChair, PostKind.Member, PostKind.Deputy, PostKind.Observer, PostKind.Network];

    /// <summary>
    /// Takes what the calendar says that people have answered. Each answer counts as of when it was given: what somebody wrote down by hand later stands, and
    /// what was answered before the meeting got its present date is nobody's answer to it. The same answers again change nothing, in whatever order they come.
    /// </summary>
    public static Meeting TakeReplies(Meeting meeting, IReadOnlyList<CalendarReply> replies, DirectoryBook book, DateTimeOffset now)
    {
        if (!TakesAnswers(meeting))
        {
            return meeting;
        }

        Meeting current = meeting;
        foreach (CalendarReply reply in replies.Where(reply => reply.At >= meeting.ScheduledAt && !IsRoom(meeting, reply)).OrderBy(reply => reply.At))
        {
            if (InvitedPost(current, book, reply.Email) is { } post)
            {
                current = Taken(current, post, reply, book, now);
            }
        }

        return current;
    }

    /// <summary>True for the answer of the room that the meeting is held in.</summary>
    internal static bool IsRoom(Meeting meeting, CalendarReply reply) => meeting.Venue.Room is { } room && Same(room, reply.Email);

    /// <summary>The post by which somebody is invited, or null. Whoever has a seat answers for it, before any other post.</summary>
    internal static Post? InvitedPost(Meeting meeting, DirectoryBook book, string email) => book.Holders(meeting.Date, InvitedKinds)
        .Where(holder => Same(holder.Email, email))
        .OrderBy(holder => holder.Post.Kind)
        .Select(holder => holder.Post)
        .FirstOrDefault();

    private static Meeting Taken(Meeting meeting, Post post, CalendarReply reply, DirectoryBook book, DateTimeOffset now)
    {
        string seat = book.SeatOf(post.Id, meeting.Date);
        ParticipationAnswer? answer = reply.Response switch
        {
            CalendarResponse.Accepted => ParticipationAnswer.Accepted,
            CalendarResponse.Tentative => ParticipationAnswer.Tentative,
            CalendarResponse.Declined => ParticipationAnswer.Declined,
            _ => null,
        };
        Participation? known = meeting.Participations.FirstOrDefault(one => one.Post == seat);
        if (answer is not { } given || known?.At >= reply.At || (known?.Answer == given && known.ScheduleVersion == meeting.ScheduleVersion))
        {
            return meeting;
        }

        // A deputy who is not called any more may still have the event on their screen; their answer is nobody's then.
        Result<Meeting> recorded = RecordParticipation(meeting, post.Id, given, null, book, now, reply.At);
        return recorded.IsRefused ? meeting : recorded.Value;
    }

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
