using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>Which of a follow-up's reminders a mailing is: its subject is the task's id and why the owner is reminded.</summary>
internal static class FollowUpMailing
{
    public static string Subject(string task, FollowUpReason reason) => $"{task}.{reason}";

    public static string TaskOf(MailingKey key) => key.Subject[..key.Subject.LastIndexOf('.')];
}
