using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents;

/// <summary>Who takes part, as the cover says it.</summary>
internal static class Participants
{
    /// <summary>The members by name, where the directory is at hand, and whoever presents something that may be known.</summary>
    public static IEnumerable<Fact> OfAgenda(Council council, Meeting meeting, NumberedAgenda agenda, DirectoryBook? people)
    {
        string[] members = people is null ? [] : Members(people, meeting.Date);
        yield return members.Length == 0
            ? new Fact("Deltagere", $"Medlemmerne af {council.Name}", IsList: true)
            : new Fact("Deltagere", string.Join(", ", members), IsList: true);

        string[] presenters =
        [
            .. agenda.Items.Where(item => item is { Confidential: false, Status: not ItemStatus.Withdrawn }).SelectMany(item => item.Presenters.Select(presenter =>
                presenter.Name + (presenter.Title is { } title ? ", " + title : "") + $" (punkt {item.Number ?? item.Id})")),
        ];
        if (presenters.Length > 0)
        {
            yield return new Fact("Oplæg", string.Join("; ", presenters), IsList: true);
        }
    }

    /// <summary>How many were there; their names follow in a part of their own.</summary>
    public static IEnumerable<Fact> OfMinutes(Meeting meeting) => meeting.Attendance is not { } attendance
        ? []
        : [new Fact("Deltagere", Danish.List(Counts(attendance.Present.Count, attendance.Apologies.Count, attendance.Guests.Count)), IsList: true)];

    private static IEnumerable<string> Counts(int present, int apologies, int guests)
    {
        yield return $"{present} til stede";
        if (apologies > 0)
        {
            yield return $"{apologies} afbud";
        }

        if (guests > 0)
        {
            yield return guests == 1 ? "1 gæst" : $"{guests} gæster";
        }
    }

    private static string[] Members(DirectoryBook people, DateOnly day)
    {
        HashSet<string> chairs = [.. people.Holders(day, PostKind.Chair).Select(holder => holder.Name)];
        HashSet<string> deputies = [.. people.Holders(day, PostKind.ViceChair).Select(holder => holder.Name)];
        return
        [
            .. people.Holders(day, PostKind.Member).Select(holder => holder.Name).Distinct(StringComparer.Ordinal)
                .OrderBy(name => chairs.Contains(name) ? 0 : deputies.Contains(name) ? 1 : 2)
                .ThenBy(name => name, Wording.Alphabet)
                .Select(name => name + (chairs.Contains(name) ? " (formand)" : deputies.Contains(name) ? " (næstformand)" : "")),
        ];
    }
}
