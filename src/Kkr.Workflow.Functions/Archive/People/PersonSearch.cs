using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive.Retention;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>Finds everything that is held on a person: by id, by the posts they held on the day, and by name where there is nothing else.</summary>
public sealed class PersonSearch(IMailings mailings, IAuditLog log, TimeProvider time)
{
    internal async Task<PersonalData> CollectAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        DirectoryBook book = file.Directory.Value;
        List<HeldFact> mails = [];
        foreach (Meeting meeting in file.Meetings)
        {
            mails.AddRange((await mailings.ListAsync(meeting.Key, cancellation))
                .Where(record => IsTheirs(file, person, record))
                .Select(record => new HeldFact(meeting.Key.Meeting, record.At, $"{record.SubjectLine ?? record.Key.Kind.ToString()} ({record.Status.InDanish()})")));
        }

        List<HeldFact> entries = [];
        await foreach (AuditRow row in log.RowsAsync(file.Council.Id, new AuditRange(), cancellation))
        {
            if (row.Entry.Person == person.Id || ErasureRules.Held(book, person, row.Entry.Actor, Day(file, row.Entry.At)))
            {
                entries.Add(new HeldFact(row.Entry.Subject, row.Entry.At, row.Entry.Action));
            }
        }

        return new PersonalData(file.Council.Id, time.GetUtcNow(), person,
        [
            new("Poster", [.. ErasureRules.Tenures(book, person).Select(tenure => new HeldFact(tenure.Post, null, $"fra {Danish.Date(tenure.From)} til {(tenure.To is { } last ? Danish.Date(last) : "i dag")}"))]),
            new("E-mails sendt til personen", mails),
            new("Indsendte punkter", [.. Items(file, person)]),
            new("Svar og bemærkninger", [.. Answers(file, person)]),
            new("Deltagelse i møder", [.. Attendance(file, person)]),
            new("Opfølgninger", [.. Tasks(file, person)]),
            new("Handlinger i revisionsloggen", entries),
        ]);
    }

    /// <summary>True when the mail went to the person: they held the post on the day.</summary>
    internal static bool IsTheirs(CouncilFile file, Person person, MailingRecord record) =>
        ErasureRules.Held(file.Directory.Value, person, record.Key.Recipient, Day(file, record.At));

    /// <summary>True when the person held the post when it was done.</summary>
    internal static bool IsBy(CouncilFile file, Person person, string post, DateTimeOffset at) => ErasureRules.Held(file.Directory.Value, person, post, Day(file, at));

    private static DateOnly Day(CouncilFile file, DateTimeOffset at) => LocalTime.ToLocal(at, file.Council.TimeZone).Date;

    private static IEnumerable<HeldFact> Items(CouncilFile file, Person person)
    {
        foreach (Item item in file.Items.Select(stored => stored.Value))
        {
            if (item.SubmitterPost is { } post && ErasureRules.Held(file.Directory.Value, person, post, Day(file, item.ReceivedAt)))
            {
                yield return new HeldFact(item.Id, item.ReceivedAt, item.Title);
            }

            if (item.Presenters.Any(presenter => string.Equals(presenter.Email, person.Email, StringComparison.OrdinalIgnoreCase) || presenter.Name == person.Name))
            {
                yield return new HeldFact(item.Id, null, "Oplægsholder");
            }

            DateOnly? day = file.Meetings.FirstOrDefault(meeting => meeting.Key.Meeting == item.Meeting)?.Date;
            foreach (Domain.Holding.Dissent dissent in item.Decision?.Dissents ?? [])
            {
                if (day is { } held && ErasureRules.Held(file.Directory.Value, person, dissent.Post, held))
                {
                    yield return new HeldFact(item.Id, null, $"Mindretalsudtalelse: {dissent.Text}");
                }
            }

            foreach (WrittenAnswer answer in item.WrittenProcedure?.Answers.Where(answer => IsBy(file, person, answer.Post, answer.At)) ?? [])
            {
                yield return new HeldFact(item.Id, answer.At, $"Skriftlig behandling: {(answer.Approved ? "ja" : "nej")} {answer.Text}".TrimEnd());
            }

            if (ErasureRules.IsNamedIn(item, person))
            {
                yield return new HeldFact(item.Id, null, "Nævnt i sagens tekst eller beslutning");
            }
        }
    }

    private static IEnumerable<HeldFact> Answers(CouncilFile file, Person person)
    {
        return file.Meetings.SelectMany(meeting => meeting.ChairmanshipAnswers
            .Where(answer => IsBy(file, person, answer.Post, answer.At))
            .Select(answer => new HeldFact(meeting.Key.Meeting, answer.At, answer.Approved ? "Godkendte dagsordenen" : $"Bemærkning til dagsordenen: {answer.Text}"))
            .Concat(meeting.Participations.Where(answer => IsBy(file, person, answer.Post, answer.At))
                .Select(answer => new HeldFact(meeting.Key.Meeting, answer.At, $"Svar på mødeindkaldelse: {(answer.Answer switch { Domain.Invitation.ParticipationAnswer.Accepted => "deltager", Domain.Invitation.ParticipationAnswer.Tentative => "måske", _ => "afbud" })} {answer.Reason}".TrimEnd())))
            .Concat(meeting.Minutes.Comments.Where(comment => IsBy(file, person, comment.Post, comment.At))
                .Select(comment => new HeldFact(meeting.Key.Meeting, comment.At, $"Bemærkning til referatet: {comment.Text}"))));
    }

    private static IEnumerable<HeldFact> Attendance(CouncilFile file, Person person)
    {
        foreach (Meeting meeting in file.Meetings.Where(meeting => meeting.Attendance is not null))
        {
            bool Is(string post) => ErasureRules.Held(file.Directory.Value, person, post, meeting.Date);
            string? how = meeting.Attendance!.Present.Any(Is) ? "til stede"
                : meeting.Attendance.Apologies.Any(Is) ? "afbud"
                : meeting.Attendance.Guests.Any(guest => ErasureRules.Names(guest, person)) ? "gæst"
                : null;
            if (how is not null)
            {
                yield return new HeldFact(meeting.Key.Meeting, null, how);
            }
        }
    }

    private static IEnumerable<HeldFact> Tasks(CouncilFile file, Person person) => file.Tasks.SelectMany(task => task.Reports
        .Where(report => ErasureRules.Held(file.Directory.Value, person, report.Post, Day(file, report.At)))
        .Select(report => new HeldFact(task.Id, report.At, report.Status ?? task.Task)));
}
