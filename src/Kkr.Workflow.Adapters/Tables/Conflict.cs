using Azure;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>Tells a lost race from a fault.</summary>
internal static class Conflict
{
    /// <summary>409: the row exists already. 412: it has changed. 404 on a conditional write: it is gone.</summary>
    public static bool IsIn(RequestFailedException exception) =>
        exception.Status is 409 or 412 || (exception.Status == 404 && exception.ErrorCode is not "TableNotFound");

    public static ConcurrencyConflictException From(RequestFailedException exception, string what) =>
        new($"{what} has changed since it was read, or exists already. Read it again and retry.", exception);

    public static ConcurrencyConflictException Of(string what) => new($"{what} has changed since it was read. Read it again and retry.");
}
