using System.Diagnostics.CodeAnalysis;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Domain.Archive;

/// <summary>What is erased about a person, and what stays because it is public record.</summary>
public static class ErasureRules
{
    public const string ErasedName = "Slettet person";
    private const string Mark = "[slettet]";
    private const string ErasedDomain = ".invalid";

    /// <summary>True when nothing is left of the person but the id.</summary>
    public static bool IsErased(Person person) => person.Name == ErasedName && person.Email.EndsWith(ErasedDomain, StringComparison.Ordinal) && person.Phone is null;

    /// <summary>Why the person cannot be erased now; null when they can. A reason overrides.</summary>
    /// <param name="book">The directory.</param>
    /// <param name="person">The person.</param>
    /// <param name="goingOn">The meetings that are not over.</param>
    /// <param name="today">Local day.</param>
    public static Refusal? RefusalOf(DirectoryBook book, Person person, IEnumerable<Meeting> goingOn, DateOnly today)
    {
        if (Tenures(book, person).FirstOrDefault(tenure => tenure.To is null || tenure.To >= today) is { } present)
        {
            return Refusal.OfState(
                "person-holds-post", "person", "somebody who holds a post is erased only with force and a reason", present.Post,
                $"Personen har posten {present.Post}. Så længe en post er besat, er oplysningerne nødvendige. Afslut først posten, eller gennemtving med en begrundelse.",
                $"The person holds post {present.Post}. End the tenure first, or force the erasure with a reason.");
        }

        return goingOn.FirstOrDefault(meeting => meeting.Attendance is { } attendance
            && attendance.Present.Concat(attendance.Apologies).Any(post => Held(book, person, post, meeting.Date))) is { } open
            ? Refusal.OfState(
                "person-in-open-meeting", "person", "the minutes of every meeting attended are approved", open.Key.Meeting,
                $"Personen står i referatet af mødet {open.Key.Meeting}, som endnu ikke er godkendt. Vent på godkendelsen, eller gennemtving med en begrundelse.",
                $"The person is in the minutes of meeting {open.Key.Meeting}, which are not approved yet.")
            : null;
    }

    public static IEnumerable<Tenure> Tenures(DirectoryBook book, Person person) => book.Tenures.Where(tenure => tenure.Person == person.Id);

    /// <summary>True when the person held the post on the day.</summary>
    public static bool Held(DirectoryBook book, Person person, string post, DateOnly day) =>
        Tenures(book, person).Any(tenure => tenure.Post == post && tenure.From <= day && (tenure.To is null || day <= tenure.To));

    /// <summary>The directory with the person's id and posts only. Posts still held end the day before.</summary>
    public static DirectoryBook Erase(DirectoryBook book, Person person, DateOnly today) => book with
    {
        People = [.. book.People.Select(known => known.Id == person.Id ? new Person(person.Id, ErasedName, $"slettet@{person.Id}{ErasedDomain}") : known)],
        Tenures =
        [
            .. book.Tenures
                .Where(tenure => tenure.Person != person.Id || tenure.From < today)
                .Select(tenure => tenure.Person == person.Id && (tenure.To is null || tenure.To >= today) ? tenure with { To = today.AddDays(-1) } : tenure),
        ],
    };

    /// <summary>A mailing without the address's digest, where it went to the person, and without their name in its subject or fault.</summary>
    public static MailingRecord Erase(MailingRecord record, Person person, bool wasTheirs) => record with
    {
        AddressDigest = wasTheirs ? null : record.AddressDigest,
        SubjectLine = Redact(record.SubjectLine, person),
        Error = Redact(record.Error, person),
    };

    /// <summary>A follow-up without the person in what its owner reported. The task itself is from the minutes.</summary>
    public static FollowUpTask Erase(FollowUpTask task, Person person) => !Names(task.Status, person) && !task.Reports.Any(report => Names(report.Status, person))
        ? task
        : task with
        {
            Status = Redact(task.Status, person),
            Reports = [.. task.Reports.Select(report => report with { Status = Redact(report.Status, person) })],
        };

