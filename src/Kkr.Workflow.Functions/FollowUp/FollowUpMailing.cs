using System.Globalization;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>Which of a follow-up's reminders a mailing is: its subject is the task's id and why the owner is reminded.</summary>
internal static class FollowUpMailing
{
    /// <summary>
    /// The first of its reason goes without a number, as it did before there were several. A deadline that was moved is part of it, so that the reminders
    /// of the new one are other mails than those of the old.
    /// </summary>
    public static string Subject(FollowUpTask task, FollowUpReminder reminder) => string.Create(
        CultureInfo.InvariantCulture,
        $"{task.Id}.{reminder.Reason}{(reminder.Number == 1 ? "" : $"-{reminder.Number}")}{(task.IsDeadlineMoved ? $"-{task.Deadline:yyyyMMdd}" : "")}");

    public static string TaskOf(MailingKey key) => key.Subject[..key.Subject.LastIndexOf('.')];
}
