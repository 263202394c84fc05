using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>Answers with an instance's outcome when it ends soon enough.</summary>
internal static class CompletionAnswer
{
    /// <summary>How long the real extension waits when the caller sets no limit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<HttpResponseData> WaitAsync(
        DurableTaskClient client, HttpRequestData request, string instanceId, bool errorOnFailure, bool whole, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (!cancellation.CanBeCanceled)
        {
            // Real time on purpose: a caller waits at a real connection.
            limit.CancelAfter(Patience);
        }

        OrchestrationMetadata instance;
        try
        {
            instance = await client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return await client.CreateCheckStatusResponseAsync(request, instanceId, CancellationToken.None);
        }

        bool failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed;
        HttpResponseData response = request.CreateResponse(failed && errorOnFailure ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);
        response.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        string body = whole || failed || instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated
            ? InstanceStatus.Of(instance, showInput: true).ToJsonString()
            : InstanceStatus.Output(instance)?.ToJsonString() ?? "null";
        await response.WriteStringAsync(body, CancellationToken.None);
        return response;
    }
}
