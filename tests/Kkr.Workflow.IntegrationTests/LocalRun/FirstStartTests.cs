using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.LocalRun.Serve;

namespace Kkr.Workflow.IntegrationTests.LocalRun;

public sealed class FirstStartTests
{
    private static readonly WorkingDays WorkingDays = new(new TimelineSettings());

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Dates_BeforeAChristmasOnATuesday_MoveOnToAWorkingDay(int julyDay)
    {
        IReadOnlyList<DateOnly> dates = FirstStart.Dates(new DateOnly(2028, 7, julyDay), WorkingDays);

        Assert.Equal(new DateOnly(2028, 12, 27), dates[^1]);
    }

    [Fact]
    public void Dates_FromAnyDayOfTwentyYears_AreWorkingDaysAndNoneTwice()
    {
        DateOnly first = new(2026, 1, 1);
        Assert.All(Enumerable.Range(0, 20 * 365).Select(first.AddDays), today =>
        {
            IReadOnlyList<DateOnly> dates = FirstStart.Dates(today, WorkingDays);
            Assert.All(dates, date => Assert.True(WorkingDays.IsWorkingDay(date), $"{today:O} gives {date:O}"));
            Assert.Equal(dates.Count, dates.Distinct().Count());
        });
    }
}
