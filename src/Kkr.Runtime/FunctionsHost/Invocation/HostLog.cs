using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Invocation;

/// <summary>The host's log events. They carry names and ids, never what people sent.</summary>
internal static partial class HostLog
{
    [LoggerMessage(2001, LogLevel.Information, "Found {Count} functions: {Functions}")]
    public static partial void FunctionsFound(ILogger logger, int count, string functions);

    [LoggerMessage(2002, LogLevel.Information, "Listening on {Address}")]
    public static partial void Listening(ILogger logger, Uri address);

    [LoggerMessage(2003, LogLevel.Information, "HTTP function {Function}: [{Methods}] {Route}")]
    public static partial void Route(ILogger logger, string function, string methods, string route);

    [LoggerMessage(EventId = 2010, Message = "Executing function {Function} (invocation {InvocationId}, {Reason})")]
    public static partial void Executing(ILogger logger, LogLevel level, string function, string invocationId, string reason);

    [LoggerMessage(EventId = 2011, Message = "Executed function {Function} (invocation {InvocationId}, {Milliseconds} ms)")]
    public static partial void Executed(ILogger logger, LogLevel level, string function, string invocationId, double milliseconds);

    [LoggerMessage(2012, LogLevel.Error, "Function {Function} failed (invocation {InvocationId}, {Milliseconds} ms)")]
    public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId, double milliseconds);

    [LoggerMessage(2013, LogLevel.Information, "Function {Function} was cancelled (invocation {InvocationId}, {Milliseconds} ms)")]
    public static partial void Cancelled(ILogger logger, string function, string invocationId, double milliseconds);

    [LoggerMessage(2014, LogLevel.Error, "The response of function {Function} could not be written (invocation {InvocationId})")]
    public static partial void ResponseFailed(ILogger logger, Exception exception, string function, string invocationId);

    [LoggerMessage(2020, LogLevel.Warning, "Function {Function} (invocation {InvocationId}) returned a {Type}; the Microsoft build sends an empty response for it")]
    public static partial void PlainResult(ILogger logger, string function, string invocationId, string type);

    [LoggerMessage(2021, LogLevel.Warning, "Request to function {Function} refused with status {Status}")]
    public static partial void Refused(ILogger logger, string function, int status);

    [LoggerMessage(2030, LogLevel.Information, "Timer {Function}: next run {Next:O}")]
    public static partial void NextRun(ILogger logger, string function, DateTime next);

    [LoggerMessage(2031, LogLevel.Information, "Timer {Function}: the run due {Due:O} was missed and is made up for now")]
    public static partial void PastDue(ILogger logger, string function, DateTime due);

    [LoggerMessage(2032, LogLevel.Error, "Timer {Function}: its progress could not be {Action}; the schedule goes on without it")]
    public static partial void StatusFailed(ILogger logger, Exception exception, string function, string action);

    [LoggerMessage(2033, LogLevel.Warning, "Timer {Function}: attempt {Attempt} failed, next in {Delay}")]
    public static partial void Retrying(ILogger logger, string function, int attempt, TimeSpan delay);

    [LoggerMessage(2034, LogLevel.Information, "Timer {Function}: its schedule has no further run")]
    public static partial void NoNextRun(ILogger logger, string function);

    [LoggerMessage(2040, LogLevel.Error, "Management request on instance {InstanceId} failed")]
    public static partial void ManagementFailed(ILogger logger, Exception exception, string instanceId);
}
