using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Archive.Retention;

/// <summary>What a council no longer keeps: shown, and removed on request.</summary>
public sealed class RetentionHttp(MeetingDesk desk, RetentionRun run)
{
    [Function(nameof(ReadRetention))]
    public async Task<IResult> ReadRetention(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/retention")] HttpRequest request,
        string council,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        return found.IsRefused
            ? Problem.Of(found.Refusal)
            : Door.Json(await run.RunAsync(found.Value, Caller.Of(request), isDryRun: true, client, cancellation));
    }

    [Function(nameof(ApplyRetention))]
    public async Task<IResult> ApplyRetention(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/retention")] HttpRequest request,
        string council,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        // A dry run that is misspelt must not be taken for a real one.
        (bool isDryRun, IReadOnlyList<Refusal> refusals) = Query.Read(request, query => query.Flag("dryRun") ?? false);
        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        if (isDryRun)
        {
            AuditScope.Current?.Recorded();
        }

        return Door.Json(await run.RunAsync(found.Value, Caller.Of(request), isDryRun, client, cancellation));
    }
}

/// <summary>
/// Once a week: removes what is no longer kept, council by council, and says in the app's own log where each audit log ends. Those lines are kept apart
/// from the log, so that its end cannot be cut off unseen.
/// </summary>
public sealed partial class RetentionTimer(ICouncils councils, RetentionRun run, IAuditLog log, ILogger<RetentionTimer> logger)
{
    [Function(nameof(RetentionTimer))]
    public async Task RunAsync([TimerTrigger("0 0 4 * * 0")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (Council council in await councils.AllAsync(cancellation))
        {
            try
            {
                await run.RunAsync(council, caller: null, isDryRun: false, client, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // One council that cannot be tidied must not keep the others from it; next week it is tried again.
                LogFailed(logger, fault, council.Id);
            }

            LogHead(logger, council.Id, (await log.HeadAsync(council.Id, cancellation)).ToString());
        }
    }

    [LoggerMessage(1401, LogLevel.Error, "Retention of {Council} failed; it is tried again next week.", EventName = "RetentionFailed")]
    private static partial void LogFailed(ILogger logger, Exception fault, string council);

    [LoggerMessage(1402, LogLevel.Information, "The audit log of {Council} ends at {Head}.")]
    private static partial void LogHead(ILogger logger, string council, string head);
}
