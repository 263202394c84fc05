using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Engine;

/// <summary>The engine's log events. Ids and counts only: payloads may hold personal data.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(4001, LogLevel.Information, "Task hub {Hub} is owned by this host in epoch {Epoch}; {Instances} open instances, {Outboxes} outboxes.")]
    public static partial void HubOwned(ILogger logger, string hub, long epoch, int instances, int outboxes);

    [LoggerMessage(4002, LogLevel.Information, "Task hub {Hub} is owned by another host; waiting.")]
    public static partial void HubWaiting(ILogger logger, string hub);

    [LoggerMessage(4003, LogLevel.Warning, "Task hub {Hub} was lost in epoch {Epoch}; its work stops here.")]
    public static partial void HubLost(ILogger logger, string hub, long epoch);

    [LoggerMessage(4004, LogLevel.Information, "Task hub {Hub} is released.")]
    public static partial void HubReleased(ILogger logger, string hub);

    [LoggerMessage(4005, LogLevel.Warning, "Task hub {Hub} cannot be taken: {Error}. Trying again.")]
    public static partial void HubUnreachable(ILogger logger, string hub, string error);

    [LoggerMessage(4011, LogLevel.Warning, "The lease could not be renewed: {Error}.")]
    public static partial void LeaseNotRenewed(ILogger logger, string error);

    [LoggerMessage(4012, LogLevel.Warning, "The lease of epoch {Epoch} was taken by another host.")]
    public static partial void LeaseTaken(ILogger logger, long epoch);

    [LoggerMessage(4013, LogLevel.Warning, "The lease could not be released: {Error}. It will run out.")]
    public static partial void LeaseNotReleased(ILogger logger, string error);

    [LoggerMessage(4021, LogLevel.Warning, "Storage did not answer as it should (attempt {Attempt}, {Error}); trying again.")]
    public static partial void StorageRetry(ILogger logger, int attempt, string error);

    [LoggerMessage(4031, LogLevel.Information, "Orchestration {Name} {InstanceId} started.")]
    public static partial void Started(ILogger logger, string name, string instanceId);

    [LoggerMessage(4032, LogLevel.Information, "Orchestration {Name} {InstanceId} ended: {Status}.")]
    public static partial void Ended(ILogger logger, string name, string instanceId, string status);

    [LoggerMessage(4033, LogLevel.Warning, "Orchestration {Name} {InstanceId} failed with {ErrorType}.")]
    public static partial void Failed(ILogger logger, string name, string instanceId, string errorType);

    [LoggerMessage(4034, LogLevel.Error, "Orchestration {InstanceId} cannot go on ({Error}); it is tried again when the host restarts.")]
    public static partial void Stuck(ILogger logger, string instanceId, string error);

    [LoggerMessage(4036, LogLevel.Error, "Storage refuses what orchestration {InstanceId} needs ({Status}); it is tried again in {Seconds} s, or when something comes for it.")]
    public static partial void Refused(ILogger logger, string instanceId, int status, double seconds);

    [LoggerMessage(4035, LogLevel.Warning, "Orchestration {InstanceId} was changed by another owner and is read again.")]
    public static partial void Stale(ILogger logger, string instanceId);

    [LoggerMessage(4041, LogLevel.Warning, "Activity {Name} (#{TaskId}) of {InstanceId} failed with {ErrorType}.")]
    public static partial void ActivityFailed(ILogger logger, string name, int taskId, string instanceId, string errorType);
}
