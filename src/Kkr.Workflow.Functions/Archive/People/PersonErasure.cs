using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive.Retention;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Archive.People;

/// <summary>
/// Erases a person. The directory comes last: while it still knows name and address, an erasure that was broken off finds by them what is left.
/// </summary>
public sealed class PersonErasure(
    IMailings mailings, IItems items, IFollowUps followUps, IDirectory directory, IAnsweredRequests requests, MeetingChanges changes, PersonInDrafts drafts,
    AuditTrail trail)
{
    internal async Task<ErasureReport> EraseAsync(Caller caller, CouncilFile file, Person person, string? reason, CancellationToken cancellation)
    {
        ErasurePart[] kept = Kept(file, person);
        if (ErasureRules.IsErased(person))
        {
            AuditScope.Current?.Recorded();
            return new ErasureReport(file.Council.Id, person.Id, [], kept);
        }

        // The reason is written by hand and may name the person.
        string facts = reason is null ? "begun" : $"begun, forced: {ErasureRules.Redact(reason, person)}";
        await trail.ByAsync(caller, file.Council.Id, "person-erasure-begun", person.Id, new AuditFacts(facts), key: null, cancellation);
        (IReadOnlyList<string> removed, IReadOnlyList<string> inUse) = await drafts.RemoveAsync(file, person, cancellation);
        List<ErasurePart> erased =
        [
            new("Oplysninger i forsendelsesloggen", null, await MailingsAsync(file, person, cancellation)),
            new("Kontaktoplysninger og omtale i bemærkninger til punkter", null, await ItemsAsync(file, person, cancellation)),
            new("Omtale i opfølgninger", null, await TasksAsync(file, person, cancellation)),
            new("Omtale i svar og bemærkninger", null, await MeetingsAsync(file, person, cancellation)),
            new("Udkast til dagsordener og referater, som en endelig udgave har afløst, i alle formater", null, removed),
            new("Svar, der var gemt til gentagne forespørgsler", null, await requests.RemoveAnswersAsync(file.Council.Id, answer => Traces.Names(answer, person), cancellation)),
        ];
        await directory.SaveAsync(file.Council.Id, ErasureRules.Erase(file.Directory.Value, person, file.Today), file.Directory.ETag, cancellation);
        erased.Add(new ErasurePart("Navn, e-mailadresse og telefonnummer i kartoteket", null, [person.Id]));
        string counts = string.Join(", ", erased.Select(part => part.Ids.Count.ToString(CultureInfo.InvariantCulture)));
        await trail.ByAsync(caller, file.Council.Id, "person-erased", person.Id, new AuditFacts(counts), key: null, CancellationToken.None);
        return new ErasureReport(file.Council.Id, person.Id, [.. erased.Where(part => part.Ids.Count > 0)], [.. kept, .. InUse(inUse)]);
    }

    private static IEnumerable<ErasurePart> InUse(IReadOnlyList<string> pages) => pages.Count == 0 ? [] :
    [
        new(
            "Navn i udkast, som der stadig arbejdes efter",
            "Nødvendige, indtil dagsordenen er låst eller referatet offentliggjort; de slettes, når opbevaringstiden for udkast er gået",
            pages),
    ];

    private static ErasurePart[] Kept(CouncilFile file, Person person)
    {
        string[] attended = [.. file.Meetings
            .Where(meeting => meeting.Attendance is { } attendance
                && (attendance.Present.Concat(attendance.Apologies).Any(post => ErasureRules.Held(file.Directory.Value, person, post, meeting.Date))
                    || attendance.Guests.Any(guest => ErasureRules.Names(guest, person)))
                || (meeting.HasDone(MeetingStep.Dispatch) && file.Directory.Value.Holders(meeting.Date, PostKind.Member).Any(member => member.PersonId == person.Id)))
            .Select(meeting => meeting.Key.Meeting)];
        string[] named = [.. file.Items.Where(item => ErasureRules.IsNamedIn(item.Value, person)).Select(item => item.Value.Id)];
        string[] tasks = [.. file.Tasks.Where(task => ErasureRules.Names(task.Task, person)).Select(task => task.Id)];
        string[] reasoned = [.. file.Meetings
            .Where(meeting => meeting.Supplements.Select(supplement => supplement.Reason)
                .Concat(meeting.Minutes.Corrections.Select(correction => correction.Reason))
                .Any(reason => ErasureRules.Names(reason, person)))
            .Select(meeting => meeting.Key.Meeting)];
        string[] presented = [.. file.Items
            .Where(item => item.Value.Number is not null && item.Value.Presenters.Any(presenter => presenter.Name == person.Name))
            .Select(item => item.Value.Id)];
        return
        [
            .. new ErasurePart[]
            {
                new("Navn i udsendte dagsordener og offentliggjorte referater", "Offentligt dokument: databeskyttelsesforordningens artikel 17, stk. 3, litra b og d", attended),
                new("Navn som oplægsholder på en udsendt dagsorden", "Offentligt dokument: databeskyttelsesforordningens artikel 17, stk. 3, litra b og d", presented),
                new("Omtale i sagers tekst og beslutninger", "Hører til sagen; sekretariatet vurderer den enkelte omtale", named),
                new("Omtale i opgaver fra referatet", "Hører til sagen; sekretariatet vurderer den enkelte omtale", tasks),
                new("Omtale i begrundelser for tillægsdagsordener og rettede referater", "Offentligt dokument: databeskyttelsesforordningens artikel 17, stk. 3, litra b og d", reasoned),
            }.Where(part => part.Ids.Count > 0),
            new("Poster og datoer under et id uden navn", "Nødvendigt for at vide, hvem der kunne handle: artikel 17, stk. 3, litra e", [person.Id]),
            new("Revisionsloggens poster, som kun har id'er", "Dokumentation: artikel 17, stk. 3, litra e", [person.Id]),
            new("Kalenderinvitationer, der er sendt", "De ligger i deltagernes egne kalendere og slettes dér", []),
        ];
    }

    private async Task<IReadOnlyList<string>> MailingsAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        List<string> changed = [];
        foreach (Meeting meeting in file.Meetings)
        {
            foreach (MailingRecord listed in await mailings.ListAsync(meeting.Key, cancellation))
            {
                if (ErasureRules.Erase(listed, person, PersonSearch.IsTheirs(file, person, listed)) != listed
                    && await mailings.FindAsync(listed.Key, cancellation) is { } row)
                {
                    await mailings.SaveAsync(ErasureRules.Erase(row.Value, person, PersonSearch.IsTheirs(file, person, row.Value)), row.ETag, cancellation);
                    changed.Add(listed.Key.ToString());
                }
            }
        }

        return changed;
    }

    private async Task<IReadOnlyList<string>> ItemsAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        List<string> changed = [];
        foreach (Stored<Item> item in file.Items)
        {
            Item erased = ErasureRules.Erase(item.Value, person);
            if (erased != item.Value)
            {
                await items.SaveAsync(item with { Value = erased }, cancellation);
                changed.Add(erased.Id);
            }
        }

        return changed;
    }

    private async Task<IReadOnlyList<string>> TasksAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        List<string> changed = [];
        foreach (FollowUpTask task in file.Tasks)
        {
            if (ErasureRules.Erase(task, person) != task && await followUps.FindAsync(file.Council.Id, task.Id, cancellation) is { } row)
            {
                await followUps.SaveAsync(ErasureRules.Erase(row.Value, person), row.ETag, cancellation);
                changed.Add(task.Id);
            }
        }

        return changed;
    }

    private async Task<IReadOnlyList<string>> MeetingsAsync(CouncilFile file, Person person, CancellationToken cancellation)
    {
        bool WasTheirs(Participation answer) => PersonSearch.IsBy(file, person, answer.Post, answer.At);
        List<string> changed = [];
        foreach (Meeting meeting in file.Meetings.Where(meeting => ErasureRules.Erase(meeting, person, WasTheirs) != meeting))
        {
            _ = await changes.ApplyAsync(meeting.Key, current => ErasureRules.Erase(current, person, WasTheirs), cancellation);
            changed.Add(meeting.Key.Meeting);
        }

        return changed;
    }
}
