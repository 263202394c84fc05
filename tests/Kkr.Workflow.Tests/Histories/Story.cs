using System.Globalization;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>What people, and fate, may do.</summary>
internal enum ActKind
{
    Submit,
    Edit,
    Return,
    Accept,
    Reject,
    Withdraw,
    NoItems,
    AnswerAgenda,
    Move,
    Cancel,
    PlanNext,
    Decide,
    Minute,
    ChangeDirectory,
    Bounce,
    Apologise,
    Repeat,
    Together,
    MailFault,
    Pool,
    Relocate,
    Supplement,
}

/// <summary>One act. Its numbers choose among what is there when it is done, so that an act keeps a meaning when others before it are left out.</summary>
internal sealed record Act(DateTimeOffset At, ActKind Kind, int A, int B, int C)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ModelCalendar.Local(At):yyyy-MM-dd HH:mm} {Kind} {A} {B} {C}");
}

/// <summary>A meeting that is planned from the start.</summary>
internal sealed record Planned(DateOnly Date, string Kind);

/// <summary>One history to play: the meetings of a council, and what happens to them.</summary>
internal sealed record Story(int Seed, DateTimeOffset Start, bool SilenceApproves, IReadOnlyList<Planned> Meetings, IReadOnlyList<Act> Acts)
{
    public string Council => string.Create(CultureInfo.InvariantCulture, $"raad-{Seed}");

    public DateTimeOffset End => Acts.Select(act => act.At).Append(Start).Max().AddDays(45);

    public override string ToString() =>
        $"silence {(SilenceApproves ? "approves" : "holds")}; meetings {string.Join(", ", Meetings.Select(meeting => $"{meeting.Date:yyyy-MM-dd} {meeting.Kind}"))}\n  "
        + string.Join("\n  ", Acts);
}

/// <summary>When the process dies: from that instant on at the n-th write, before or after it; at once when n is 0.</summary>
internal sealed record Death(DateTimeOffset From, int AtWrite, bool After);

/// <summary>Makes histories from seeds: the same seed, the same history.</summary>
internal static class Stories
{
    private static readonly (ActKind Kind, int Weight)[] Weights =
    [
        (ActKind.Submit, 24), (ActKind.Edit, 7), (ActKind.Return, 4), (ActKind.Accept, 9), (ActKind.Reject, 4), (ActKind.Withdraw, 6), (ActKind.NoItems, 8),
        (ActKind.AnswerAgenda, 6), (ActKind.Move, 6), (ActKind.Cancel, 2), (ActKind.PlanNext, 4), (ActKind.Decide, 4), (ActKind.Minute, 2),
        (ActKind.ChangeDirectory, 6), (ActKind.Bounce, 3), (ActKind.Apologise, 3), (ActKind.Repeat, 5), (ActKind.Together, 4), (ActKind.MailFault, 1),
        (ActKind.Pool, 3), (ActKind.Relocate, 3), (ActKind.Supplement, 3),
    ];

    /// <summary>How many histories share a clock, a start and a fate.</summary>
    public const int BatchSize = 40;

    public static (DateTimeOffset Start, IReadOnlyList<Death> Deaths) Batch(int batch)
    {
        Random random = new(batch);
        DateOnly day = ModelCalendar.WorkingDayFrom(new DateOnly(2026, 1, 5).AddDays(random.Next(500)));
        DateTimeOffset start = ModelCalendar.Instant(day, 7, 7);
        Death[] deaths = batch % 2 == 0
            ? []
            : [.. Enumerable.Range(0, random.Next(2, 7)).Select(_ => new Death(start.AddHours(random.Next(24 * 150)), random.Next(4) == 0 ? 0 : random.Next(1, 400), random.Next(2) == 0))
                .OrderBy(death => death.From)];
        return (start, deaths);
    }

    /// <summary>Seed <c>batch * 100 + number</c>.</summary>
    public static Story Make(int seed)
    {
        Random random = new(seed * 7919);
        DateTimeOffset start = Batch(seed / 100).Start;
        DateOnly today = DateOnly.FromDateTime(start.UtcDateTime);
        DateOnly first = ModelCalendar.WorkingDayFrom(today.AddDays(random.Next(20) switch { < 12 => random.Next(50, 95), < 17 => random.Next(16, 50), _ => random.Next(8, 16) }));
        List<Planned> meetings = [new(first, random.Next(20) switch { < 17 => "ordinary", < 19 => "extraordinary", _ => "constituent" })];
        DateOnly second = ModelCalendar.WorkingDayFrom(first.AddDays(random.Next(12, 85)));
        if (random.Next(10) < 7)
        {
            meetings.Add(new(second, random.Next(8) == 0 ? "extraordinary" : "ordinary"));
        }

        List<Act> acts = [];
        for (int count = random.Next(6, 26); count > 0; count--)
        {
            ActKind kind = Pick(random);
            DateOnly meeting = random.Next(3) == 0 ? second : first;
            acts.Add(new Act(When(random, kind, start, meeting), kind, random.Next(1000), random.Next(1000), random.Next(1000)));
        }

        // The secretariat writes the minutes of whatever has been held, usually.
        foreach (DateOnly day in new[] { first.AddDays(2), first.AddDays(18), second.AddDays(3), second.AddDays(25), second.AddDays(70) })
        {
            if (random.Next(6) > 0)
            {
                acts.Add(new Act(ModelCalendar.Instant(day, 13, 37), ActKind.Minute, -1, random.Next(1000), random.Next(1000)));
            }
        }

        return new Story(seed, start, random.Next(5) > 0, meetings, [.. acts.Where(act => act.At > start).OrderBy(act => act.At)]);
    }

    private static ActKind Pick(Random random)
    {
        int left = random.Next(Weights.Sum(weight => weight.Weight));
        return Weights.First(weight => (left -= weight.Weight) < 0).Kind;
    }

    /// <summary>Most acts fall where they have a meaning; a tenth of those that touch items fall on the very minute of a deadline.</summary>
    private static DateTimeOffset When(Random random, ActKind kind, DateTimeOffset start, DateOnly meeting)
    {
        DateOnly from = DateOnly.FromDateTime(start.UtcDateTime);
        (DateOnly first, DateOnly last) = kind switch
        {
            ActKind.AnswerAgenda => (ModelCalendar.Count(meeting, -10), ModelCalendar.Count(meeting, -8)),
            ActKind.Decide or ActKind.Minute => (meeting, meeting.AddDays(12)),
            ActKind.Submit or ActKind.NoItems => (ModelCalendar.Count(meeting, -31), ModelCalendar.Count(meeting, -6)),
            ActKind.Supplement => (ModelCalendar.Count(meeting, -8), meeting),
            ActKind.Edit or ActKind.Return or ActKind.Pool or ActKind.Relocate or ActKind.Accept or ActKind.Reject or ActKind.Withdraw => (ModelCalendar.Count(meeting, -29), meeting),
            _ => (from, meeting.AddDays(20)),
        };
        if (kind is ActKind.Submit or ActKind.Accept or ActKind.Withdraw or ActKind.NoItems && random.Next(10) == 0)
        {
            (int days, int hour) = random.Next(4) switch { 0 => (-30, 9), 1 => (-18, 12), 2 => (-8, 15), _ => (-7, 10) };
            return ModelCalendar.Instant(ModelCalendar.Count(meeting, days), hour, 0);
        }

        DateOnly day = first.AddDays(random.Next(Math.Max(1, last.DayNumber - first.DayNumber + 1)));
        return ModelCalendar.Instant(day < from ? from : day, random.Next(8, 20), kind == ActKind.ChangeDirectory ? 23 : 37);
    }
}
