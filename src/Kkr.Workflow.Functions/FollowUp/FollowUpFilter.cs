using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>Which follow-ups are wanted.</summary>
/// <param name="IsOpen">True for those that are not done, false for those that are.</param>
/// <param name="IsOverdue">True for those that are open past their deadline, false for all others.</param>
/// <param name="Owner">The post that owns them.</param>
/// <param name="Meeting">The meeting that decided them.</param>
/// <param name="Page">How many.</param>
internal sealed record FollowUpFilter(bool? IsOpen, bool? IsOverdue, string? Owner, string? Meeting, PageWanted Page)
{
    public static FollowUpFilter Read(Query query) =>
        new(query.Flag("open"), query.Flag("overdue"), query.Text("owner"), query.Text("meeting"), query.Page());

    public bool Includes(FollowUpTask task, DateOnly today) =>
        (IsOpen is null || IsOpen != task.IsDone)
        && (IsOverdue is null || IsOverdue == (!task.IsDone && task.Deadline < today))
        && (Owner is null || task.OwnerPost == Owner)
        && (Meeting is null || task.Meeting.Meeting == Meeting);
}
