using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Turns what an HTTP function throws into problem+json, without a stack trace. Other triggers' faults go on to the durable retry.</summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext? http = context.GetHttpContext();
        try
        {
            await next(context);
        }
        catch (ConcurrencyConflictException) when (http?.Request.Headers.IfMatch is { Count: > 0 } tag)
        {
            // The version was right when it was looked at, and is not any more.
            context.GetInvocationResult().Value = Problem.Of(RequestRefusals.Outdated(tag.ToString()));
        }
        catch (ConcurrencyConflictException) when (http is not null)
        {
            context.GetInvocationResult().Value = Answer(context, http, new Problem(
                "urn:kkr-workflow:refusal:changed-meanwhile",
                "Ændret af en anden",
                StatusCodes.Status409Conflict,
                "En anden har ændret det samme i mellemtiden. Hent det igen, og prøv så.",
                "Somebody else changed it meanwhile. Fetch it again and retry.",
                "changed-meanwhile"));
        }
        catch (Exception fault) when (http is not null && !http.RequestAborted.IsCancellationRequested)
        {
            LogFault(logger, fault, context.FunctionDefinition.Name, context.InvocationId);
            context.GetInvocationResult().Value = Answer(context, http, new Problem(
                "urn:kkr-workflow:fault",
                "Fejl i systemet",
                StatusCodes.Status500InternalServerError,
                $"Der skete en fejl. Intet er gået tabt af det, der allerede er kvitteret for. Prøv igen, eller giv sekretariatet dette nummer: {context.InvocationId}.",
                $"Something failed. Nothing that was acknowledged is lost. Retry, or report this number: {context.InvocationId}.",
                "fault"));
        }
    }

    /// <summary>In a browser it is a page, to a program it is a problem.</summary>
    private static IResult Answer(FunctionContext context, HttpContext http, Problem problem) => LinkPages.IsPage(context.FunctionDefinition.Name)
        ? LinkPages.Fault(http, problem.Title, problem.Detail, problem.Status)
        : Problem.Answer(problem);

    [LoggerMessage(1001, LogLevel.Error, "{Function} failed in invocation {InvocationId}; the caller got 500 with this number.", EventName = "RequestFailed")]
    private static partial void LogFault(ILogger logger, Exception fault, string function, string invocationId);
}
