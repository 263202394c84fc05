namespace Microsoft.DurableTask;

/// <summary>Thrown where an orchestrator awaits an activity or sub-orchestration that failed.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Makes the exception from stored details.</summary>
    /// <param name="taskName">The failed task's name.</param>
    /// <param name="taskId">Its number within the calling orchestration.</param>
    /// <param name="failureDetails">Why it failed.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails?.ErrorMessage, unhandled: true))
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>Makes the exception from one that was thrown in this process.</summary>
    /// <param name="taskName">The failed task's name.</param>
    /// <param name="taskId">Its number within the calling orchestration.</param>
    /// <param name="innerException">What was thrown.</param>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException?.Message, unhandled: false), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>Gets the failed task's name.</summary>
    public string TaskName { get; }

    /// <summary>Gets the failed task's number within the calling orchestration.</summary>
    public int TaskId { get; }

    /// <summary>Gets why it failed.</summary>
    public TaskFailureDetails FailureDetails { get; }

    /// <summary>Tells whether the task failed with an exception of a type.</summary>
    /// <typeparam name="T">The exception type.</typeparam>
    /// <returns>True if the failure is of that type or of one derived from it.</returns>
    public bool IsCausedByException<T>()
        where T : Exception => FailureDetails.IsCausedBy<T>();

    private static string Describe(string name, int id, string? message, bool unhandled) =>
        $"Task '{name}' (#{id}) failed {(unhandled ? "with an unhandled exception" : "to run")}: {message}";
}
