using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class TimelineNextTests
{
    [Fact]
    public void Next_MovedAfterTheDayBeforeMail_SendsItAgainForTheNewDate()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.DayBefore);
        Meeting moved = Move(meeting, "2026-11-24", Utc(2026, 11, 16, 12, 0));

        Assert.Equal((MeetingStep.DayBefore, Day("2026-11-23")), StepAndDate(Timeline.Next(moved, Midt)));
    }

    [Fact]
    public void Next_MovedToTheSameDay_HasNoDayBeforeMail()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.DayBefore);
        Result<Meeting> moved = MeetingRules.Move(
            meeting, meeting.Date, new TimeOnly(13, 0), new TimeOnly(15, 0), null, Utc(2026, 11, 17, 7, 0), Midt);

        Assert.Equal(MeetingStep.Start, Timeline.Next(moved.Value, Midt)?.Step);
    }

    [Fact]
    public void Next_FromPlanningToApproval_GivesEveryStepOnceInOrder()
    {
        Meeting meeting = MeetingOn("2026-11-17");
        List<MeetingStep> done = [];
        while (Timeline.Next(meeting, Midt) is { } due)
        {
            done.Add(due.Step);
            meeting = MeetingRules.Complete(meeting, due.Step, due.Instant).Value;
            if (due.Step == MeetingStep.MinutesDue)
            {
                Assert.Null(Timeline.Next(meeting, Midt));
                meeting = MeetingRules.SubmitMinutes(meeting, [], due.Instant.AddHours(1)).Value;
            }

            if (due.Step == MeetingStep.Publication)
            {
                Assert.Null(Timeline.Next(meeting, Midt));
                meeting = MeetingRules.RecordVerdict(meeting, Verdict(MinutesVerdictKind.Approved)).Value;
            }
        }

        Assert.Equal(Enum.GetValues<MeetingStep>(), done);
        Assert.Equal(MeetingPhase.Approved, meeting.Phase);
    }

    [Fact]
    public void Next_MinutesSubmittedBeforeTheAlarm_SkipsTheAlarm()
    {
        Meeting held = MeetingOn("2026-11-17").Through(MeetingStep.Start);
        Meeting minuted = MeetingRules.SubmitMinutes(held, [], Utc(2026, 11, 18, 10, 0)).Value;

        Assert.Equal((MeetingStep.DraftMinutes, Day("2026-11-24")), StepAndDate(Timeline.Next(minuted, Midt)));
    }

    [Fact]
    public void Next_MinutesSubmittedLate_SendsThemAtOnceAndKeepsTheDistances()
    {
        Meeting held = MeetingOn("2026-11-17").Through(MeetingStep.Start);
        held = MeetingRules.Complete(held, MeetingStep.MinutesDue, Utc(2026, 11, 19, 8, 0)).Value;
        Meeting minuted = MeetingRules.SubmitMinutes(held, [], Utc(2026, 11, 30, 13, 0)).Value;
        Deadline draft = Timeline.Next(minuted, Midt)!;
        Meeting sent = MeetingRules.Complete(minuted, MeetingStep.DraftMinutes, draft.Instant).Value;

        Assert.Equal(Utc(2026, 11, 30, 13, 0), draft.Instant);
        Assert.Equal("CommentsClose 7/12 12.00, Publication 9/12 10.00", Text(Timeline.Of(minuted, Midt).Deadlines.TakeLast(2)));
        Assert.Equal("CommentsClose 7/12 12.00, Publication 9/12 10.00", Text(Timeline.Of(sent, Midt).Deadlines.TakeLast(2)));
    }

    [Fact]
    public void Next_ChairmanshipMustApprove_WaitsForItsYesUntilTheMeetingBegins()
    {
        Council strict = Midt with { SilenceApprovesAgenda = false };
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.ChairmanshipDraft);
        ChairmanshipAnswer comments = new("chair", false, "Flyt punkt 3.1.", Utc(2026, 11, 4, 8, 0));
        Meeting commented = MeetingRules.RecordChairmanshipAnswer(meeting, comments).Value;
        Meeting approved = MeetingRules.RecordChairmanshipAnswer(commented, comments with { Approved = true, Text = null }).Value;

        Assert.Equal(MeetingStep.Freeze, Timeline.Next(meeting, Midt)?.Step);
        DateTimeOffset start = Timeline.Of(meeting, strict)[MeetingStep.Start].Instant;
        Assert.Equal((MeetingStep.Freeze, start), (Timeline.Next(meeting, strict)!.Step, Timeline.Next(meeting, strict)!.Instant));
        Assert.Equal(start, Timeline.Next(commented, strict)!.Instant);
        Assert.True(Timeline.Next(approved, strict)!.Instant < start);
    }

    [Fact]
    public void Next_MinutesNotApproved_WaitsForTheNextMeeting()
    {
        Meeting published = MeetingOn("2026-11-17").Through(MeetingStep.Publication);
        Meeting refused = MeetingRules.RecordVerdict(published, Verdict(MinutesVerdictKind.NotApproved)).Value;
        Meeting approved = MeetingRules.RecordVerdict(refused, Verdict(MinutesVerdictKind.ApprovedWithAmendment, "2027-2", "Rettet.")).Value;

        Assert.Null(Timeline.Next(refused, Midt));
        Assert.Equal(MeetingStep.Approval, Timeline.Next(approved, Midt)?.Step);
    }

    [Fact]
    public void Next_CancelledMeeting_IsNothing() => Assert.Null(Timeline.Next(MeetingOn("2026-11-17").Cancelled(), Midt));

    [Theory]
    [InlineData(MeetingStep.Call, "2026-10-20T08:00Z", MeetingStep.FirstReminder)]
    [InlineData(MeetingStep.Call, "2026-10-21T07:00Z", MeetingStep.SecondReminder)]
    [InlineData(MeetingStep.Call, "2026-10-22T09:59Z", MeetingStep.SecondReminder)]
    [InlineData(MeetingStep.Call, "2026-10-22T10:00Z", MeetingStep.ItemDeadline)]
    [InlineData(MeetingStep.Dispatch, "2026-11-16T22:59Z", MeetingStep.DayBefore)]
    [InlineData(MeetingStep.Dispatch, "2026-11-16T23:00Z", MeetingStep.Start)]
    public void Next_AfterAStandstill_LeavesOutMailThatWasOvertaken(MeetingStep done, string now, MeetingStep expected)
    {
        DateTimeOffset instant = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        Meeting meeting = MeetingOn("2026-11-17").Through(done);

        Assert.Equal(expected, Timeline.Next(meeting, Midt, instant)?.Step);
    }
}
