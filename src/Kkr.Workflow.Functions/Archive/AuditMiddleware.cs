using System.Text.RegularExpressions;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Kkr.Workflow.Functions.Archive;

/// <summary>
/// Gives every invocation's audit entries what they have in common; and leaves an entry itself after a successful change through HTTP whose
/// function left none, so that a forgotten line of code is no hole in the log.
/// </summary>
public sealed partial class AuditMiddleware(AuditTrail trail) : IFunctionsWorkerMiddleware
{
    private static readonly string[] Narrowest = ["person", "task", "item", "municipality", "mail", "meeting"];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        AuditScope scope = AuditScope.Begin(context);
        await next(context);
        if (!scope.HasRecorded
            && context.GetHttpContext()?.Request is { } request
            && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            && request.RouteValues["council"] is string council
            && IsSuccess(context.GetInvocationResult().Value))
        {
            string action = WordStart().Replace(context.FunctionDefinition.Name, "-$0").TrimStart('-').ToLowerInvariant();
            await trail.ByAsync(Caller.Of(request), council, action, SubjectOf(request.RouteValues, council), new AuditFacts(), key: null, CancellationToken.None);
        }
    }

    private static bool IsSuccess(object? result) => result is not IStatusCodeHttpResult { StatusCode: >= 400 };

    /// <summary>The narrowest thing that the address names.</summary>
    private static string SubjectOf(RouteValueDictionary address, string council) =>
        Narrowest.Select(part => address[part] as string).FirstOrDefault(part => part is not null) ?? council;

    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
