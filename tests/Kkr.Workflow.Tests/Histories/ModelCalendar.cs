using System.Globalization;
using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Tests.Histories;

/// <summary>
/// Working days and nominal deadlines as the process description tells them, worked out again here: the closing days are written out,
/// and nothing of the domain's own calendar is asked.
/// </summary>
internal static class ModelCalendar
{
    private static readonly HashSet<DateOnly> Closed =
    [
        .. Days(2026, "1/1 2/4 3/4 6/4 14/5 25/5 5/6 24/12 25/12 31/12"),
        .. Days(2027, "1/1 25/3 26/3 29/3 6/5 17/5 24/12 31/12"),
        .. Days(2028, "13/4 14/4 17/4 25/5 5/6 25/12 26/12"),
    ];

    private static readonly int[] QuietWeeks = [7, 28, 29, 30, 31, 42];

    /// <summary>The steps that fall a number of working days from the meeting, with their time of day.</summary>
    private static readonly Dictionary<MeetingStep, (int Days, int Hour)> Nominal = new()
    {
        [MeetingStep.Call] = (-30, 9),
        [MeetingStep.FirstReminder] = (-22, 9),
        [MeetingStep.SecondReminder] = (-19, 9),
        [MeetingStep.ItemDeadline] = (-18, 12),
        [MeetingStep.NetworkDraft] = (-14, 9),
        [MeetingStep.ChairmanshipDraft] = (-10, 12),
        [MeetingStep.Freeze] = (-8, 15),
        [MeetingStep.Dispatch] = (-7, 10),
        [MeetingStep.DayBefore] = (-1, 9),
        [MeetingStep.MinutesDue] = (2, 9),
        [MeetingStep.DraftMinutes] = (5, 9),
        [MeetingStep.CommentsClose] = (10, 12),
        [MeetingStep.Publication] = (12, 10),
    };

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Closed.Contains(day);

    public static DateOnly WorkingDayFrom(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    public static DateOnly Count(DateOnly from, int workingDays)
    {
        DateOnly day = from;
        for (int left = Math.Abs(workingDays); left > 0; left -= IsWorkingDay(day) ? 1 : 0)
        {
            day = day.AddDays(Math.Sign(workingDays));
        }

        return day;
    }

    /// <summary>When a step falls for a meeting that was planned long before; null where the description leaves it open.</summary>
    public static DateTime? Of(MeetingStep step, DateOnly meeting)
    {
        (int days, int hour) = Nominal[step];
        DateOnly day = Count(meeting, days);
        switch (step)
        {
            case MeetingStep.Call:
                while (!IsWorkingDay(day) || IsQuiet(day))
                {
                    day = day.AddDays(-1);
                }

                break;
            case MeetingStep.FirstReminder or MeetingStep.SecondReminder when IsQuiet(day):
                while (!IsWorkingDay(day) || IsQuiet(day))
                {
                    day = day.AddDays(1);
                }

                if (At(day, hour) >= Of(MeetingStep.ItemDeadline, meeting))
                {
                    return null;
                }

                break;
        }

        return At(day, hour);
    }

    public static DateTime Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen")).DateTime;

    public static DateTimeOffset Instant(DateOnly day, int hour, int minute)
    {
        DateTime local = day.ToDateTime(new TimeOnly(hour, minute));
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen").GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool IsQuiet(DateOnly day) =>
        QuietWeeks.Contains(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))) || (day.Month == 12 && day.Day >= 21) || day is { Month: 1, Day: 1 };

    private static DateTime At(DateOnly day, int hour) => day.ToDateTime(new TimeOnly(hour, 0));

    private static IEnumerable<DateOnly> Days(int year, string days) => days.Split(' ').Select(day => day.Split('/'))
        .Select(parts => new DateOnly(year, int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[0], CultureInfo.InvariantCulture)));
}
