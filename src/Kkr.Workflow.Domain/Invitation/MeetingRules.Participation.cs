using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;

namespace Kkr.Workflow.Domain;

// Answers to the invitation, and the deputies who are called for those who cannot come.
public static partial class MeetingRules
{
    private const int LongestReason = 1000;

    /// <summary>True while an answer to the invitation means something: until the meeting is held or cancelled.</summary>
    public static bool TakesAnswers(Meeting meeting) => meeting.Phase < MeetingPhase.Held;

    /// <summary>
    /// Records an answer to the invitation, until the meeting is held. When a member declines, the first deputy who can come is called; when the deputy
    /// declines too, the next one; when the member comes after all, the deputy is told off. The same answer again changes nothing.
    /// </summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="post">Who answers.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="reason">Why they cannot come, or null.</param>
    /// <param name="book">The council's directory.</param>
    /// <param name="now">UTC.</param>
    /// <param name="at">When it was answered, UTC, where that was earlier; null for now.</param>
    public static Result<Meeting> RecordParticipation(
        Meeting meeting, string post, ParticipationAnswer answer, string? reason, DirectoryBook book, DateTimeOffset now, DateTimeOffset? at = null)
    {
        if (!TakesAnswers(meeting))
        {
            return Refusal.OfState(
                "participation-closed", "phase", "an invitation is answered until the meeting is held", meeting.Phase.ToString(),
                $"Der kan ikke længere svares på indkaldelsen; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"The invitation is no longer open: the meeting is {meeting.Phase}.");
        }

        if (book.Posts.FirstOrDefault(known => known.Id == post && known.Exists(meeting.Date)) is not { } found)
        {
            return Refusal.OfField("post-unknown", "post", "a post of the directory", post, $"Posten {post} findes ikke.", $"There is no post {post}.") with
            {
                Kind = RefusalKind.NotFound,
            };
        }

        string seat = book.SeatOf(post, meeting.Date);
        if (NotInvited(meeting, found, answer) is { } refusal)
        {
            return refusal;
        }

        if (reason is { Length: > LongestReason })
        {
            return Refusal.OfField("reason-long", "reason", "at most 1000 characters", reason, "Begrundelsen må højst have 1000 tegn.", "A reason has at most 1000 characters.");
        }

        Participation answered = new(seat, answer, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), at ?? now, meeting.ScheduleVersion);
        return meeting.Participations.Any(known => known with { At = answered.At } == answered)
            ? meeting
            : SettleDeputies(meeting with { Participations = [.. meeting.Participations.Where(known => known.Post != seat), answered] }, book, now);
    }

    /// <summary>
    /// The seats that nobody fills by themselves: declined for the present date, or with apologies on the list of attendance. Whoever declined and then says
    /// »perhaps« keeps the deputy: an empty seat is worse than two who come.
    /// </summary>
    public static IReadOnlySet<string> AbsentSeats(Meeting meeting, DirectoryBook book) =>
        meeting.Participations
            .Where(known => known.ScheduleVersion == meeting.ScheduleVersion
                && (known.Answer == ParticipationAnswer.Declined
                    || (known.Answer == ParticipationAnswer.Tentative && meeting.DeputyCalls.Any(call => call.Seat == known.Post && call.EndedAt is null))))
            .Select(known => known.Post)
            .Concat((meeting.Attendance?.Apologies ?? []).Select(post => book.SeatOf(post, meeting.Date)))
            .ToHashSet();

    /// <summary>The deputies' posts that are called and expected to come.</summary>
    public static IReadOnlyList<string> StandIns(Meeting meeting) =>
        [.. meeting.DeputyCalls.Where(call => call.EndedAt is null && call.ScheduleVersion == meeting.ScheduleVersion).Select(call => call.Deputy).OfType<string>()];

    /// <summary>Calls deputies for the seats that are empty now, and ends the calls that nobody needs any more. With nothing to change it gives the same meeting.</summary>
    public static Meeting SettleDeputies(Meeting meeting, DirectoryBook book, DateTimeOffset now)
    {
        if (!TakesAnswers(meeting))
        {
            return meeting;
        }

        IReadOnlySet<string> absent = AbsentSeats(meeting, book);
        List<DeputyCall> calls = [.. meeting.DeputyCalls.Select(call => call.EndedAt is null ? Ended(call) : call)];
        foreach (string seat in book.Seats(meeting.Date).Where(absent.Contains))
        {
            Post? deputy = book.DeputiesOf(seat).FirstOrDefault(post => post.Exists(meeting.Date) && !absent.Contains(post.Id) && !IsSeated(post));
            bool isCalled = calls.Exists(call => call.EndedAt is null && call.Seat == seat && (call.Deputy is not null || deputy is null));
            if (!isCalled)
            {
                calls.Add(new DeputyCall(calls.Count + 1, deputy?.Id, seat, meeting.ScheduleVersion, now));
            }
        }

        return calls.SequenceEqual(meeting.DeputyCalls) ? meeting : meeting with { DeputyCalls = calls };

        DeputyCall Ended(DeputyCall call) =>
            call.ScheduleVersion != meeting.ScheduleVersion ? call with { EndedAt = now, IsCalledOff = call.Deputy is not null, IsMoved = true }
            : call.Deputy is { } deputy && absent.Contains(deputy) ? call with { EndedAt = now }
            : !absent.Contains(call.Seat) ? call with { EndedAt = now, IsCalledOff = call.Deputy is not null }
            : call;

        bool IsSeated(Post deputy) =>
            book.Holder(deputy.Id, meeting.Date)?.PersonId is { } person
            && book.Holders(meeting.Date, PostKind.Member, PostKind.Chair, PostKind.ViceChair).Any(member => member.PersonId == person);
    }

    /// <summary>Records that these calls have been told about, as they were when somebody was told: a call, or that it is off.</summary>
    public static Meeting DeputiesTold(Meeting meeting, IReadOnlyList<DeputyCall> told, DateTimeOffset now) => meeting with
    {
        DeputyCalls =
        [
            .. meeting.DeputyCalls.Select(call => told.FirstOrDefault(one => one.Number == call.Number) is not { } known ? call
                : known.EndedAt is null ? call with { ToldAt = call.ToldAt ?? now }
                : call with { ToldOffAt = call.ToldOffAt ?? now }),
        ],
    };

    private static Refusal? NotInvited(Meeting meeting, Post post, ParticipationAnswer answer) => post.Kind switch
    {
        PostKind.Chair or PostKind.ViceChair or PostKind.Member or PostKind.Observer or PostKind.Network => null,
        PostKind.Deputy when answer == ParticipationAnswer.Declined || StandIns(meeting).Contains(post.Id) => null,
        PostKind.Deputy => Refusal.OfState(
            "deputy-not-called", "post", "a deputy accepts when called", post.Id,
            $"Posten {post.Id} er ikke indkaldt som stedfortræder til mødet.", $"{post.Id} has not been called to the meeting."),
        _ => Refusal.OfField(
            "not-invited", "post", "a member, deputy or observer", post.Id,
            $"Posten {post.Id} er ikke indkaldt til mødet.", $"{post.Id} is not invited to the meeting."),
    };
}
