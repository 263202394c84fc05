using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.FollowUp;

/// <summary>Why the owner of a task is reminded.</summary>
public enum FollowUpReason
{
    Approaching,
    Overdue,
}

/// <summary>When the owner of a task is reminded.</summary>
public sealed record FollowUpReminder(FollowUpReason Reason, DateOnly Date, TimeOnly Time, DateTimeOffset Instant);

/// <summary>Action points from decisions, and when their owners are reminded (domain.md C, mail 15).</summary>
public static class FollowUpRules
{
    private const int WarningWorkingDays = -5;
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>A task per action point of the decided items; ids stay the same when it is worked out again.</summary>
    public static IReadOnlyList<FollowUpTask> TasksOf(MeetingKey meeting, IReadOnlyList<Item> items) =>
    [
        .. items.Where(item => item.Decision is not null).OrderBy(item => AgendaRules.SortKey(item.Number)).SelectMany(item =>
            item.Decision!.Actions.Select((action, index) => new FollowUpTask
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{item.Id}-a{index + 1}"),
                Meeting = meeting,
                ItemId = item.Id,
                Task = action.Task,
                OwnerPost = action.OwnerPost,
                Deadline = action.Deadline,
            })),
    ];

    /// <summary>
    /// Five working days before the deadline and on the first working day after it, both at 9.00 local; none without a deadline or when it
    /// is done.
    /// </summary>
    public static IReadOnlyList<FollowUpReminder> Reminders(FollowUpTask task, Council council)
    {
        if (task.IsDone || task.Deadline is not { } deadline)
        {
            return [];
        }

        WorkingDays days = new(council.Timeline);
        return [At(FollowUpReason.Approaching, days.Add(deadline, WarningWorkingDays)), At(FollowUpReason.Overdue, days.Next(deadline))];

        FollowUpReminder At(FollowUpReason reason, DateOnly date) =>
            new(reason, date, Morning, LocalTime.ToInstant(date, Morning, council.TimeZone));
    }

    /// <summary>The first reminder after <paramref name="after"/>, or null: what a follow-up waits for next.</summary>
    public static FollowUpReminder? NextReminder(FollowUpTask task, Council council, DateTimeOffset after) =>
        Reminders(task, council).FirstOrDefault(reminder => reminder.Instant > after);

    /// <summary>Records the owner's report.</summary>
    public static FollowUpTask Report(FollowUpTask task, string? status, bool isDone) =>
        task with { Status = string.IsNullOrWhiteSpace(status) ? task.Status : status.Trim(), IsDone = isDone };
}
