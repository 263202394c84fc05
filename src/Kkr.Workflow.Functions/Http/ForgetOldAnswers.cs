using Kkr.Workflow.Domain.Ports;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Http;

/// <summary>Forgets idempotency keys, and the answers kept with them, when no repeat will come any more.</summary>
public sealed class ForgetOldAnswers(IAnsweredRequests requests, TimeProvider time)
{
    [Function(nameof(ForgetOldAnswers))]
    public Task RunAsync([TimerTrigger("0 10 4 * * *")] TimerInfo timer, CancellationToken cancellation) =>
        requests.RemoveOlderThanAsync(time.GetUtcNow() - RepeatMiddleware.RememberedFor, cancellation);
}
