using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Holding;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class AttendanceTests
{
    // Four seats: vice-chair, and three members, one of whom is the chair.
    [Theory]
    [InlineData("", false)]
    [InlineData("member-0730-1", false)]
    [InlineData("chair member-0730-1", false)]
    [InlineData("deputy-0751-1 member-0751-1", false)]
    [InlineData("director-0730 network observer-1 unknown", false)]
    [InlineData("chair vice-chair", true)]
    [InlineData("vice-chair deputy-0751-1", true)]
    public void HasQuorum_OfFourSeats_NeedsTwo(string present, bool expected)
    {
        Meeting meeting = MeetingOn("2026-11-17") with { Attendance = new Attendance(present.Split(' '), [], []) };

        Assert.Equal(expected, MeetingRules.HasQuorum(meeting, Midt, Book()));
    }

    [Fact]
    public void HasQuorum_NothingRecorded_CannotBeSaid() => Assert.Null(MeetingRules.HasQuorum(MeetingOn("2026-11-17"), Midt, Book()));

    [Fact]
    public void HasQuorum_ShareOfTheCouncil_Counts()
    {
        Meeting meeting = MeetingOn("2026-11-17") with { Attendance = new Attendance(["chair", "vice-chair"], [], []) };

        Assert.False(MeetingRules.HasQuorum(meeting, Midt with { QuorumShare = 0.75 }, Book()));
    }

    [Fact]
    public void RecordAttendance_UntilTheMinutesAreApproved_ReplacesTheList()
    {
        Attendance attendance = new(["chair", "chair"], ["vice-chair"], ["Gæst"]);
        Meeting recorded = MeetingRules.RecordAttendance(MeetingOn("2026-11-17").Through(MeetingStep.Start), attendance).Value;

        Assert.Equal(["chair"], recorded.Attendance!.Present);
        AssertRefused(MeetingRules.RecordAttendance(recorded, attendance with { Apologies = ["chair"] }), "present-with-apologies", "present");
        Assert.False(MeetingRules.RecordAttendance(MeetingOn("2026-11-17").Through(MeetingStep.DraftMinutes), attendance).IsRefused);
        Meeting approved = MeetingRules.Complete(
            MeetingRules.RecordVerdict(MeetingOn("2026-11-17").Through(MeetingStep.Publication), Verdict(Kkr.Workflow.Domain.Minutes.MinutesVerdictKind.Approved)).Value,
            MeetingStep.Approval,
            Early).Value;
        AssertRefused(MeetingRules.RecordAttendance(approved, attendance), "attendance-closed");
    }
}
