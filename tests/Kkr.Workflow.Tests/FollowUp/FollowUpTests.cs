using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using static Kkr.Workflow.Tests.Midtjylland;

namespace Kkr.Workflow.Tests;

public class FollowUpTests
{
    [Fact]
    public void TasksOf_DecidedItems_AreOnePerAction()
    {
        Decision decision = new()
        {
            Outcomes = [Outcome.Noted],
            Text = "Taget til efterretning.",
            Actions = [new("Oplæg", "network", null), new("Brev", "chair", Day("2027-01-15"))],
        };
        IReadOnlyList<FollowUpTask> tasks = FollowUpRules.TasksOf(
            new MeetingKey("midtjylland", "2026-5"), [ItemOf("2026-5-02", ItemStatus.Decided) with { Decision = decision }, ItemOf("2026-5-03")]);

        Assert.Equal(["2026-5-02-a1 network ", "2026-5-02-a2 chair 2027-01-15"], tasks.Select(task => $"{task.Id} {task.OwnerPost} {task.Deadline:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("2027-01-15", "2027-01-08T08:00Z", "2027-01-18T08:00Z")]
    [InlineData("2026-12-24", "2026-12-17T08:00Z", "2026-12-28T08:00Z")]
    [InlineData("2027-03-26", "2027-03-18T08:00Z", "2027-03-30T07:00Z")]
    public void Reminders_OfADeadline_AreFiveWorkingDaysBeforeAndTheFirstAfter(string deadline, string approaching, string overdue)
    {
        IReadOnlyList<FollowUpReminder> reminders = [.. FollowUpRules.Reminders(Task(deadline), Midt).Take(2)];

        Assert.Equal(
            [(FollowUpReason.Approaching, Instant(approaching)), (FollowUpReason.Overdue, Instant(overdue))],
            reminders.Select(reminder => (reminder.Reason, reminder.Instant)));
        Assert.Equal((null, FollowUpReason.Approaching), Around(Instant(approaching).AddSeconds(-1)));
        Assert.Equal((FollowUpReason.Approaching, FollowUpReason.Overdue), Around(Instant(approaching)));
        Assert.Equal((FollowUpReason.Overdue, FollowUpReason.Overdue), Around(Instant(overdue)));

        (FollowUpReason?, FollowUpReason?) Around(DateTimeOffset now)
        {
            (FollowUpReminder? due, FollowUpReminder? coming) = FollowUpRules.Around(Task(deadline), Midt, now);
            return (due?.Reason, coming?.Reason);
        }
    }

    [Fact]
    public void Reminders_WithoutDeadlineOrDone_AreNone()
    {
        Assert.Empty(FollowUpRules.Reminders(Task(null), Midt));
        Assert.Empty(FollowUpRules.Reminders(FollowUpRules.Report(Task("2027-01-15"), "Sendt", FollowUpState.Done, null, "secretariat", Early).Value, Midt));
    }

    [Fact]
    public void Reminders_OverdueForLong_ComeEveryTenthWorkingDay() =>
        Assert.Equal(
            ["2027-01-18", "2027-02-01", "2027-02-15"],
            FollowUpRules.Reminders(Task("2027-01-15"), Midt).Where(reminder => reminder.Reason == FollowUpReason.Overdue).Take(3).Select(reminder => $"{reminder.Date:yyyy-MM-dd}"));

    [Fact]
    public void Report_BlankStatus_KeepsTheOldOneAndNeedsAState()
    {
        FollowUpTask told = Report(Task("2027-01-15"), "Halvvejs", null).Value;

        AssertRefused(Report(told, " ", null), "report-empty", "status");
        FollowUpTask done = Report(told, "", FollowUpState.Done).Value;
        Assert.Equal(("Halvvejs", true), (done.Status, done.IsDone));
        Assert.Equal(["Halvvejs", null], done.Reports.Select(report => report.Status));
    }

    [Fact]
    public void Report_EveryMove_IsAllowedOrRefusedByTheTable()
    {
        FollowUpTask open = Task("2027-01-15");
        FollowUpTask done = Report(open, "Sendt", FollowUpState.Done).Value;
        FollowUpTask closed = Report(open, "Bortfaldet", FollowUpState.Closed).Value;

        Assert.Equal(FollowUpState.Open, Report(done, "Mangler et bilag", FollowUpState.Open).Value.StateOf());
        Assert.Equal(FollowUpState.Open, Report(closed, null, FollowUpState.Open).Value.StateOf());
        AssertRefused(Report(done, "Nej", FollowUpState.Closed), "follow-up-not-open", "state");
        AssertRefused(Report(closed, "Ja", FollowUpState.Done), "follow-up-not-open", "state");
        AssertRefused(Report(open, null, FollowUpState.Closed), "close-without-reason", "status");
        AssertRefused(FollowUpRules.Report(open, "Nej", FollowUpState.Closed, new("network", PostKind.Network), "network", Early), "close-without-reason");
        AssertRefused(FollowUpRules.Report(open, "Ja", null, new("chair", PostKind.Chair), "chair", Early), "follow-up-of-another");
        Assert.Same(done, Report(done, null, FollowUpState.Done).Value);
    }

    [Fact]
    public void Matched_FirstActionRemoved_TheSecondKeepsItsIdAndANewOneTakesNoneThatWasUsed()
    {
        FollowUpTask first = Task("2027-01-15");
        FollowUpTask second = first with { Id = "2026-5-02-a2", Task = "Brev", OwnerPost = "chair" };

        IReadOnlyList<FollowUpTask> matched = FollowUpRules.Matched(
            [second with { Id = first.Id, Deadline = Day("2027-02-15") }, first with { Id = second.Id, Task = "Høring", OwnerPost = "vice-chair" }],
            [first with { IsDone = true }, second]);

        Assert.Equal([("2026-5-02-a2", "Brev"), ("2026-5-02-a3", "Høring")], matched.Select(task => (task.Id, task.Task)));
    }

    [Fact]
    public void Matched_ActionRewordedOrGivenToAnother_KeepsItsId()
    {
        FollowUpTask first = Task("2027-01-15");
        FollowUpTask second = first with { Id = "2026-5-02-a2", Task = "Brev", OwnerPost = "chair" };

        IReadOnlyList<FollowUpTask> matched = FollowUpRules.Matched([first with { Task = "Oplæg om økonomien" }, second with { OwnerPost = "vice-chair" }], [first, second]);

        Assert.Equal([first.Id, second.Id], matched.Select(task => task.Id));
    }

    [Fact]
    public void OpenText_OpenTasks_AreOneLineEachWithoutClosedItems()
    {
        FollowUpTask[] tasks =
        [
            Task(null) with { Id = "b", Task = "Brev til\nregionen.", Organisation = "Erhvervshus Midtjylland", ItemNumber = "3.1" },
            Task("2027-01-15") with { Status = "Halvvejs." },
            Task("2027-01-15") with { Id = "c", Confidential = true },
            Task("2027-01-15") with { Id = "d", IsDone = true },
        ];

        string text = FollowUpRules.OpenText(
            FollowUpRules.OpenFor(MeetingOn("2027-02-03", "2027-1"), tasks), task => task.Organisation ?? "KD-Net", _ => Day("2026-11-17"));

        Assert.Equal(
            "Opfølgning på tidligere beslutninger:\n"
            + "- Oplæg (mødet den 17. november 2026). Ansvarlig: KD-Net. Frist: 15. januar 2027. Status: Halvvejs.\n"
            + "- Brev til regionen (mødet den 17. november 2026, punkt 3.1). Ansvarlig: Erhvervshus Midtjylland. Frist: ikke fastsat.",
            text);
    }

    private static Result<FollowUpTask> Report(FollowUpTask task, string? status, FollowUpState? state) =>
        FollowUpRules.Report(task, status, state, null, "secretariat", Early);

    private static FollowUpTask Task(string? deadline) => new()
    {
        Id = "2026-5-02-a1",
        Meeting = new MeetingKey("midtjylland", "2026-5"),
        ItemId = "2026-5-02",
        Task = "Oplæg",
        OwnerPost = "network",
        Deadline = deadline is null ? null : Day(deadline),
    };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
