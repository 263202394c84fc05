using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class TimelineTests
{
    public static TheoryData<string, string, string> KnownMeetings => new()
    {
        {
            "2026-11-17", "2026-11-11",
            "Call 6/10 9.00, FirstReminder 19/10 9.00, SecondReminder 21/10 9.00, ItemDeadline 22/10 12.00, NetworkDraft 28/10 9.00, "
            + "ChairmanshipDraft 3/11 12.00, Freeze 5/11 15.00, Dispatch 6/11 10.00, DayBefore 16/11 9.00, Start 17/11 9.30, "
            + "MinutesDue 19/11 9.00, DraftMinutes 24/11 9.00, CommentsClose 1/12 12.00, Publication 3/12 10.00"
        },
        {
            "2025-10-20", "2025-10-14",
            "Call 8/9 9.00, FirstReminder 18/9 9.00, SecondReminder 23/9 9.00, ItemDeadline 24/9 12.00, NetworkDraft 30/9 9.00, "
            + "ChairmanshipDraft 6/10 12.00, Freeze 8/10 15.00, Dispatch 9/10 10.00, DayBefore 17/10 9.00, Start 20/10 9.30, "
            + "MinutesDue 22/10 9.00, DraftMinutes 27/10 9.00, CommentsClose 3/11 12.00, Publication 5/11 10.00"
        },
        {
            "2026-06-17", "2026-06-11",
            "Call 1/5 9.00, FirstReminder 13/5 9.00, SecondReminder 19/5 9.00, ItemDeadline 20/5 12.00, NetworkDraft 27/5 9.00, "
            + "ChairmanshipDraft 2/6 12.00, Freeze 4/6 15.00, Dispatch 8/6 10.00, DayBefore 16/6 9.00, Start 17/6 9.30, "
            + "MinutesDue 19/6 9.00, DraftMinutes 24/6 9.00, CommentsClose 1/7 12.00, Publication 3/7 10.00"
        },
        {
            "2026-09-01", "2026-08-26",
            "Call 3/7 9.00, FirstReminder 3/8 9.00, SecondReminder 5/8 9.00, ItemDeadline 6/8 12.00, NetworkDraft 12/8 9.00, "
            + "ChairmanshipDraft 18/8 12.00, Freeze 20/8 15.00, Dispatch 21/8 10.00, DayBefore 31/8 9.00, Start 1/9 9.30, "
            + "MinutesDue 3/9 9.00, DraftMinutes 8/9 9.00, CommentsClose 15/9 12.00, Publication 17/9 10.00"
        },
    };

    [Theory]
    [MemberData(nameof(KnownMeetings))]
    public void Of_KnownMeeting_HasTheDatesWorkedOutByHand(string date, string latestDispatch, string expected)
    {
        Timeline timeline = Timeline.Of(MeetingOn(date), Midt);

        Assert.Equal(expected, Text(timeline.Deadlines.Skip(1)));
        Assert.Equal(MeetingStep.Invitation, timeline.Deadlines[0].Step);
        Assert.Equal(Day(latestDispatch), timeline.LatestDispatch);
    }

    [Fact]
    public void Of_MeetingWithoutQuietWeeks_KeepsTheNominalDates()
    {
        Council noQuiet = Midt with { Timeline = Midt.Timeline with { QuietWeeks = [] } };

        Assert.Equal(Day("2026-10-16"), Timeline.Of(MeetingOn("2026-11-17"), noQuiet)[MeetingStep.FirstReminder].Date);
        Assert.Equal(Day("2026-07-21"), Timeline.Of(MeetingOn("2026-09-01"), noQuiet)[MeetingStep.Call].Date);
        Assert.Equal(Day("2026-07-31"), Timeline.Of(MeetingOn("2026-09-01"), noQuiet)[MeetingStep.FirstReminder].Date);
    }

    [Fact]
    public void Of_AnyMeetingOfFourYears_KeepsOrderAndWorkingDays()
    {
        WorkingDays days = new(Midt.Timeline);
        for (DateOnly date = new(2025, 1, 6); date.Year < 2029; date = days.Next(date))
        {
            Timeline timeline = Timeline.Of(MeetingOn(Iso(date)), Midt);
            Deadline[] dated = [.. timeline.Deadlines.Skip(1)];

            Assert.All(dated, deadline => Assert.True(days.IsWorkingDay(deadline.Date), $"{date}: {deadline}"));
            Assert.Equal(dated, dated.OrderBy(deadline => deadline.Instant));
            Assert.All(
                dated.Where(deadline => deadline.Step is MeetingStep.Call or MeetingStep.FirstReminder or MeetingStep.SecondReminder),
                deadline => Assert.False(days.IsQuiet(deadline.Date), $"{date}: {deadline}"));
            Assert.True(timeline[MeetingStep.Dispatch].Date <= timeline.LatestDispatch);
        }
    }

    [Fact]
    public void Of_DeadlinesAcrossTheOctoberClockChange_AreConvertedOneByOne()
    {
        Timeline timeline = Timeline.Of(MeetingOn("2026-11-17"), Midt);

        Assert.Equal(Utc(2026, 10, 22, 10, 0), timeline[MeetingStep.ItemDeadline].Instant);
        Assert.Equal(Utc(2026, 10, 28, 8, 0), timeline[MeetingStep.NetworkDraft].Instant);
    }

    [Fact]
    public void Of_DeadlinesAcrossTheMarchClockChange_AreConvertedOneByOne()
    {
        Timeline timeline = Timeline.Of(MeetingOn("2027-04-13"), Midt);

        Assert.Equal((Day("2027-03-19"), Utc(2027, 3, 19, 8, 0)), (timeline[MeetingStep.NetworkDraft].Date, timeline[MeetingStep.NetworkDraft].Instant));
        Assert.Equal((Day("2027-04-02"), Utc(2027, 4, 2, 8, 0)), (timeline[MeetingStep.Dispatch].Date, timeline[MeetingStep.Dispatch].Instant));
    }

    [Fact]
    public void Of_BothRemindersInAQuietWeek_SendsOnlyTheLast()
    {
        // The item deadline is Monday 19 October 2026 at 12; T-22 and T-19 both fall in week 42.
        Timeline timeline = Timeline.Of(MeetingOn("2026-11-12"), Midt);

        Assert.Equal("ItemDeadline 19/10 12.00", Text([timeline[MeetingStep.ItemDeadline]]));
        Assert.Null(timeline.Find(MeetingStep.FirstReminder));
        Assert.Equal("SecondReminder 19/10 9.00", Text([timeline[MeetingStep.SecondReminder]]));
    }

    [Fact]
    public void Of_QuietWeekThatLastsPastTheItemDeadline_RemindsBeforeTheQuietWeek()
    {
        // The item deadline is Thursday 15 October 2026, in week 42.
        Timeline timeline = Timeline.Of(MeetingOn("2026-11-10"), Midt);

        Assert.Equal(Day("2026-10-15"), timeline[MeetingStep.ItemDeadline].Date);
        Assert.Equal("FirstReminder null, SecondReminder 9/10 9.00", $"FirstReminder {(timeline.Find(MeetingStep.FirstReminder) is null ? "null" : "set")}, {Text([timeline[MeetingStep.SecondReminder]])}");
    }

    [Fact]
    public void Of_CallAtChristmas_MovesBeforeIt()
    {
        Timeline timeline = Timeline.Of(MeetingOn("2027-02-09"), Midt);

        Assert.Equal(Day("2026-12-18"), timeline[MeetingStep.Call].Date);
    }

    [Fact]
    public void Of_ConstituentMeeting_HasNoCallAndNoNetworkDraft()
    {
        Timeline timeline = Timeline.Of(MeetingOn("2026-01-27", kind: MeetingKind.Constituent), Midt);

        Assert.Equal(
            [MeetingStep.Invitation, MeetingStep.ChairmanshipDraft, MeetingStep.Freeze, MeetingStep.Dispatch, MeetingStep.DayBefore, MeetingStep.Start,
                MeetingStep.MinutesDue, MeetingStep.DraftMinutes, MeetingStep.CommentsClose, MeetingStep.Publication],
            timeline.Deadlines.Select(deadline => deadline.Step));
        Assert.Throws<KeyNotFoundException>(() => timeline[MeetingStep.Call]);
    }

    [Fact]
    public void Of_PlannedAfterTheCallDate_CallsAtOnceAndDropsPassedReminders()
    {
        // Planned on 20 October at 14: T-30, T-22 (moved to 19/10) have passed, T-19 (21/10) has not.
        Timeline timeline = Timeline.Of(MeetingOn("2026-11-17", plannedAt: Utc(2026, 10, 20, 12, 0)), Midt);

        Assert.Equal("Call 20/10 14.00", Text([timeline[MeetingStep.Call]]));
        Assert.Null(timeline.Find(MeetingStep.FirstReminder));
        Assert.Equal(Day("2026-10-21"), timeline[MeetingStep.SecondReminder].Date);
        Assert.Equal("ItemDeadline 23/10 12.00", Text([timeline[MeetingStep.ItemDeadline]]));
        Assert.Equal(Day("2026-10-28"), timeline[MeetingStep.NetworkDraft].Date);
    }

    [Theory]
    [InlineData("2026-10-27T08:00Z", "Call 27/10 9.00, ItemDeadline 30/10 12.00, NetworkDraft 30/10 12.00, ChairmanshipDraft 3/11 12.00, Freeze 5/11 15.00, Dispatch 6/11 10.00")]
    [InlineData("2026-11-02T09:00Z", "Call 2/11 10.00, ItemDeadline 5/11 12.00, NetworkDraft 5/11 12.00, ChairmanshipDraft 5/11 12.00, Freeze 9/11 15.00, Dispatch 10/11 10.00")]
    [InlineData("2026-11-05T09:00Z", "Call 5/11 10.00, ItemDeadline 9/11 12.00, NetworkDraft 9/11 12.00, ChairmanshipDraft 9/11 12.00, Freeze 10/11 15.00, Dispatch 11/11 10.00")]
    [InlineData("2026-11-10T15:00Z", "Call 10/11 16.00, ItemDeadline 10/11 16.00, NetworkDraft 10/11 16.00, ChairmanshipDraft 10/11 16.00, Freeze 10/11 16.00, Dispatch 11/11 10.00")]
    [InlineData("2026-11-11T15:00Z", "Call 11/11 16.00, ItemDeadline 11/11 16.00, NetworkDraft 11/11 16.00, ChairmanshipDraft 11/11 16.00, Freeze 11/11 16.00, Dispatch 11/11 16.00")]
    public void Of_PlannedLate_ClosesUpInOrderAndDispatchesInTime(string planned, string expected)
    {
        DateTimeOffset at = DateTimeOffset.Parse(planned, System.Globalization.CultureInfo.InvariantCulture);
        Timeline timeline = Timeline.Of(MeetingOn("2026-11-17", plannedAt: at), Midt);

        Assert.Equal(expected, Text(timeline.Deadlines.Where(deadline => deadline.Step is >= MeetingStep.Call and <= MeetingStep.Dispatch)));
        Assert.True(timeline[MeetingStep.Dispatch].Date <= timeline.LatestDispatch);
    }

    [Fact]
    public void Of_AnyInstantOfPlanning_KeepsOrderAndLatestDispatch()
    {
        DateTimeOffset last = Utc(2026, 11, 11, 22, 0);
        for (DateTimeOffset planned = Utc(2026, 10, 1, 0, 0); planned < last; planned = planned.AddHours(5))
        {
            Timeline timeline = Timeline.Of(MeetingOn("2026-11-17", plannedAt: planned), Midt);
            Deadline[] dated = [.. timeline.Deadlines];

            Assert.Equal(dated, dated.OrderBy(deadline => deadline.Instant));
            Assert.True(timeline[MeetingStep.Dispatch].Date <= timeline.LatestDispatch, $"{planned}");
        }
    }

    [Fact]
    public void Of_MovedLaterDuringTheCall_RecomputesWhatIsNotDone()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.Call);
        Meeting moved = Move(meeting, "2026-12-01", Utc(2026, 10, 7, 8, 0));
        Timeline timeline = Timeline.Of(moved, Midt);

        Assert.Equal(MeetingPhase.Calling, moved.Phase);
        Assert.Equal(Day("2026-10-06"), timeline[MeetingStep.Call].Date);
        Assert.Equal(Day("2026-11-05"), timeline[MeetingStep.ItemDeadline].Date);
        Assert.Equal(MeetingStep.FirstReminder, Timeline.Next(moved, Midt)?.Step);
    }

    [Fact]
    public void Of_MovedLaterAfterTheItemDeadline_DoesNotReopenIt()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.ItemDeadline);
        Meeting moved = Move(meeting, "2026-12-15", Utc(2026, 10, 23, 8, 0));

        Assert.Equal(MeetingPhase.Preparing, moved.Phase);
        Assert.Equal(Day("2026-10-22"), Timeline.Of(moved, Midt)[MeetingStep.ItemDeadline].Date);
        Assert.Equal((MeetingStep.NetworkDraft, Day("2026-11-25")), StepAndDate(Timeline.Next(moved, Midt)));
    }

    [Fact]
    public void Of_MovedEarlierDuringTheCall_StillGivesTheDirectorsTime()
    {
        Meeting meeting = MeetingOn("2026-12-15").Through(MeetingStep.Call);
        Meeting moved = Move(meeting, "2026-11-24", Utc(2026, 11, 5, 8, 0));
        Timeline timeline = Timeline.Of(moved, Midt);

        Assert.Equal(Day("2026-11-10"), timeline[MeetingStep.ItemDeadline].Date);
        Assert.Equal(MeetingStep.ItemDeadline, Timeline.Next(moved, Midt)?.Step);
        Assert.True(timeline[MeetingStep.Dispatch].Date <= timeline.LatestDispatch);
    }

    private static string Iso(DateOnly date) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
