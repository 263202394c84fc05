using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>What keeps an agenda from being frozen.</summary>
public enum AgendaHoldKind
{
    None,

    /// <summary>The chairmanship has commented, and has neither been answered nor approved since.</summary>
    Comments,

    /// <summary>The chairmanship has not approved, and here its silence is no consent.</summary>
    Silence,
}

/// <summary>Whether the chairmanship holds the agenda. Both kinds are the council's to choose; a named override releases either.</summary>
public static class AgendaHold
{
    public static AgendaHoldKind Of(Meeting meeting, Council council)
    {
        ChairmanshipAnswer[] answers = [.. Current(meeting)];
        if (meeting.DispatchOverride is not null)
        {
            return AgendaHoldKind.None;
        }

        return council.CommentsHoldAgenda && HasOpenComments(meeting) ? AgendaHoldKind.Comments
            : !council.SilenceApprovesAgenda && !answers.Any(answer => answer.Approved) ? AgendaHoldKind.Silence
            : AgendaHoldKind.None;
    }

    /// <summary>True when comments have been followed neither by an approval nor by an answer that the chairmanship has been sent.</summary>
    public static bool HasOpenComments(Meeting meeting)
    {
        int last = LastComment(meeting);
        return last >= 0
            && !meeting.ChairmanshipAnswers.Skip(last + 1).Any(answer => answer.Approved)
            && !meeting.CommentAnswers.Any(answer => answer.Answers > last && answer.SentAt is not null);
    }

    /// <summary>
    /// The secretariat answers the chairmanship's comments, with a new draft or with words alone. A new draft may also go out unasked, once the first
    /// has been sent and until the agenda is frozen.
    /// </summary>
    public static Result<Meeting> Answer(Meeting meeting, string post, string? text, bool withNewDraft, DateTimeOffset now)
    {
        if (meeting.Phase != MeetingPhase.Preparing || !meeting.HasDone(MeetingStep.ChairmanshipDraft))
        {
            return Refusal.OfState(
                "agenda-not-awaiting-answer", "phase", "comments are answered between the draft agenda and its freeze", meeting.Phase.ToString(),
                $"Der er ikke et udkast til dagsorden hos formandskabet; mødet er i fasen »{meeting.Phase.InDanish()}«.",
                $"No draft agenda is with the chairmanship; the meeting is {meeting.Phase}.");
        }

        if (!withNewDraft && string.IsNullOrWhiteSpace(text))
        {
            return Refusal.OfField(
                "answer-missing", "text", "required without a new draft", text,
                "Skriv et svar til formandskabet, eller send et nyt udkast.", "An answer needs a text or a new draft.");
        }

        if (!withNewDraft && LastComment(meeting) < 0)
        {
            return Refusal.OfState(
                "no-comments", "chairmanshipAnswers", "there are comments to answer", null,
                "Formandskabet har ingen bemærkninger, der kan besvares.", "The chairmanship has made no comments.");
        }

        return meeting with
        {
            CommentAnswers =
            [
                .. meeting.CommentAnswers,
                new CommentAnswer(post, string.IsNullOrWhiteSpace(text) ? null : text.Trim(), withNewDraft, meeting.ChairmanshipAnswers.Count, now),
            ],
        };
    }

    /// <summary>The number (1, 2, …) of the first answer that the chairmanship has not been sent; null when there is none.</summary>
    public static int? ToSend(Meeting meeting)
    {
        int index = meeting.CommentAnswers.ToList().FindIndex(answer => answer.SentAt is null);
        return index < 0 || meeting.Phase != MeetingPhase.Preparing ? null : index + 1;
    }

    /// <summary>Records that the chairmanship was sent answer number <paramref name="number"/>.</summary>
    public static Meeting Sent(Meeting meeting, int number, DateTimeOffset now) => meeting with
    {
        CommentAnswers = [.. meeting.CommentAnswers.Select((answer, index) => index + 1 == number && answer.SentAt is null ? answer with { SentAt = now } : answer)],
    };

    /// <summary>When a new draft last went out that nobody has approved since; the chairmanship has its days to answer from then.</summary>
    internal static DateTimeOffset? RedraftedAt(Meeting meeting) =>
        meeting.CommentAnswers.LastOrDefault(answer => answer is { WithNewDraft: true, SentAt: not null } && IsCurrent(meeting, answer.At)) is { SentAt: { } sent }
        && !meeting.ChairmanshipAnswers.Any(answer => answer.Approved && answer.At >= sent)
            ? sent
            : null;

    private static int LastComment(Meeting meeting) =>
        meeting.ChairmanshipAnswers.ToList().FindLastIndex(answer => !answer.Approved && IsCurrent(meeting, answer.At));

    private static IEnumerable<ChairmanshipAnswer> Current(Meeting meeting) => meeting.ChairmanshipAnswers.Where(answer => IsCurrent(meeting, answer.At));

    private static bool IsCurrent(Meeting meeting, DateTimeOffset at) => meeting.ReopenedAt is not { } reopened || at > reopened;
}
