using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Tests;

/// <summary>A council to try rules on: the 19 municipalities, the default settings, people that do not exist.</summary>
internal static class Midtjylland
{
    public static readonly Council Midt = new()
    {
        Id = "midtjylland",
        Name = "KKR Midtjylland",
        Secretariat = new Secretariat("KKR-sekretariatet", "kkr@example.dk", "12 34 56 78"),
        CaseId = "SAG-2026-00792",
        Municipalities =
        [
            new("0615", "Horsens"), new("0657", "Herning"), new("0661", "Holstebro"), new("0665", "Lemvig"), new("0671", "Struer"),
            new("0706", "Syddjurs"), new("0707", "Norddjurs"), new("0710", "Favrskov"), new("0727", "Odder"), new("0730", "Randers"),
            new("0740", "Silkeborg"), new("0741", "Samsø"), new("0746", "Skanderborg"), new("0751", "Aarhus"), new("0756", "Ikast-Brande"),
            new("0760", "Ringkøbing-Skjern"), new("0766", "Hedensted"), new("0779", "Skive"), new("0791", "Viborg"),
        ],
    };

    /// <summary>Long before every meeting of the tests.</summary>
    public static readonly DateTimeOffset Early = Utc(2023, 1, 2, 8, 0);

    public static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Meeting MeetingOn(string date, string id = "2026-5", DateTimeOffset? plannedAt = null, MeetingKind kind = MeetingKind.Ordinary) => new()
    {
        Key = new MeetingKey("midtjylland", id),
        Kind = kind,
        Date = Day(date),
        Start = new TimeOnly(9, 30),
        End = new TimeOnly(12, 30),
        Venue = new Venue("Randers Rådhus", "Laksetorvet 1, 8900 Randers C"),
        Phase = kind == MeetingKind.Constituent ? MeetingPhase.Preparing : MeetingPhase.Planned,
        ScheduledAt = plannedAt ?? Early,
    };

    /// <summary>Does every step up to and including <paramref name="last"/>, each at its own instant, as the spine would.</summary>
    public static Meeting Through(this Meeting meeting, MeetingStep last)
    {
        while (!meeting.HasDoneNow(last) && Timeline.Next(meeting, Midt) is { } due && due.Step <= last)
        {
            meeting = MeetingRules.Complete(meeting, due.Step, due.Instant).Value;
            if (due.Step == MeetingStep.MinutesDue || (due.Step == MeetingStep.Start && last > MeetingStep.MinutesDue))
            {
                meeting = MeetingRules.SubmitMinutes(meeting, [], due.Instant.AddHours(4)).Value;
            }
        }

        return meeting;
    }

    public static Meeting Cancelled(this Meeting meeting) => MeetingRules.Cancel(meeting, "Stormflod", Early).Value;

    /// <summary>Moves a meeting to another date, at the same hours.</summary>
    public static Meeting Move(Meeting meeting, string date, DateTimeOffset now) =>
        MeetingRules.Move(meeting, Day(date), meeting.Start, meeting.End, null, now, Midt).Value;

    public static (MeetingStep, DateOnly) StepAndDate(Deadline? deadline) => (deadline!.Step, deadline.Date);

    /// <summary>Deadlines as a reader would note them: <c>Call 6/10 9.00</c>.</summary>
    public static string Text(IEnumerable<Deadline> deadlines) =>
        string.Join(", ", deadlines.Select(d => $"{d.Step} {d.Date.Day}/{d.Date.Month} {Danish.Time(d.Time)}"));

    public static MinutesVerdict Verdict(MinutesVerdictKind kind, string by = "2027-1", string? amendment = null) =>
        new(kind, by, Day("2027-02-03"), amendment, Utc(2027, 2, 3, 10, 0));

    public static ItemDraft Draft(string title = "Fælles beredskab") => new()
    {
        Title = title,
        Background = "Kommunerne har drøftet et fælles beredskab.",
        Recommendation = "Det indstilles, at KKR Midtjylland drøfter punktet.",
        Municipality = "0730",
        SubmitterPost = "director-0730",
    };

    public static Item ItemOf(string id, ItemStatus status = ItemStatus.Proposed, string meeting = "2026-5", int section = 3) => new()
    {
        Id = id,
        Council = "midtjylland",
        Meeting = status == ItemStatus.Pooled ? null : meeting,
        Status = status,
        Section = section,
        Title = $"Punkt {id}",
        Background = "Baggrund.",
        Recommendation = "Indstilling.",
        Municipality = "0730",
        SubmitterPost = "director-0730",
        ReceivedAt = Early,
    };

    /// <summary>Chair (who is also a member), vice-chair without a member post, three members with one deputy, two directors, network, secretariat.</summary>
    public static DirectoryBook Book()
    {
        DateOnly from = Day("2026-02-01");
        return new DirectoryBook(
            [
                new("chair", PostKind.Chair),
                new("vice-chair", PostKind.ViceChair),
                new("member-0730-1", PostKind.Member, "0730") { IsMayor = true },
                new("member-0751-1", PostKind.Member, "0751") { IsMayor = true },
                new("member-0791-1", PostKind.Member, "0791") { IsMayor = true },
                new("deputy-0751-1", PostKind.Deputy, "0751", "member-0751-1"),
                new("director-0730", PostKind.Director, "0730"),
                new("director-0751", PostKind.Director, "0751"),
                new("network", PostKind.Network),
                new("secretariat", PostKind.Secretariat),
                new("observer-1", PostKind.Observer),
            ],
            [
                new("p-1", "Anna Formand", "anna@example.dk"),
                new("p-2", "Bo Næstformand", "bo@example.dk"),
                new("p-3", "Carla Medlem", "carla@example.dk"),
                new("p-4", "Dan Borgmester", "dan@example.dk"),
                new("p-5", "Eva Stedfortræder", "eva@example.dk"),
                new("p-6", "Finn Direktør", "finn@example.dk"),
                new("p-7", "Gry Direktør", "gry@example.dk"),
                new("p-8", "Hans Netværk", "hans@example.dk"),
                new("p-9", "Ida Sekretær", "ida@example.dk"),
                new("p-10", "Jens Observatør", "jens@example.dk"),
            ],
            [
                new("chair", "p-1", from), new("vice-chair", "p-2", from), new("member-0730-1", "p-1", from),
                new("member-0751-1", "p-3", from), new("member-0791-1", "p-4", from) { MayorSince = Day("2010-01-01") },
                new("deputy-0751-1", "p-5", from), new("director-0730", "p-6", from), new("director-0751", "p-7", from),
                new("network", "p-8", from), new("secretariat", "p-9", from), new("observer-1", "p-10", from),
            ]);
    }

    public static void AssertRefused<T>(Result<T> result, string code, string? field = null)
    {
        Assert.True(result.IsRefused, "expected a refusal");
        AssertWhole(result.Refusal);
        Assert.Equal(code, result.Refusal.Code);
        if (field is not null)
        {
            Assert.Equal(field, result.Refusal.Field);
        }
    }

    /// <summary>A refusal says which field, which rule, and a sentence in each language that ends as a sentence.</summary>
    public static void AssertWhole(Refusal refusal)
    {
        Assert.False(string.IsNullOrEmpty(refusal.Field));
        Assert.False(string.IsNullOrEmpty(refusal.Rule));
        Assert.Matches(@"^[\p{Lu}\p{Lt}0-9»].*\.$", refusal.Danish);
        Assert.EndsWith(".", refusal.English, StringComparison.Ordinal);
        Assert.NotEqual(refusal.Danish, refusal.English);
    }
}