    /// <summary>A meeting without the person in what was written about its drafts. Who attended is public record.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="person">The person.</param>
    /// <param name="wasTheirs">Whether an answer to the invitation was the person's own; why they could not come then goes whole.</param>
    public static Meeting Erase(Meeting meeting, Person person, Func<Participation, bool> wasTheirs)
    {
        bool IsOwn(Participation answer) => answer.Reason is not null && wasTheirs(answer);
        bool isNamed = meeting.ChairmanshipAnswers.Any(answer => Names(answer.Text, person))
            || meeting.CommentAnswers.Any(answer => Names(answer.Text, person))
            || meeting.Participations.Any(answer => IsOwn(answer) || Names(answer.Reason, person))
            || Names(meeting.DispatchOverride?.Reason, person)
            || meeting.Minutes.Comments.Any(comment => Names(comment.Text, person) || Names(comment.Answer, person));
        return !isNamed ? meeting : meeting with
        {
            ChairmanshipAnswers = [.. meeting.ChairmanshipAnswers.Select(answer => answer with { Text = Redact(answer.Text, person) })],
            CommentAnswers = [.. meeting.CommentAnswers.Select(answer => answer with { Text = Redact(answer.Text, person) })],
            Participations = [.. meeting.Participations.Select(answer => answer with { Reason = IsOwn(answer) ? null : Redact(answer.Reason, person) })],
            DispatchOverride = meeting.DispatchOverride is { } given ? given with { Reason = Redact(given.Reason, person) } : null,
            Minutes = meeting.Minutes with
            {
                Comments = [.. meeting.Minutes.Comments.Select(comment => comment with { Text = Redact(comment.Text, person), Answer = Redact(comment.Answer, person) })],
            },
        };
    }

    /// <summary>
    /// An item without the person's address, without them in what was written about it beside its text, and, while it has never been on an agenda, without
    /// their name among its presenters.
    /// </summary>
    public static Item Erase(Item item, Person person)
    {
        bool IsThem(Presenter presenter) => Same(presenter.Email, person.Email) || (item.Number is null && Same(presenter.Name, person.Name));
        bool isNamed = item.WrittenProcedure?.Answers.Any(answer => Names(answer.Text, person)) == true
            || item.Promised.Any(promise => Names(promise.WaivedBecause, person));
        return !isNamed && !item.Presenters.Any(IsThem) ? item : item with
        {
            WrittenProcedure = item.WrittenProcedure is { } procedure
                ? procedure with { Answers = [.. procedure.Answers.Select(answer => answer with { Text = Redact(answer.Text, person) })] }
                : null,
            Promised = [.. item.Promised.Select(promise => promise with { WaivedBecause = Redact(promise.WaivedBecause, person) })],
            Presenters =
            [
                .. item.Presenters.Select(presenter => !IsThem(presenter) ? presenter
                    : presenter with { Email = null, Name = item.Number is null ? ErasedName : presenter.Name }),
            ],
        };
    }

    /// <summary>True when the item's text names the person: only people can tell whether that may go.</summary>
    public static bool IsNamedIn(Item item, Person person) =>
        new[] { item.Title, item.Background, item.Recommendation, item.Presentation, item.Reason, item.Decision?.Text }.Any(text => Names(text, person));

    /// <summary>True when the text holds the person's name, address or number.</summary>
    public static bool Names(string? text, Person person) => text is not null && Traces(person).Any(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text without the person's name, address and number.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Redact(string? text, Person person) =>
        text is null ? null : Traces(person).Aggregate(text, (left, trace) => left.Replace(trace, Mark, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Traces(Person person) =>
        new[] { person.Email, person.Phone, person.Name }.Where(trace => !string.IsNullOrWhiteSpace(trace)).Select(trace => trace!);

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
