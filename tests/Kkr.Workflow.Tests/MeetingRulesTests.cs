using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class MeetingRulesTests
{
    // Every legal move; every other pair is a refusal.
    private static readonly HashSet<(MeetingPhase, MeetingMove, MeetingPhase)> Legal =
    [
        (MeetingPhase.Planned, MeetingMove.OpenCall, MeetingPhase.Calling),
        (MeetingPhase.Calling, MeetingMove.CloseCall, MeetingPhase.Preparing),
        (MeetingPhase.Planned, MeetingMove.CloseCall, MeetingPhase.Preparing),
        (MeetingPhase.Preparing, MeetingMove.Freeze, MeetingPhase.Frozen),
        (MeetingPhase.Frozen, MeetingMove.Dispatch, MeetingPhase.Dispatched),
        (MeetingPhase.Dispatched, MeetingMove.Hold, MeetingPhase.Held),
        (MeetingPhase.Frozen, MeetingMove.Hold, MeetingPhase.Held),
        (MeetingPhase.Preparing, MeetingMove.Reopen, MeetingPhase.Calling),
        (MeetingPhase.Frozen, MeetingMove.Reopen, MeetingPhase.Calling),
        (MeetingPhase.Dispatched, MeetingMove.Reopen, MeetingPhase.Calling),
        (MeetingPhase.Held, MeetingMove.SubmitMinutes, MeetingPhase.Minuted),
        (MeetingPhase.Minuted, MeetingMove.Publish, MeetingPhase.Published),
        (MeetingPhase.Published, MeetingMove.Approve, MeetingPhase.Approved),
        (MeetingPhase.Planned, MeetingMove.Cancel, MeetingPhase.Cancelled),
        (MeetingPhase.Calling, MeetingMove.Cancel, MeetingPhase.Cancelled),
        (MeetingPhase.Preparing, MeetingMove.Cancel, MeetingPhase.Cancelled),
        (MeetingPhase.Frozen, MeetingMove.Cancel, MeetingPhase.Cancelled),
        (MeetingPhase.Dispatched, MeetingMove.Cancel, MeetingPhase.Cancelled),
    ];

    public static TheoryData<MeetingPhase, MeetingMove> EveryMove()
    {
        TheoryData<MeetingPhase, MeetingMove> all = [];
        foreach (MeetingPhase phase in Enum.GetValues<MeetingPhase>())
        {
            foreach (MeetingMove move in Enum.GetValues<MeetingMove>())
            {
                all.Add(phase, move);
            }
        }

        return all;
    }

    [Fact]
    public void Complete_DayBeforeOfAMeetingThatWasMovedMeanwhile_StillOwesTheMailOfTheNewDate()
    {
        Meeting before = MeetingOn("2026-11-17").Through(MeetingStep.Dispatch);
        DateTimeOffset now = Utc(2026, 11, 16, 8, 0);
        Meeting moved = MeetingRules.Move(before, Day("2026-11-24"), before.Start, before.End, null, now, Midt).Value;
        Meeting later = MeetingRules.Move(before, before.Date, new TimeOnly(10, 0), before.End, null, now, Midt).Value;

        Meeting sent = MeetingRules.Complete(moved, MeetingStep.DayBefore, now, version: 1).Value;

        Assert.Equal(MeetingStep.DayBefore, Timeline.Next(sent, Midt, now)!.Step);
        Assert.Same(sent, MeetingRules.Complete(sent, MeetingStep.DayBefore, now, version: 1).Value);
        Assert.Equal(MeetingStep.Start, Timeline.Next(MeetingRules.Complete(later, MeetingStep.DayBefore, now, version: 1).Value, Midt, now)!.Step);
    }

    [Fact]
    public void Next_AfterTheItemDeadlineOrTheStart_LeavesOutTheMailThatWasOvertaken()
    {
        Meeting planned = MeetingOn("2026-11-17").Through(MeetingStep.Invitation);
        Meeting preparing = MeetingOn("2026-11-17").Through(MeetingStep.ItemDeadline);

        Assert.Equal(MeetingStep.ItemDeadline, Timeline.Next(planned, Midt, Utc(2026, 10, 23, 8, 0))!.Step);
        Assert.Equal(MeetingPhase.Preparing, MeetingRules.Complete(planned, MeetingStep.ItemDeadline, Utc(2026, 10, 23, 8, 0)).Value.Phase);
        Assert.Equal(MeetingStep.Freeze, Timeline.Next(preparing, Midt, Utc(2026, 11, 17, 9, 0))!.Step);
    }

    [Theory]
    [MemberData(nameof(EveryMove))]
    public void After_EveryPhaseAndMove_LeadsOnOrIsRefusedWithAReason(MeetingPhase from, MeetingMove move)
    {
        Result<MeetingPhase> result = MeetingPhases.After(from, move);
        MeetingPhase? expected = Legal.Where(legal => legal.Item1 == from && legal.Item2 == move).Select(legal => (MeetingPhase?)legal.Item3).FirstOrDefault();
        if (expected is { } to)
        {
            Assert.Equal(to, result.Value);
            return;
        }

        AssertRefused(result, "meeting-phase", "phase");
        Assert.Equal(RefusalKind.NotNow, result.Refusal!.Kind);
        Assert.Equal(from.ToString(), result.Refusal.Value);
        Assert.Contains(from.InDanish(), result.Refusal.Danish, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MeetingStep.Call, MeetingPhase.Calling)]
    [InlineData(MeetingStep.SecondReminder, MeetingPhase.Calling)]
    [InlineData(MeetingStep.ItemDeadline, MeetingPhase.Preparing)]
    [InlineData(MeetingStep.ChairmanshipDraft, MeetingPhase.Preparing)]
    [InlineData(MeetingStep.Freeze, MeetingPhase.Frozen)]
    [InlineData(MeetingStep.Dispatch, MeetingPhase.Dispatched)]
    [InlineData(MeetingStep.DayBefore, MeetingPhase.Dispatched)]
    [InlineData(MeetingStep.Start, MeetingPhase.Held)]
    [InlineData(MeetingStep.CommentsClose, MeetingPhase.Minuted)]
    [InlineData(MeetingStep.Publication, MeetingPhase.Published)]
    public void Complete_AStep_MovesThePhaseOnceAndRepeatsWithoutChange(MeetingStep step, MeetingPhase phase)
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(step);
        Meeting again = MeetingRules.Complete(meeting, step, Utc(2027, 1, 1, 0, 0)).Value;

        Assert.Equal(phase, meeting.Phase);
        Assert.Same(meeting, again);
        Assert.Single(meeting.Completed, done => done.Step == step);
    }

    [Theory]
    [InlineData(MeetingStep.Freeze, "meeting-phase")]
    [InlineData(MeetingStep.Start, "meeting-phase")]
    [InlineData(MeetingStep.FirstReminder, "step-out-of-place")]
    [InlineData(MeetingStep.NetworkDraft, "step-out-of-place")]
    [InlineData(MeetingStep.DayBefore, "step-out-of-place")]
    [InlineData(MeetingStep.DraftMinutes, "step-out-of-place")]
    [InlineData(MeetingStep.Approval, "step-out-of-place")]
    public void Complete_OutOfPlace_IsRefused(MeetingStep step, string code) =>
        AssertRefused(MeetingRules.Complete(MeetingOn("2026-11-17"), step, Early), code);

    [Fact]
    public void Complete_MinutesSteps_RecordWhenTheyWentOut()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.Publication);

        Assert.Equal(Utc(2026, 11, 24, 8, 0), meeting.Minutes.DraftSentAt);
        Assert.Equal(Utc(2026, 12, 3, 9, 0), meeting.Minutes.PublishedAt);
    }

    [Fact]
    public void Plan_AGoodMeeting_BeginsPlanned()
    {
        Meeting meeting = Planned(Plan()).Value;

        Assert.Equal(MeetingPhase.Planned, meeting.Phase);
        Assert.Equal(1, meeting.ScheduleVersion);
        Assert.Equal(Utc(2026, 9, 1, 8, 0), meeting.ScheduledAt);
        Assert.Equal(MeetingPhase.Preparing, Planned(Plan() with { Kind = MeetingKind.Constituent, Date = Day("2027-01-19") }).Value.Phase);
    }

    [Fact]
    public void Plan_AgainstARule_IsRefusedWithTheRule()
    {
        AssertRefused(Planned(Plan() with { End = new TimeOnly(9, 30) }), "meeting-ends-before-start", "end");
        AssertRefused(Planned(Plan() with { Venue = new Venue(" ") }), "venue-missing", "venue.name");
        AssertRefused(Planned(Plan() with { Venue = new Venue("Rådhuset") { Room = "Byrådssalen" } }), "venue-room", "venue.room");
        AssertRefused(Planned(Plan() with { Date = Day("2026-08-31") }), "meeting-in-the-past", "date");
        AssertRefused(Planned(Plan() with { Date = Day("2026-12-24") }), "meeting-on-closing-day", "date");
        AssertRefused(Planned(Plan() with { Date = Day("2026-11-21") }), "meeting-on-closing-day", "date");
        AssertRefused(Planned(Plan() with { Date = Day("2026-09-04") }), "meeting-too-soon", "date");
        AssertRefused(Planned(Plan(), MeetingOn("2026-11-17", "2026-4")), "meeting-date-taken", "date");
        Assert.Equal("24. december 2026 er en lukkedag (juleaften); vælg en hverdag.", Planned(Plan() with { Date = Day("2026-12-24") }).Refusal!.Danish);
        Assert.Equal("2026-12-24", Planned(Plan() with { Date = Day("2026-12-24") }).Refusal!.Value);
    }

    [Fact]
    public void Plan_WhereARuleHasItsException_IsAllowed()
    {
        Assert.False(Planned(Plan(), MeetingOn("2026-11-17", "2026-4").Cancelled()).IsRefused);
        Assert.False(Planned(Plan() with { Date = Day("2026-09-04"), Kind = MeetingKind.Extraordinary }).IsRefused);
        Assert.False(Planned(Plan() with { Date = Day("2026-09-07") }).IsRefused);
    }

    [Fact]
    public void Move_AMeeting_KeepsItsIdentityAndAnnouncesTheChange()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.Call);
        Meeting moved = Move(meeting, "2026-12-01", Utc(2026, 10, 7, 8, 0)).Value;

        Assert.Equal(meeting.Key, moved.Key);
        Assert.Equal(2, moved.ScheduleVersion);
        Assert.Equal(meeting.Completed, moved.Completed);
        Assert.Equal(new ScheduleChange(2, Day("2026-11-17"), null), MeetingRules.ToAnnounce(moved));
        Assert.Null(MeetingRules.ToAnnounce(MeetingRules.Announce(moved, 2, Utc(2026, 10, 7, 9, 0))));
    }

    [Fact]
    public void Move_TwiceBeforeAnybodyWasTold_AnnouncesOnceWithTheDatePeopleKnow()
    {
        Meeting moved = Move(MeetingOn("2026-11-17"), "2026-12-01", Utc(2026, 10, 7, 8, 0)).Value;
        Meeting again = Move(moved, "2026-12-02", Utc(2026, 10, 7, 8, 5)).Value;
        ScheduleChange change = MeetingRules.ToAnnounce(again)!;

        Assert.Equal((3, Day("2026-11-17")), (change.Version, change.FormerDate));
        Assert.Null(MeetingRules.ToAnnounce(MeetingRules.Announce(again, 3, Early)));
    }

    [Fact]
    public void Move_ToWhereItIs_ChangesNothing()
    {
        Meeting meeting = MeetingOn("2026-11-17");

        Assert.Same(meeting, Move(meeting, "2026-11-17", Early).Value);
    }

    [Fact]
    public void Move_AgainstARule_IsRefused()
    {
        AssertRefused(Move(MeetingOn("2026-11-17").Through(MeetingStep.Start), "2026-12-01", Utc(2026, 11, 17, 12, 0)), "meeting-cannot-move", "phase");
        AssertRefused(Move(MeetingOn("2026-11-17").Cancelled(), "2026-12-01", Early), "meeting-cannot-move", "phase");
        AssertRefused(Move(MeetingOn("2026-11-17").Cancelled(), "2026-11-17", Early), "meeting-cannot-move", "phase");
        AssertRefused(Move(MeetingOn("2026-11-17"), "2026-12-24", Early), "meeting-on-closing-day", "date");
        AssertRefused(Move(MeetingOn("2026-11-17"), "2026-10-09", Utc(2026, 10, 7, 8, 0)), "meeting-too-soon", "date");
        Assert.False(Move(MeetingOn("2026-11-17").Through(MeetingStep.Dispatch), "2026-11-18", Utc(2026, 11, 16, 8, 0)).IsRefused);
    }

    [Fact]
    public void Cancel_AMeeting_RecordsWhyAndIsAnnounced()
    {
        Meeting meeting = MeetingOn("2026-11-17").Through(MeetingStep.Dispatch);
        Meeting cancelled = MeetingRules.Cancel(meeting, " Stormflod ", Utc(2026, 11, 12, 8, 0)).Value;

        Assert.Equal((MeetingPhase.Cancelled, "Stormflod"), (cancelled.Phase, cancelled.CancelledBecause));
        Assert.Equal(Day("2026-11-17"), MeetingRules.ToAnnounce(cancelled)!.FormerDate);
        Assert.Same(cancelled, MeetingRules.Cancel(cancelled, "igen", Early).Value);
        AssertRefused(MeetingRules.Cancel(meeting, " ", Early), "reason-missing", "reason");
        AssertRefused(MeetingRules.Cancel(MeetingOn("2026-11-17").Through(MeetingStep.Start), "Nej", Early), "meeting-phase");
    }

    [Fact]
    public void SubmitMinutes_WithUndecidedItems_NamesThem()
    {
        Meeting held = MeetingOn("2026-11-17").Through(MeetingStep.Start);
        Item[] items =
        [
            ItemOf("a", ItemStatus.Frozen) with { Number = "3.10" },
            ItemOf("b", ItemStatus.Frozen) with { Number = "3.9" },
            ItemOf("c", ItemStatus.Withdrawn) with { Number = "3.1" },
            ItemOf("d", ItemStatus.Decided) with { Number = "3.2" },
        ];
        Result<Meeting> refused = MeetingRules.SubmitMinutes(held, items, Utc(2026, 11, 18, 8, 0));
        Result<Meeting> submitted = MeetingRules.SubmitMinutes(held, items[2..], Utc(2026, 11, 18, 8, 0));

        AssertRefused(refused, "items-undecided", "items");
        Assert.Equal("3.9, 3.10", refused.Refusal!.Value);
        Assert.Contains("punkterne 3.9 og 3.10", refused.Refusal.Danish, StringComparison.Ordinal);
        Assert.Equal(MeetingPhase.Minuted, submitted.Value.Phase);
        Assert.Same(submitted.Value, MeetingRules.SubmitMinutes(submitted.Value, items, Early).Value);
        AssertRefused(MeetingRules.SubmitMinutes(MeetingOn("2026-11-17"), [], Early), "meeting-phase");
    }

    [Fact]
    public void RecordVerdict_FromALaterMeeting_IsKeptOncePerMeeting()
    {
        Meeting published = MeetingOn("2026-11-17").Through(MeetingStep.Publication);
        Meeting approved = MeetingRules.RecordVerdict(published, Verdict(MinutesVerdictKind.Approved)).Value;
        Meeting corrected = MeetingRules.RecordVerdict(approved, Verdict(MinutesVerdictKind.ApprovedWithAmendment, amendment: "Rettet.")).Value;

        Assert.Same(approved, MeetingRules.RecordVerdict(approved, Verdict(MinutesVerdictKind.Approved) with { At = Early }).Value);
        Assert.Equal(MinutesVerdictKind.ApprovedWithAmendment, Assert.Single(corrected.Minutes.Verdicts).Kind);
        AssertRefused(
            MeetingRules.RecordVerdict(MeetingOn("2026-11-17"), Verdict(MinutesVerdictKind.Approved)), "minutes-not-awaiting-approval", "phase");
    }

    [Fact]
    public void RecordVerdict_BeforePublication_LetsPublicationComeFirst()
    {
        Meeting minuted = MeetingOn("2026-11-17").Through(MeetingStep.DraftMinutes);
        Meeting approved = MeetingRules.RecordVerdict(minuted, Verdict(MinutesVerdictKind.Approved)).Value;

        Assert.Equal(MeetingStep.CommentsClose, Timeline.Next(approved, Midt)?.Step);
        Assert.Equal(MeetingPhase.Approved, approved.Through(MeetingStep.Approval).Phase);
    }

    [Fact]
    public void RecordChairmanshipAnswer_WhenNotAskedOrEmpty_IsRefused()
    {
        ChairmanshipAnswer yes = new("chair", true, null, Early);
        Meeting asked = MeetingOn("2026-11-17").Through(MeetingStep.ChairmanshipDraft);

        AssertRefused(MeetingRules.RecordChairmanshipAnswer(MeetingOn("2026-11-17"), yes), "agenda-not-awaiting-answer", "phase");
        AssertRefused(MeetingRules.RecordChairmanshipAnswer(asked, yes with { Approved = false, Text = " " }), "comments-missing", "text");
        Assert.Equal(yes, Assert.Single(MeetingRules.RecordChairmanshipAnswer(asked, yes).Value.ChairmanshipAnswers));
    }

    [Fact]
    public void AddEdition_OfAKnownVersion_ChangesNothing()
    {
        AgendaEdition agenda = new(1, AgendaEditionKind.Frozen, "p", "h", Early, 4);
        MinutesEdition minutes = new(1, MinutesEditionKind.Draft, "p", "h", Early);
        Meeting meeting = MeetingRules.AddMinutesEdition(MeetingRules.AddAgendaEdition(MeetingOn("2026-11-17"), agenda), minutes);

        Assert.Same(meeting, MeetingRules.AddAgendaEdition(meeting, agenda with { Path = "q" }));
        Assert.Same(meeting, MeetingRules.AddMinutesEdition(meeting, minutes with { Path = "q" }));
        Assert.Equal(2, MeetingRules.AddAgendaEdition(meeting, agenda with { Version = 2 }).Agendas.Count);
    }

    private static MeetingPlan Plan() => new(Day("2026-11-17"), new TimeOnly(9, 30), new TimeOnly(12, 30), new Venue("Randers Rådhus"));

    private static Result<Meeting> Planned(MeetingPlan plan, params Meeting[] others) =>
        MeetingRules.Plan(new MeetingKey("midtjylland", "2026-5"), plan, Midt, others, Utc(2026, 9, 1, 8, 0));

    private static Result<Meeting> Move(Meeting meeting, string date, DateTimeOffset now) =>
        MeetingRules.Move(meeting, Day(date), meeting.Start, meeting.End, null, now, Midt);
}
