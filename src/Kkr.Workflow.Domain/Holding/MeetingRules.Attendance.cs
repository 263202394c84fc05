using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

// Who takes part, and whether they are enough.
public static partial class MeetingRules
{
    // Products of shares such as 0.1 × 30 must not ask for one seat more than they say.
    private const double Rounding = 1e-9;

    /// <summary>
    /// Records attendance. Apologies may come before the meeting; the list is put right until the minutes are approved, and once they are submitted that
    /// is a correction.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="attendance">The whole list.</param>
    /// <param name="book">The directory that its posts must be in; null where that has been seen to.</param>
    /// <param name="cause">Why published minutes are corrected, or null.</param>
    public static Result<Meeting> RecordAttendance(Meeting meeting, Attendance attendance, DirectoryBook? book = null, CorrectionCause? cause = null)
    {
        if (meeting.Phase == MeetingPhase.Cancelled || AreApproved(meeting))
        {
            return Refusal.OfState(
                "attendance-closed",
                "phase",
                "attendance is recorded until the minutes are approved",
                meeting.Phase.ToString(),
                $"Deltagerlisten kan ikke ændres, for mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"Attendance is closed: the meeting is {meeting.Phase}.");
        }

        if (meeting.Phase < MeetingPhase.Held && attendance.Parts.Count > 0)
        {
            return Refusal.OfState(
                "meeting-not-held", "parts", "arrivals and departures are recorded from the meeting on", meeting.Phase.ToString(),
                "Hvem der kom og gik undervejs, kan først skrives, når mødet er begyndt.", "Arrivals and departures are recorded from the meeting on.");
        }

        if (AttendanceRules.Check(attendance, book) is { } refusal)
        {
            return refusal;
        }

        Meeting recorded = meeting with
        {
            Attendance = attendance with
            {
                Present = [.. attendance.Present.Distinct()],
                Apologies = [.. attendance.Apologies.Distinct()],
                Guests = [.. attendance.Guests.Distinct()],
            },
        };
        bool isCorrection = ArePublished(meeting) && !EditionRules.PartsOf(meeting, []).SequenceEqual(EditionRules.PartsOf(recorded, []));
        return !isCorrection ? recorded
            : MissingCause(cause) is { } missing ? missing
            : recorded with { Minutes = recorded.Minutes with { AttendanceCorrection = cause } };
    }

    /// <summary>
    /// True when enough members are present: at least the council's share of the member seats, a deputy counting for the member it stands
    /// in for. Null when attendance has not been recorded or the directory has no members, so that nothing can be said.
    /// </summary>
    public static bool? HasQuorum(Meeting meeting, Council council, DirectoryBook book) => QuorumOf(meeting, council, book)?.IsMet;

    /// <summary>As <see cref="HasQuorum(Meeting, Council, DirectoryBook)"/>, with those alone who took part in the item.</summary>
    public static bool? HasQuorum(Meeting meeting, Council council, DirectoryBook book, Item item, Decision? decision = null) =>
        QuorumOf(meeting, council, book, item, decision)?.IsMet;

    /// <summary>How many seats were filled at the meeting, or at one of its items. An observer fills none, and nobody fills two.</summary>
    /// <param name="meeting">The meeting, with its attendance.</param>
    /// <param name="council">Its council, whose share counts.</param>
    /// <param name="book">The directory.</param>
    /// <param name="item">The item, or null for the meeting.</param>
    /// <param name="decision">The decision that says when the item was taken; the item's own unless given.</param>
    public static Quorum? QuorumOf(Meeting meeting, Council council, DirectoryBook book, Item? item = null, Decision? decision = null)
    {
        IReadOnlyList<string> seats = book.Seats(meeting.Date);
        if (meeting.Attendance is not { } attendance || seats.Count == 0)
        {
            return null;
        }

        TimeOnly? takenAt = (decision ?? item?.Decision)?.TakenAt;
        HashSet<string> filled = [];
        HashSet<string> people = [];
        foreach (Post post in Taking(attendance, book, item, takenAt))
        {
            string person = book.Holder(post.Id, meeting.Date)?.PersonId ?? post.Id;
            if (SeatFilledBy(post, meeting, book) is { } seat && seats.Contains(seat) && !filled.Contains(seat) && people.Add(person))
            {
                filled.Add(seat);
            }
        }

        return new Quorum(filled.Count, seats.Count, (int)Math.Ceiling((seats.Count * council.QuorumShare) - Rounding));
    }

    /// <summary>The posts present that have a vote: members, and deputies whose member is not there. With an item, those who took part in it.</summary>
    public static IReadOnlyList<string> VotersOf(Meeting meeting, DirectoryBook book, Item? item = null, TimeOnly? takenAt = null)
    {
        if (meeting.Attendance is not { } attendance)
        {
            return [];
        }

        HashSet<string> filled = [];
        return
        [
            .. Taking(attendance, book, item, takenAt)
                .Where(post => SeatFilledBy(post, meeting, book) is { } seat && filled.Add(seat))
                .Select(post => post.Id),
        ];
    }

    // Members before deputies, who fill what is left.
    private static IEnumerable<Post> Taking(Attendance attendance, DirectoryBook book, Item? item, TimeOnly? takenAt) => attendance.Present
        .Where(who => item is null || AttendanceRules.IsPresentAt(attendance, who, item.Number, takenAt))
        .Select(id => book.Posts.FirstOrDefault(post => post.Id == id))
        .OfType<Post>()
        .OrderBy(post => post.Kind == PostKind.Deputy);

    private static string? SeatFilledBy(Post post, Meeting meeting, DirectoryBook book) => post.Kind switch
    {
        PostKind.Deputy => book.SeatOfDeputy(post) is { } member ? book.SeatOf(member, meeting.Date) : null,
        PostKind.Chair or PostKind.ViceChair or PostKind.Member => book.SeatOf(post.Id, meeting.Date),
        _ => null,
    };
}
