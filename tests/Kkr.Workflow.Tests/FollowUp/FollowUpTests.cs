using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
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
        IReadOnlyList<FollowUpReminder> reminders = FollowUpRules.Reminders(Task(deadline), Midt);

        Assert.Equal(
            [(FollowUpReason.Approaching, Instant(approaching)), (FollowUpReason.Overdue, Instant(overdue))],
            reminders.Select(reminder => (reminder.Reason, reminder.Instant)));
        Assert.Equal(FollowUpReason.Overdue, FollowUpRules.NextReminder(Task(deadline), Midt, Instant(approaching))?.Reason);
        Assert.Null(FollowUpRules.NextReminder(Task(deadline), Midt, Instant(overdue)));
    }

    [Fact]
    public void Reminders_WithoutDeadlineOrDone_AreNone()
    {
        Assert.Empty(FollowUpRules.Reminders(Task(null), Midt));
        Assert.Empty(FollowUpRules.Reminders(FollowUpRules.Report(Task("2027-01-15"), "Sendt", isDone: true), Midt));
    }

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
