using Kkr.Workflow.Tests.MeetingLifecycle;
using ICalendar = Ical.Net.Calendar;

namespace Kkr.Workflow.Tests.Calendar;

/// <summary>The calendar as a subscriber's program fetches it.</summary>
public sealed class CalendarFeedHttpTests
{
    [Fact]
    public async Task Feed_ForEverybody_HasTheMeetingsAndNoDeadlines()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await app.PlanAsync();

        ICalendar calendar = await ReadAsync(app, "public");

        Assert.Equal(["Møde i KKR Lille", "Møde i KKR Lille"], calendar.Events.Select(entry => entry.Summary));
    }

    [Fact]
    public async Task Feed_ForADirector_HasTheirDeadlinesAndFollowsAMove()
    {
        await using CouncilAtWork app = await CouncilAtWork.StartAsync(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await app.PlanAsync(andNext: false);
        string uid = Frist(await ReadAsync(app, "director-0730")).Uid!;
        await app.SendAsync(HttpMethod.Post, $"{Acting.Meetings}/2026-1/move", new { date = "2026-12-01", start = "09:30", end = "12:30" });

        Ical.Net.CalendarComponents.CalendarEvent moved = Frist(await ReadAsync(app, "director-0730"));

        Assert.Equal(uid, moved.Uid);
        Assert.Equal(1, moved.Sequence);
        Assert.Equal(new DateTime(2026, 11, 5, 11, 0, 0, DateTimeKind.Utc), moved.Start!.AsUtc);
    }

    private static Ical.Net.CalendarComponents.CalendarEvent Frist(ICalendar calendar) =>
        calendar.Events.Single(entry => entry.Summary!.StartsWith("Frist for punkter", StringComparison.Ordinal));

    private static async Task<ICalendar> ReadAsync(CouncilAtWork app, string post)
    {
        using HttpResponseMessage answer = await app.RawAsync(HttpMethod.Get, "councils/lille/calendar.ics", null, post);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        return ICalendar.Load(await answer.Content.ReadAsStringAsync())!;
    }
}
