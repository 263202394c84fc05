using System.Collections.Concurrent;
using System.Globalization;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>Working days: Monday to Friday without the closing days, and the quiet weeks among them (domain.md C).</summary>
public sealed class WorkingDays(TimelineSettings settings)
{
    private readonly ConcurrentDictionary<int, HashSet<DateOnly>> closed = new();

    /// <summary>True for Monday to Friday that is no closing day.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !closed.GetOrAdd(date.Year, year => [.. ClosingDays.Of(year, settings).Select(day => day.Date)]).Contains(date);

    /// <summary>
    /// The working day that lies <paramref name="workingDays"/> after <paramref name="date"/> (before it when negative).
    /// <paramref name="date"/> itself is never counted. Zero gives the day itself, or the working day before it when it is closed.
    /// </summary>
    public DateOnly Add(DateOnly date, int workingDays)
    {
        if (workingDays == 0)
        {
            return IsWorkingDay(date) ? date : Previous(date);
        }

        int step = Math.Sign(workingDays);
        for (int left = Math.Abs(workingDays); left > 0;)
        {
            date = date.AddDays(step);
            left -= IsWorkingDay(date) ? 1 : 0;
        }

        return date;
    }

    /// <summary>How many working days to count from one date to the other; negative when <paramref name="to"/> is the earlier. Undoes <see cref="Add"/>.</summary>
    public int CountBetween(DateOnly from, DateOnly to)
    {
        int step = from <= to ? 1 : -1;
        int count = 0;
        for (DateOnly date = from; date != to;)
        {
            date = date.AddDays(step);
            count += IsWorkingDay(date) ? step : 0;
        }

        return count;
    }

    /// <summary>The last working day before <paramref name="date"/>.</summary>
    public DateOnly Previous(DateOnly date) => Add(date, -1);

    /// <summary>The first working day after <paramref name="date"/>.</summary>
    public DateOnly Next(DateOnly date) => Add(date, 1);

    /// <summary>True in a quiet week and at Christmas: no calls and no reminders then.</summary>
    public bool IsQuiet(DateOnly date) =>
        settings.QuietWeeks.Contains(ISOWeek.GetWeekOfYear(date.ToDateTime(TimeOnly.MinValue))) || IsIn(settings.Christmas, date);

    /// <summary>The day itself when it is a working day outside the quiet weeks, else the last one before it.</summary>
    public DateOnly NotQuietBefore(DateOnly date) => Walk(date, -1);

    /// <summary>The day itself when it is a working day outside the quiet weeks, else the first one after it.</summary>
    public DateOnly NotQuietAfter(DateOnly date) => Walk(date, 1);

    private static bool IsIn(QuietPeriod period, DateOnly date)
    {
        (int month, int day) today = (date.Month, date.Day);
        (int, int) from = (period.From.Month, period.From.Day);
        (int, int) to = (period.To.Month, period.To.Day);
        bool hasBegun = today.CompareTo(from) >= 0;
        bool hasNotEnded = today.CompareTo(to) <= 0;
        return from.CompareTo(to) <= 0 ? hasBegun && hasNotEnded : hasBegun || hasNotEnded;
    }

    private DateOnly Walk(DateOnly date, int step)
    {
        // A year without a usable day can only come from settings that make every week quiet; the day then stays.
        DateOnly walked = date;
        for (int days = 0; days < 366; days++, walked = walked.AddDays(step))
        {
            if (IsWorkingDay(walked) && !IsQuiet(walked))
            {
                return walked;
            }
        }

        return date;
    }
}
