using System.Globalization;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.Minutes;

/// <summary>
/// Comments on the draft minutes: taken from the moment the draft is out. What comes after the window has closed is taken and marked late until the
/// minutes are published; after that it is for the next meeting's item 1.1.
/// </summary>
public static class CommentRules
{
    private const int LongestText = 4000;
    private const int MostComments = 200;

    /// <summary>Adds a comment. The same text by the same post on the same item changes nothing.</summary>
    public static Result<Meeting> Add(Meeting meeting, Council council, string post, string? item, string? text, DateTimeOffset now)
    {
        if ((Closed(meeting) ?? CheckText("text", text)) is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<MinutesComment> known = meeting.Minutes.Comments;
        string? about = string.IsNullOrWhiteSpace(item) ? null : item.Trim();
        if (about is not null && Agenda.AgendaRules.SortKey(about).Section == int.MaxValue)
        {
            return Refusal.OfField("item-number-malformed", "item", "a number such as 3.2", item, $"»{about}« er ikke et punktnummer; skriv det som 3.2.", $"'{about}' is no item number.");
        }

        if (known.Any(comment => comment.Post == post && comment.Item == about && comment.Text == text!.Trim()))
        {
            return meeting;
        }

        return known.Count >= MostComments
            ? Refusal.OfState(
                "comments-full", "comments", "at most 200", known.Count.ToString(CultureInfo.InvariantCulture),
                "Der er ikke plads til flere bemærkninger til dette udkast. Skriv til sekretariatet.", "The draft takes no more comments.")
            : With(meeting, [.. known, new MinutesComment(known.Count + 1, post, about, text!.Trim(), now, IsLate(meeting, council, now))]);
    }

    /// <summary>Changes one's own comment while it has no answer.</summary>
    public static Result<Meeting> Change(Meeting meeting, Council council, int number, string post, string? text, DateTimeOffset now)
    {
        if (Find(meeting, number) is not { } comment)
        {
            return NoSuch(number);
        }

        if (comment.Post != post)
        {
            return Refusal.OfField(
                "comment-of-another", "number", "one's own comment", number.ToString(CultureInfo.InvariantCulture),
                "En bemærkning kan kun ændres af den, der har skrevet den.", "A comment is changed by its writer only.") with { Kind = RefusalKind.Forbidden };
        }

        if (comment.Answer is not null)
        {
            return Refusal.OfState(
                "comment-answered", "number", "a comment without an answer", number.ToString(CultureInfo.InvariantCulture),
                "Bemærkningen er besvaret og kan ikke ændres. Skriv en ny.", "The comment has been answered; write another.");
        }

        return (Closed(meeting) ?? CheckText("text", text)) is { } refusal ? refusal
            : comment.Text == text!.Trim() ? meeting
            : Replace(meeting, comment with { Text = text.Trim(), At = now, IsLate = IsLate(meeting, council, now) });
    }

    /// <summary>The secretariat's answer, until the minutes are approved. An answer may be put right.</summary>
    public static Result<Meeting> Answer(Meeting meeting, int number, string? answer, bool isTakenIn, DateTimeOffset now)
    {
        if (meeting.Phase is not (MeetingPhase.Minuted or MeetingPhase.Published))
        {
            return NotOpen(meeting, "comments are answered until the minutes are approved");
        }

        if (Find(meeting, number) is not { } comment)
        {
            return NoSuch(number);
        }

        return CheckText("answer", answer) is { } refusal ? refusal
            : comment.Answer == answer!.Trim() && comment.IsTakenIn == isTakenIn ? meeting
            : Replace(meeting, comment with { Answer = answer.Trim(), IsTakenIn = isTakenIn, AnsweredAt = now });
    }

    private static bool IsLate(Meeting meeting, Council council, DateTimeOffset now) =>
        Timeline.Of(meeting, council).Find(MeetingStep.CommentsClose) is { } closes && now > closes.Instant;

    private static Refusal? Closed(Meeting meeting) =>
        meeting.Phase != MeetingPhase.Minuted || meeting.Minutes.DraftSentAt is null
            ? NotOpen(meeting, "from the draft until the minutes are published")
            : null;

    private static Refusal NotOpen(Meeting meeting, string rule) => Refusal.OfState(
        "comments-closed", "phase", rule, meeting.Phase.ToString(),
        meeting.Phase >= MeetingPhase.Published && meeting.Phase != MeetingPhase.Cancelled
            ? "Fristen for bemærkninger er udløbet, og referatet er offentliggjort. Tag det op, når referatet behandles på næste møde."
            : $"Der er intet udkast til referat at have bemærkninger til; mødet er i fasen »{meeting.Phase.InDanish()}«.",
        $"The draft minutes are not open for comments: the meeting is {meeting.Phase}.");

    private static Refusal? CheckText(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > LongestText
            ? Refusal.OfField("comment-text", field, "1 to 4000 characters", text, "Skriv en tekst på højst 4000 tegn.", "A text of 1 to 4000 characters is required.")
            : null;

    private static Refusal NoSuch(int number) => Refusal.OfField(
        "comment-unknown", "number", "a comment on this draft", number.ToString(CultureInfo.InvariantCulture),
        $"Bemærkning {number} findes ikke.", $"There is no comment {number}.") with { Kind = RefusalKind.NotFound };

    private static MinutesComment? Find(Meeting meeting, int number) => meeting.Minutes.Comments.FirstOrDefault(comment => comment.Number == number);

    private static Meeting Replace(Meeting meeting, MinutesComment changed) =>
        With(meeting, [.. meeting.Minutes.Comments.Select(comment => comment.Number == changed.Number ? changed : comment)]);

    private static Meeting With(Meeting meeting, IReadOnlyList<MinutesComment> comments) => meeting with { Minutes = meeting.Minutes with { Comments = comments } };
}
