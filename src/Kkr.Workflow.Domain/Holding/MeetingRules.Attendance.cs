using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

// Who takes part, and whether they are enough.
public static partial class MeetingRules
{
    /// <summary>Records attendance. Apologies may come before the meeting; after the minutes are submitted the list stands.</summary>
    public static Result<Meeting> RecordAttendance(Meeting meeting, Attendance attendance)
    {
        if (meeting.Phase is MeetingPhase.Cancelled or > MeetingPhase.Held)
        {
            return Refusal.OfState(
                "attendance-closed",
                "phase",
                "attendance is recorded until the minutes are submitted",
                meeting.Phase.ToString(),
                $"Deltagerlisten kan ikke ændres, for mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"Attendance is closed: the meeting is {meeting.Phase}.");
        }

        string? both = attendance.Present.Intersect(attendance.Apologies).FirstOrDefault();
        return both is null
            ? meeting with
            {
                Attendance = new Attendance(
                    [.. attendance.Present.Distinct()], [.. attendance.Apologies.Distinct()], [.. attendance.Guests.Distinct()]),
            }
            : Refusal.OfField(
                "present-with-apologies", "present", "a post is present or has sent apologies, not both", both,
                $"Posten {both} står både som mødt og med afbud.", $"{both} is both present and has sent apologies.");
    }

    /// <summary>
    /// True when enough members are present: at least the council's share of the member seats, a deputy counting for the member it stands
    /// in for. Null when attendance has not been recorded or the directory has no members, so that nothing can be said.
    /// </summary>
    public static bool? HasQuorum(Meeting meeting, Council council, DirectoryBook book)
    {
        IReadOnlyList<string> seats = book.Seats(meeting.Date);
        if (meeting.Attendance is not { } attendance || seats.Count == 0)
        {
            return null;
        }

        HashSet<string> filled =
        [
            .. attendance.Present
                .Select(id => book.Posts.FirstOrDefault(post => post.Id == id))
                .Select(post => post?.Kind == PostKind.Deputy ? post.DeputyFor : post?.Id)
                .OfType<string>()
                .Select(post => book.SeatOf(post, meeting.Date)),
        ];
        return filled.Count(seats.Contains) >= seats.Count * council.QuorumShare;
    }
}
