using Kkr.Workflow.Domain.FollowUp;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>Action points that are followed up.</summary>
public interface IFollowUps
{
    /// <summary>The task, or null.</summary>
    Task<Stored<FollowUpTask>?> FindAsync(string council, string id, CancellationToken cancellation);

    /// <summary>All tasks of a council, in order of id.</summary>
    Task<IReadOnlyList<FollowUpTask>> ListAsync(string council, CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces a task.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<FollowUpTask>> SaveAsync(FollowUpTask task, string? etag, CancellationToken cancellation);

    /// <summary>Removes a task whose time is up. One that is gone is no fault.</summary>
    Task RemoveAsync(string council, string id, CancellationToken cancellation);
}
