namespace Kkr.Workflow.Domain.Agenda;

/// <summary>How far an item has come (design 4).</summary>
public enum ItemStatus
{
    Proposed,
    Returned,
    Accepted,
    Scheduled,
    Frozen,
    Decided,
    Withdrawn,
    Rejected,
    Pooled,
}
