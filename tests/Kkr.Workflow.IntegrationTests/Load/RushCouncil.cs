using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.IntegrationTests.Load;

/// <summary>A council whose directors all answer at once, and a meeting that calls for items the moment it is planned.</summary>
internal sealed class RushCouncil
{
    private static readonly DateOnly LongAgo = new(2020, 1, 1);

    public RushCouncil(int number, int directors, DateTimeOffset now)
    {
        Municipality[] municipalities = [.. Enumerable.Range(1, directors).Select(n => new Municipality((number * 100 + n).ToString("D4", CultureInfo.InvariantCulture), $"Kommune {n}"))];
        Council = new Council
        {
            Id = $"raad-{number.ToString(CultureInfo.InvariantCulture)}",
            Name = $"KKR Prøve {number.ToString(CultureInfo.InvariantCulture)}",
            Secretariat = new Secretariat("KKR-sekretariatet", $"kkr{number.ToString(CultureInfo.InvariantCulture)}@raad.example", "12 34 56 78"),
            Municipalities = municipalities,
            Timeline = new TimelineSettings { QuietWeeks = [], Christmas = new QuietPeriod(new MonthDay(12, 24), new MonthDay(12, 24)) },
        };
        Directory = new DirectoryBook(
            [
                .. municipalities.Select(m => new Post($"director-{m.Code}", PostKind.Director, m.Code)),
                .. municipalities.Select(m => new Post($"member-{m.Code}", PostKind.Member, m.Code) { IsMayor = true }),
                new("secretariat", PostKind.Secretariat),
            ],
            [
                .. municipalities.Select(m => new Person($"d-{m.Code}", $"Direktør {m.Code}", $"direktoer{m.Code}@raad.example")),
                .. municipalities.Select(m => new Person($"m-{m.Code}", $"Borgmester {m.Code}", $"borgmester{m.Code}@raad.example")),
                new("sek", "Sekretariatets Konsulent", Council.Secretariat.Email),
            ],
            [
                .. municipalities.Select(m => new Tenure($"director-{m.Code}", $"d-{m.Code}", LongAgo)),
                .. municipalities.Select(m => new Tenure($"member-{m.Code}", $"m-{m.Code}", LongAgo)),
                new("secretariat", "sek", LongAgo),
            ]);
        Date = DayThatCallsNow(Council, now);
    }

    public Council Council { get; }

    public DirectoryBook Directory { get; }

    /// <summary>The day of the meeting.</summary>
    public DateOnly Date { get; }

    public string Path => $"councils/{Council.Id}";

    public object Meeting => new { Date, Start = "09:30", End = "12:30", Venue = new { Name = "Rådhuset" }, Kind = "ordinary" };

    /// <summary>A day whose call is due already and whose reminders are not: nothing but the call goes out by itself while people answer.</summary>
    private static DateOnly DayThatCallsNow(Council council, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return Enumerable.Range(1, 120).Select(today.AddDays).First(day =>
        {
            Timeline timeline = Timeline.Of(
                new Meeting
                {
                    Key = new MeetingKey(council.Id, "1"),
                    Date = day,
                    Start = new TimeOnly(9, 30),
                    End = new TimeOnly(12, 30),
                    Venue = new Venue("Rådhuset"),
                    ScheduledAt = now,
                },
                council);
            return timeline.Find(MeetingStep.Call)?.Instant <= now && timeline.Find(MeetingStep.FirstReminder)?.Instant > now.AddHours(1);
        });
    }
}
