using System.Globalization;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>Which of a follow-up's reminders a mailing is: its subject is the task's id and why the owner is reminded.</summary>
internal static class FollowUpMailing
{
    /// <summary>The first of its reason goes without a number, as it did before there were several.</summary>
    public static string Subject(string task, FollowUpReminder reminder) =>
        string.Create(CultureInfo.InvariantCulture, $"{task}.{reminder.Reason}{(reminder.Number == 1 ? "" : $"-{reminder.Number}")}");

    public static string TaskOf(MailingKey key) => key.Subject[..key.Subject.LastIndexOf('.')];
}
