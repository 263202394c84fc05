using System.Text;
using Ical.Net.CalendarComponents;
using Kkr.Workflow.Documents.Calendar;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Tests.Documents;
using ICalendar = Ical.Net.Calendar;

namespace Kkr.Workflow.Tests.Calendar;

/// <summary>The calendar that people subscribe to, read back by the same standard.</summary>
public sealed class CalendarFeedTests
{
    private const string Page = "https://kkr.example/api/moeder/kystland/2026-5";

    [Fact]
    public void Meeting_InTheFeed_HasItsLocalTimePlaceAndPage()
    {
        CalendarEvent entry = Assert.Single(Read(Of(Sample.Meeting)).Events);

        Assert.Equal("Møde i KKR Kystland", entry.Summary);
        Assert.Equal("Europe/Copenhagen", entry.Start!.TzId);
        Assert.Equal(new DateTime(2026, 11, 17, 9, 30, 0, DateTimeKind.Unspecified), entry.Start.Value);
        Assert.Equal(new DateTime(2026, 11, 17, 8, 30, 0, DateTimeKind.Utc), entry.Start.AsUtc);
        Assert.Contains("Fjordby Rådhus", entry.Location, StringComparison.Ordinal);
        Assert.Equal(Page, entry.Url!.AbsoluteUri);
        Assert.Equal("CONFIRMED", entry.Status);
    }

    [Fact]
    public void Meeting_MovedAndThenCancelled_KeepsItsUidAndCountsUp()
    {
        Meeting moved = Sample.Meeting with { Date = new DateOnly(2026, 11, 24), ScheduleVersion = 2 };
        CalendarEvent[] entries =
        [
            .. new[] { Sample.Meeting, moved, moved with { Phase = MeetingPhase.Cancelled, CancelledBecause = "For få punkter." } }
                .Select(meeting => Assert.Single(Read(Of(meeting)).Events)),
        ];

        Assert.Single(entries.Select(entry => entry.Uid).Distinct());
        Assert.Equal([0, 1, 2], entries.Select(entry => entry.Sequence));
        Assert.Equal("CANCELLED", entries[2].Status);
        Assert.Equal("AFLYST: Møde i KKR Kystland", entries[2].Summary);
    }

    [Fact]
    public void Deadline_InTheFeed_RemindsTheDayBeforeAndTakesNoTime()
    {
        CalendarFeed feed = new(Sample.Council, "Frister");
        Timeline timeline = Timeline.Of(Sample.Meeting, Sample.Council);
        foreach ((MeetingStep step, string what) in CalendarDeadlines.Of(PostKind.Director))
        {
            feed.Add(Sample.Meeting, timeline[step], what, Page);
        }

        CalendarEvent entry = Read(Text(feed)).Events.Single(found => found.Uid!.StartsWith("itemdeadline-", StringComparison.Ordinal));
        Assert.Equal("Frist for punkter: KKR Kystland den 17. november 2026", entry.Summary);
        Assert.Equal(timeline[MeetingStep.ItemDeadline].Instant.UtcDateTime, entry.Start!.AsUtc);
        Assert.Equal("TRANSPARENT", entry.Transparency);
        Assert.Equal("-P1D", Assert.Single(entry.Alarms).Trigger!.Duration.ToString());
    }

    [Fact]
    public void Task_WithADeadline_IsATodoThatIsDoneWhenReported()
    {
        FollowUpTask task = new()
        {
            Id = "2026-5-02-a1",
            Meeting = Sample.Meeting.Key,
            ItemId = "2026-5-02",
            Task = "Indgå aftale med skolerne",
            OwnerPost = "chair",
            Deadline = new DateOnly(2027, 2, 1),
        };
        CalendarFeed feed = new(Sample.Council, "Opgaver");
        feed.Add(task, Sample.Meeting.ScheduledAt);
        feed.Add(task with { Id = "2026-5-02-a2", IsDone = true }, Sample.Meeting.ScheduledAt);

        ICalendar calendar = Read(Text(feed));
        Assert.Equal(["NEEDS-ACTION", "COMPLETED"], calendar.Todos.OrderBy(todo => todo.Uid, StringComparer.Ordinal).Select(todo => todo.Status));
        Assert.Equal(new DateTime(2027, 2, 1, 11, 0, 0, DateTimeKind.Utc), calendar.Todos[0]!.Due!.AsUtc);
    }

    [Fact]
    public void Feed_EveryLine_IsFoldedAt75OctetsAndEndsInCrLf()
    {
        string text = Of(Sample.Meeting with
        {
            Venue = new Venue("Sølund, Æblehaven; \"Åstuen\"", string.Join(' ', Enumerable.Repeat("Ærøvej 12, 8900 Randers", 12))),
        });

        string[] lines = text.Split("\r\n");
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("Sølund, Æblehaven; \"Åstuen\"", Assert.Single(Read(text).Events).Location, StringComparison.Ordinal);
    }

    [Fact]
    public void Feed_WithItsTimeZone_SaysWhenClocksChange()
    {
        string text = Of(Sample.Meeting);

        Assert.Contains("BEGIN:VTIMEZONE", text, StringComparison.Ordinal);
        Assert.Contains("TZID:Europe/Copenhagen", text, StringComparison.Ordinal);
        Assert.Contains("BEGIN:DAYLIGHT", text, StringComparison.Ordinal);
        Assert.Equal(text, Of(Sample.Meeting));
    }

    private static string Of(Meeting meeting)
    {
        CalendarFeed feed = new(Sample.Council, "Møder i KKR Kystland");
        feed.Add(meeting, Page);
        return Text(feed);
    }

    private static string Text(CalendarFeed feed) => Encoding.UTF8.GetString(feed.Render().Content);

    private static ICalendar Read(string text) => ICalendar.Load(text)!;
}
