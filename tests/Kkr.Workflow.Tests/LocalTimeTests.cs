using Kkr.Workflow.Domain;

namespace Kkr.Workflow.Tests;

public class LocalTimeTests
{
    private const string Copenhagen = "Europe/Copenhagen";

    [Theory]
    [InlineData("2026-10-24", "09:00", "2026-10-24T07:00Z")]
    [InlineData("2026-10-25", "01:59", "2026-10-24T23:59Z")]
    [InlineData("2026-10-25", "09:00", "2026-10-25T08:00Z")]
    [InlineData("2027-03-27", "09:00", "2027-03-27T08:00Z")]
    [InlineData("2027-03-28", "01:59", "2027-03-28T00:59Z")]
    [InlineData("2027-03-28", "09:00", "2027-03-28T07:00Z")]
    [InlineData("2026-01-01", "00:00", "2025-12-31T23:00Z")]
    public void ToInstant_EitherSideOfAClockChange_IsThatDaysUtc(string date, string time, string utc)
    {
        DateTimeOffset instant = LocalTime.ToInstant(Midtjylland.Day(date), Time(time), Copenhagen);

        Assert.Equal(Instant(utc), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
        Assert.Equal((Midtjylland.Day(date), Time(time)), LocalTime.ToLocal(instant, Copenhagen));
    }

    [Fact]
    public void ToInstant_TimeThatExistsTwice_IsTheFirst() =>
        Assert.Equal(Instant("2026-10-25T00:30Z"), LocalTime.ToInstant(new DateOnly(2026, 10, 25), new TimeOnly(2, 30), Copenhagen));

    [Fact]
    public void ToInstant_TimeThatDoesNotExist_IsCountedOnTheClockBeforeTheChange()
    {
        DateTimeOffset instant = LocalTime.ToInstant(new DateOnly(2027, 3, 28), new TimeOnly(2, 30), Copenhagen);

        Assert.Equal(Instant("2027-03-28T01:30Z"), instant);
        Assert.Equal(new TimeOnly(3, 30), LocalTime.ToLocal(instant, Copenhagen).Time);
    }

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
