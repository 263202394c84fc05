using System.Globalization;
using Kkr.Runtime.FunctionsHost.Timers;
using Microsoft.Extensions.Configuration;

namespace Kkr.Runtime.Tests.FunctionsHost;

public class TimerScheduleTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Nightly"] = "0 30 2 * * *",
        ["Rooms:Often"] = "00:05:00",
    }).Build();

    [Theory]
    [InlineData("0 0 9 * * *", "2026-11-17T08:59:59", "2026-11-17T09:00:00")]
    [InlineData("0 0 9 * * *", "2026-11-17T09:00:00", "2026-11-18T09:00:00")]
    [InlineData("*/15 * * * * *", "2026-11-17T09:00:01", "2026-11-17T09:00:15")]
    [InlineData("0 */5 * * * *", "2026-11-17T09:58:00", "2026-11-17T10:00:00")]
    [InlineData("0 0 8 * * 1-5", "2026-11-20T08:00:00", "2026-11-23T08:00:00")]
    [InlineData("0 0 0 1 1 *", "2026-11-20T08:00:00", "2027-01-01T00:00:00")]
    [InlineData("0 0 12 29 2 *", "2026-01-01T00:00:00", "2028-02-29T12:00:00")]
    [InlineData("0 0 9 * Jan,Jun Mon", "2026-02-01T00:00:00", "2026-06-01T09:00:00")]
    [InlineData("0 9 * * *", "2026-11-17T08:00:00", "2026-11-17T09:00:00")]
    [InlineData("%Nightly%", "2026-11-17T08:00:00", "2026-11-18T02:30:00")]
    [InlineData("%Rooms:Often%", "2026-11-17T08:00:00", "2026-11-17T08:05:00")]
    [InlineData("%Rooms__Often%", "2026-11-17T08:00:00", "2026-11-17T08:05:00")]
    [InlineData("1.00:00:00", "2026-11-17T08:00:00", "2026-11-18T08:00:00")]
    public void Next_OfASchedule_IsTheFirstOccurrenceAfter(string schedule, string after, string expected) =>
        Assert.Equal(Utc(expected), TimerSchedule.Parse(schedule, Settings).Next(Utc(after)));

    [Theory]
    [InlineData("2026-03-28T12:00:00", "2026-03-29T02:30:00", "2026-03-30T02:30:00")]
    [InlineData("2026-10-24T12:00:00", "2026-10-25T02:30:00", "2026-10-26T02:30:00")]
    public void Next_WhenLocalClocksChange_StaysOnUtc(string after, string first, string second)
    {
        TimerSchedule schedule = TimerSchedule.Parse("0 30 2 * * *", Settings);

        DateTime? next = schedule.Next(Utc(after));

        Assert.Equal(Utc(first), next);
        Assert.Equal(Utc(second), schedule.Next(next!.Value));
    }

    [Fact]
    public void Next_WhenThereIsNone_IsNull() => Assert.Null(TimerSchedule.Parse("0 0 0 30 2 *", Settings).Next(Utc("2026-01-01T00:00:00")));

    [Theory]
    [InlineData("")]
    [InlineData("hourly")]
    [InlineData("0 0 9 * *  * 2026")]
    [InlineData("0 60 9 * * *")]
    [InlineData("00:00:00")]
    [InlineData("-00:05:00")]
    public void Parse_OfNoSchedule_SaysSo(string schedule) =>
        Assert.Contains("NCRONTAB", Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule, Settings)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_OfAMissingSetting_NamesIt() =>
        Assert.Contains("'Missing'", Assert.Throws<InvalidOperationException>(() => TimerSchedule.Parse("%Missing%", Settings)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0 */1 * * * *", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("00:00:59", false)]
    [InlineData("00:01:00", true)]
    public void CanBeMonitored_FromAMinuteUp(string schedule, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(schedule, Settings).CanBeMonitored(Utc("2026-01-01T00:00:00")));

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
