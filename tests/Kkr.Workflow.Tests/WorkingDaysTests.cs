using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Tests;

public class WorkingDaysTests
{
    private static readonly TimelineSettings Settings = new();

    [Theory]
    [InlineData(2023, "6/4 7/4 10/4 5/5 18/5 29/5 5/6 25/12 26/12")]
    [InlineData(2026, "1/1 2/4 3/4 6/4 14/5 25/5 5/6 24/12 25/12 31/12")]
    [InlineData(2027, "1/1 25/3 26/3 29/3 6/5 17/5 24/12 31/12")]
    [InlineData(2028, "13/4 14/4 17/4 25/5 5/6 25/12 26/12")]
    public void ClosingDays_OfAYear_AreThoseOfTheCalendar(int year, string expected)
    {
        IEnumerable<string> days = ClosingDays.Of(year, Settings)
            .Where(day => day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(day => $"{day.Date.Day}/{day.Date.Month}");

        Assert.Equal(expected, string.Join(' ', days));
    }

    [Theory]
    [InlineData(1961, "1961-04-02")]
    [InlineData(2000, "2000-04-23")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2038, "2038-04-25")]
    public void Easter_OfAYear_IsKnown(int year, string date) => Assert.Equal(Midtjylland.Day(date), ClosingDays.Easter(year));

    [Fact]
    public void ClosingDays_GreatPrayerDay_EndsWith2023()
    {
        Assert.False(new WorkingDays(Settings).IsWorkingDay(new DateOnly(2023, 5, 5)));
        Assert.True(new WorkingDays(Settings).IsWorkingDay(new DateOnly(2024, 4, 26)));
    }

    [Fact]
    public void ClosingDays_ByCustom_FollowTheSettings()
    {
        WorkingDays custom = new(Settings with
        {
            ClosedOnNewYearsEve = false,
            ClosedOnFridayAfterAscension = true,
            ExtraClosingDays = [new DateOnly(2026, 5, 1)],
        });

        Assert.True(custom.IsWorkingDay(new DateOnly(2026, 12, 31)));
        Assert.False(custom.IsWorkingDay(new DateOnly(2026, 5, 15)));
        Assert.False(custom.IsWorkingDay(new DateOnly(2026, 5, 1)));
        Assert.True(new WorkingDays(Settings).IsWorkingDay(new DateOnly(2026, 5, 15)));
    }

    [Theory]
    [InlineData("2026-11-17", -30, "2026-10-06")]
    [InlineData("2026-06-17", -8, "2026-06-04")]
    [InlineData("2026-12-23", 1, "2026-12-28")]
    [InlineData("2026-12-30", 1, "2027-01-04")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-11-21", -1, "2026-11-20")]
    [InlineData("2026-11-21", 0, "2026-11-20")]
    [InlineData("2026-11-20", 0, "2026-11-20")]
    public void Add_WorkingDays_SkipsWeekendsAndClosingDays(string from, int days, string to)
    {
        WorkingDays working = new(Settings);

        Assert.Equal(Midtjylland.Day(to), working.Add(Midtjylland.Day(from), days));
    }

    [Fact]
    public void CountBetween_EveryWorkingDayOfAYear_UndoesAdd()
    {
        WorkingDays working = new(Settings);
        DateOnly from = new(2026, 11, 17);
        for (int n = -250; n <= 250; n++)
        {
            DateOnly to = working.Add(from, n);
            Assert.True(working.IsWorkingDay(to));
            Assert.Equal(n, working.CountBetween(from, to));
        }
    }

    [Theory]
    [InlineData("2026-10-12", true)]
    [InlineData("2026-10-19", false)]
    [InlineData("2026-07-06", true)]
    [InlineData("2026-08-02", true)]
    [InlineData("2026-08-03", false)]
    [InlineData("2026-12-20", false)]
    [InlineData("2026-12-21", true)]
    [InlineData("2027-01-01", true)]
    [InlineData("2027-01-02", false)]
    public void IsQuiet_WeeksAndChristmas_AreThoseOfTheSettings(string date, bool quiet) =>
        Assert.Equal(quiet, new WorkingDays(Settings).IsQuiet(Midtjylland.Day(date)));

    [Fact]
    public void NotQuiet_WhenEveryWeekIsQuiet_StaysWhereItIs()
    {
        WorkingDays allQuiet = new(Settings with { QuietWeeks = [.. Enumerable.Range(1, 53)] });

        Assert.Equal(new DateOnly(2026, 10, 6), allQuiet.NotQuietBefore(new DateOnly(2026, 10, 6)));
    }
}
