using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain;

/// <summary>A day on which nobody is at work.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Its Danish name.</param>
public sealed record ClosingDay(DateOnly Date, string Name);

/// <summary>The closing days of any year, by rule (domain.md B): holidays, and the days that custom adds.</summary>
public static class ClosingDays
{
    // Act no. 214 of 7 March 2023 took the day away from 2024.
    private const int LastYearWithGreatPrayerDay = 2023;

    /// <summary>The closing days of a year in order, those on Saturdays and Sundays included.</summary>
    public static IReadOnlyList<ClosingDay> Of(int year, TimelineSettings settings)
    {
        DateOnly easter = Easter(year);
        DateOnly ascension = easter.AddDays(39);
        List<ClosingDay> days =
        [
            new(new DateOnly(year, 1, 1), "nytårsdag"),
            new(easter.AddDays(-3), "skærtorsdag"),
            new(easter.AddDays(-2), "langfredag"),
            new(easter, "påskedag"),
            new(easter.AddDays(1), "2. påskedag"),
            new(ascension, "Kristi himmelfartsdag"),
            new(easter.AddDays(49), "pinsedag"),
            new(easter.AddDays(50), "2. pinsedag"),
            new(new DateOnly(year, 6, 5), "grundlovsdag"),
            new(new DateOnly(year, 12, 24), "juleaften"),
            new(new DateOnly(year, 12, 25), "juledag"),
            new(new DateOnly(year, 12, 26), "2. juledag"),
        ];
        if (year <= LastYearWithGreatPrayerDay)
        {
            days.Add(new(easter.AddDays(26), "store bededag"));
        }

        if (settings.ClosedOnNewYearsEve)
        {
            days.Add(new(new DateOnly(year, 12, 31), "nytårsaftensdag"));
        }

        if (settings.ClosedOnFridayAfterAscension)
        {
            days.Add(new(ascension.AddDays(1), "fredag efter Kristi himmelfart"));
        }

        days.AddRange(settings.ExtraClosingDays.Where(day => day.Year == year).Select(day => new ClosingDay(day, "lukkedag")));
        return [.. days.OrderBy(day => day.Date).DistinctBy(day => day.Date)];
    }

    /// <summary>Easter Sunday by the Gregorian computus in Meeus/Jones/Butcher's form.</summary>
    public static DateOnly Easter(int year)
    {
        int golden = year % 19;
        (int century, int ofCentury) = Math.DivRem(year, 100);
        int correction = (century - ((century + 8) / 25) + 1) / 3;
        int epact = ((19 * golden) + century - (century / 4) - correction + 15) % 30;
        int weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        int shift = (golden + (11 * epact) + (22 * weekday)) / 451;
        (int month, int day) = Math.DivRem(epact + weekday - (7 * shift) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
