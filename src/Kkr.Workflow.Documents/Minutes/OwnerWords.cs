using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;

namespace Kkr.Workflow.Documents.Minutes;

/// <summary>Whoever a follow-up lies with, as the minutes and the coming agenda name them.</summary>
public static class OwnerWords
{
    /// <summary>The organisation, the office, or the member's name.</summary>
    public static string Of(Council council, DirectoryBook book, DateOnly day, FollowUpTask task) =>
        task.Organisation ?? new People(council, book, day).Owner(task.OwnerPost);
}
