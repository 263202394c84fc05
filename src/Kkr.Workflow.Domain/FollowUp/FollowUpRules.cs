using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Domain.FollowUp;

/// <summary>Why the owner of a task is reminded.</summary>
public enum FollowUpReason
{
    Approaching,
    Overdue,
}

/// <summary>When the owner of a task is reminded.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Number">1, 2, … among those of the same reason.</param>
/// <param name="Date">Local date.</param>
/// <param name="Time">Local time.</param>
/// <param name="Instant">The same as an instant.</param>
public sealed record FollowUpReminder(FollowUpReason Reason, int Number, DateOnly Date, TimeOnly Time, DateTimeOffset Instant);

/// <summary>Action points from decisions, and when their owners are reminded (domain.md C, mail 15).</summary>
public static class FollowUpRules
{
    private const int WarningWorkingDays = -5;
    private const int OverdueEvery = 10;
    private const int LongestStatus = 2000;
    private const string System = "system";
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>A task per action point of the decided items, with ids by their place until <see cref="Matched"/>.</summary>
    public static IReadOnlyList<FollowUpTask> TasksOf(MeetingKey meeting, IReadOnlyList<Item> items) =>
    [
        .. items.Where(item => item.Decision is not null).OrderBy(item => AgendaRules.SortKey(item.Number)).SelectMany(item =>
            item.Decision!.Actions.Select((action, index) => new FollowUpTask
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{item.Id}-a{index + 1}"),
                Meeting = meeting,
                ItemId = item.Id,
                ItemNumber = item.Number,
                Task = action.Task,
                OwnerPost = action.OwnerPost,
                Organisation = action.Organisation,
                Deadline = action.Deadline,
                Confidential = item.Confidential,
            })),
    ];

    /// <summary>
    /// A stored task brought up to date with a decision that was put right: what was asked for is the decision's, what was reported stays. Null when the decision
    /// no longer asks for it; it is then closed, and opened again should the decision ask for it after all.
    /// </summary>
    public static FollowUpTask Refresh(FollowUpTask stored, FollowUpTask? asked, DateTimeOffset now) => asked is null
        ? stored.IsDone ? stored : Kept(stored, new FollowUpReport(System, now, "Opgaven indgår ikke længere i beslutningen.", FollowUpState.Closed))
        : (stored is { IsClosed: true, Reports: [.., { Post: System }] }
            ? Kept(stored, new FollowUpReport(System, now, "Opgaven indgår i beslutningen igen.", FollowUpState.Open))
            : stored) with
        {
            Task = asked.Task,
            ItemNumber = asked.ItemNumber,
            OwnerPost = asked.OwnerPost,
            Organisation = asked.Organisation,
            Deadline = asked.Deadline,
            IsDeadlineMoved = stored.IsDeadlineMoved || stored.Deadline != asked.Deadline,
            Confidential = asked.Confidential,
        };

    /// <summary>
    /// The asked tasks with the ids of the stored ones that they are: first by task and owner, then the one at the same place that was only reworded or only
    /// given to another, and then one of the same words. What is left is new and gets a number that was never used.
    /// </summary>
    /// <param name="asked">From <see cref="TasksOf"/>.</param>
    /// <param name="stored">The meeting's tasks as they are kept, closed ones too.</param>
    public static IReadOnlyList<FollowUpTask> Matched(IReadOnlyList<FollowUpTask> asked, IReadOnlyList<FollowUpTask> stored)
    {
        string?[] ids = new string?[asked.Count];
        Take((task, known) => known.Task == task.Task && IsSameOwner(known, task));
        Take((task, known) => known.Id == task.Id && (known.Task == task.Task || IsSameOwner(known, task)));
        Take((task, known) => known.Task == task.Task);
        HashSet<string> used = [.. stored.Select(known => known.Id), .. ids.OfType<string>()];
        return [.. asked.Select((task, index) => task with { Id = ids[index] ?? Unused(task) })];

        void Take(Func<FollowUpTask, FollowUpTask, bool> isSame)
        {
            for (int index = 0; index < asked.Count; index++)
            {
                ids[index] ??= stored.FirstOrDefault(known =>
                    known.ItemId == asked[index].ItemId && !Array.Exists(ids, id => id == known.Id) && isSame(asked[index], known))?.Id;
            }
        }

        string Unused(FollowUpTask task)
        {
            string id = task.Id;
            for (int number = 1; !used.Add(id); number++)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{task.ItemId}-a{number}");
            }

            return id;
        }
    }

    /// <summary>
    /// At 9.00 local: five working days before the deadline, on the first working day after it, and every tenth working day after that until it is done. None
    /// without a deadline or when it is done. The sequence has no end; take what is needed.
    /// </summary>
    public static IEnumerable<FollowUpReminder> Reminders(FollowUpTask task, Council council)
    {
        if (task.IsDone || task.Deadline is not { } deadline)
        {
            yield break;
        }

        WorkingDays days = new(council.Timeline);
        yield return At(FollowUpReason.Approaching, 1, days.Add(deadline, WarningWorkingDays));
        DateOnly overdue = days.Next(deadline);
        for (int number = 1; overdue.Year < DateOnly.MaxValue.Year; number++)
        {
            yield return At(FollowUpReason.Overdue, number, overdue);
            overdue = days.Add(overdue, OverdueEvery);
        }

        FollowUpReminder At(FollowUpReason reason, int number, DateOnly date) =>
            new(reason, number, date, Morning, LocalTime.ToInstant(date, Morning, council.TimeZone));
    }

    /// <summary>The newest reminder that has fallen due, which overtakes older ones, and the first that is to come; null where there is none.</summary>
    public static (FollowUpReminder? Due, FollowUpReminder? Coming) Around(FollowUpTask task, Council council, DateTimeOffset now)
    {
        FollowUpReminder? due = null;
        foreach (FollowUpReminder reminder in Reminders(task, council))
        {
            if (reminder.Instant > now)
            {
                return (due, reminder);
            }

            due = reminder;
        }

        return (due, null);
    }

    /// <summary>
    /// Records a report by the task's owner or the secretariat. Without a new status the old one stands; without a new state that does. Only the secretariat
    /// closes what is not done, and says why; what is done or closed may be opened again.
    /// </summary>
    public static Result<FollowUpTask> Report(FollowUpTask task, string? status, FollowUpState? state, Post? caller, string post, DateTimeOffset now)
    {
        if (caller is { Kind: not PostKind.Secretariat } && caller.Id != task.OwnerPost)
        {
            return Refusal.OfField(
                "follow-up-of-another", "followUp", "one's own task", task.Id,
                "Opgaven ligger hos en anden; kun den ansvarlige og sekretariatet kan melde status.", "Only the task's owner and the secretariat report on it.") with
            {
                Kind = RefusalKind.Forbidden,
            };
        }

        string? said = string.IsNullOrWhiteSpace(status) ? null : status.Trim();
        FollowUpState next = state ?? task.StateOf();
        if (said is null && next == task.StateOf())
        {
            return state is null
                ? Refusal.OfField("report-empty", "status", "a status or a state", status, "Skriv en status, eller meld opgaven færdig.", "A report has a status or a state.")
                : task;
        }

        if (task.Reports is [.., { } last] && last with { At = now } == new FollowUpReport(post, now, said, next))
        {
            return task;
        }

        if (said is { Length: > LongestStatus })
        {
            return Refusal.OfField("status-long", "status", "at most 2000 characters", said, "Status må højst have 2000 tegn.", "A status has at most 2000 characters.");
        }

        if (next == FollowUpState.Closed && (said is null || caller is { Kind: not PostKind.Secretariat }))
        {
            return Refusal.OfField(
                "close-without-reason", "status", "the secretariat closes a task, and says why", status,
                "Sekretariatet kan lukke en opgave, der ikke er løst, og skal skrive hvorfor.", "The secretariat closes a task, and says why.");
        }

        return task.StateOf() != FollowUpState.Open && next != FollowUpState.Open && next != task.StateOf()
            ? Refusal.OfState(
                "follow-up-not-open", "state", "an open task", task.StateOf().ToString(),
                "Opgaven er afsluttet. Åbn den igen først.", "The task is not open; open it again first.")
            : Kept(task, new FollowUpReport(post, now, said, next));
    }

    /// <summary>The open tasks that a coming meeting hears about under 2.1, by deadline; those of closed items are left out.</summary>
    public static IReadOnlyList<FollowUpTask> OpenFor(Meeting meeting, IReadOnlyList<FollowUpTask> tasks) =>
    [
        .. tasks.Where(task => task is { IsDone: false, Confidential: false } && task.Meeting != meeting.Key)
            .OrderBy(task => task.Deadline ?? DateOnly.MaxValue)
            .ThenBy(task => task.Id, StringComparer.Ordinal),
    ];

    /// <summary>The open tasks as text under 2.1: a bulleted line each. Empty when there are none.</summary>
    /// <param name="tasks">From <see cref="OpenFor"/>.</param>
    /// <param name="ownerName">Who owns it, as readers know them.</param>
    /// <param name="dateOf">The date of the meeting that asked for it.</param>
    public static string OpenText(IReadOnlyList<FollowUpTask> tasks, Func<FollowUpTask, string> ownerName, Func<FollowUpTask, DateOnly?> dateOf) => tasks.Count == 0
        ? ""
        : "Opfølgning på tidligere beslutninger:\n" + string.Join('\n', tasks.Select(task =>
            $"- {OneLine(task.Task)}{From(dateOf(task), task.ItemNumber)}. Ansvarlig: {ownerName(task)}. Frist: {(task.Deadline is { } deadline ? Danish.Date(deadline) : "ikke fastsat")}."
            + (task.Status is { } status ? $" Status: {OneLine(status).TrimEnd('.')}." : "")));

    private static string From(DateOnly? date, string? number) =>
        date is { } day ? $" (mødet den {Danish.Date(day)}{(number is null ? "" : $", punkt {number}")})" : "";

    private static bool IsSameOwner(FollowUpTask one, FollowUpTask other) => one.OwnerPost == other.OwnerPost && one.Organisation == other.Organisation;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    private static FollowUpTask Kept(FollowUpTask task, FollowUpReport report) => task with
    {
        Status = report.Status ?? task.Status,
        IsDone = report.State != FollowUpState.Open,
        IsClosed = report.State == FollowUpState.Closed,
        Reports = [.. task.Reports, report],
    };
}
