namespace Kkr.Workflow.Domain.Planning;

/// <summary>Every deadline of a meeting, relative to its date, per council (domain.md C, Timeline, is the default).</summary>
public sealed record TimelineSettings
{
    public DeadlineRule Call { get; init; } = new(-30, new TimeOnly(9, 0));

    public DeadlineRule FirstReminder { get; init; } = new(-22, new TimeOnly(9, 0));

    public DeadlineRule SecondReminder { get; init; } = new(-19, new TimeOnly(9, 0));

    public DeadlineRule ItemDeadline { get; init; } = new(-18, new TimeOnly(12, 0));

    public DeadlineRule NetworkDraft { get; init; } = new(-14, new TimeOnly(9, 0));

    public DeadlineRule ChairmanshipDraft { get; init; } = new(-10, new TimeOnly(12, 0));

    public DeadlineRule Freeze { get; init; } = new(-8, new TimeOnly(15, 0));

    public DeadlineRule Dispatch { get; init; } = new(-7, new TimeOnly(10, 0));

    /// <summary>The last working day on which the agenda may be dispatched.</summary>
    public int LatestDispatchWorkingDays { get; init; } = -4;

    /// <summary>When a meeting is planned or moved at short notice, the directors still get this many working days to answer, if the latest dispatch allows.</summary>
    public int ShortestCallWorkingDays { get; init; } = 3;

    public DeadlineRule DayBefore { get; init; } = new(-1, new TimeOnly(9, 0));

    public DeadlineRule MinutesDue { get; init; } = new(2, new TimeOnly(9, 0));

    public DeadlineRule DraftMinutes { get; init; } = new(5, new TimeOnly(9, 0));

    public DeadlineRule CommentsClose { get; init; } = new(10, new TimeOnly(12, 0));

    public DeadlineRule Publication { get; init; } = new(12, new TimeOnly(10, 0));

    /// <summary>ISO weeks without calls and reminders: calls move earlier, reminders later but before the deadline.</summary>
    public IReadOnlyList<int> QuietWeeks { get; init; } = [7, 28, 29, 30, 31, 42];

    /// <summary>From the first to the last day, inclusive, as month-day; may cross New Year.</summary>
    public QuietPeriod Christmas { get; init; } = new(new MonthDay(12, 21), new MonthDay(1, 1));

    /// <summary>31 December is kept as a closing day by custom.</summary>
    public bool ClosedOnNewYearsEve { get; init; } = true;

    /// <summary>The Friday after Ascension Day is a closing day in some municipalities.</summary>
    public bool ClosedOnFridayAfterAscension { get; init; }

    /// <summary>Further closing days that no rule gives.</summary>
    public IReadOnlyList<DateOnly> ExtraClosingDays { get; init; } = [];
}

/// <summary>A deadline rule.</summary>
/// <param name="WorkingDays">Working days from the meeting's date; negative is before.</param>
/// <param name="Time">Local time of day; not between 02:00 and 03:00, which does not exist or exists twice when clocks change.</param>
public sealed record DeadlineRule(int WorkingDays, TimeOnly Time);

/// <summary>A day of any year.</summary>
public sealed record MonthDay(int Month, int Day);

/// <summary>A quiet period that recurs every year.</summary>
public sealed record QuietPeriod(MonthDay From, MonthDay To);
