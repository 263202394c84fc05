using System.Net;
using Kkr.Runtime.FunctionsHost.Durable;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Answers HTTP callers with the addresses at which an orchestration can be watched and steered.</summary>
public static class DurableTaskClientExtensions
{
    /// <summary>Makes a response that tells where an instance can be watched, with status 202.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The response.</returns>
    public static Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client, HttpRequestData request, string instanceId, CancellationToken cancellation = default) =>
        client.CreateCheckStatusResponseAsync(request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>Makes a response that tells where an instance can be watched.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="statusCode">The response's status.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The response.</returns>
    public static async Task<HttpResponseData> CreateCheckStatusResponseAsync(
        this DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode statusCode, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        HttpResponseData response = ManagementLinks.Begin(request, ManagementLinks.For(client, instanceId, request), statusCode, out string body);
        await response.WriteStringAsync(body, cancellation);
        return response;
    }

    /// <summary>Makes a response that tells where an instance can be watched, with status 202.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The response.</returns>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client, HttpRequestData request, string instanceId, CancellationToken cancellation = default) =>
        client.CreateCheckStatusResponse(request, instanceId, HttpStatusCode.Accepted, cancellation);

    /// <summary>Makes a response that tells where an instance can be watched.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="statusCode">The response's status.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>The response.</returns>
    public static HttpResponseData CreateCheckStatusResponse(
        this DurableTaskClient client, HttpRequestData request, string instanceId, HttpStatusCode statusCode, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellation.ThrowIfCancellationRequested();
        HttpResponseData response = ManagementLinks.Begin(request, ManagementLinks.For(client, instanceId, request), statusCode, out string body);
        response.WriteString(body);
        return response;
    }

    /// <summary>Makes the addresses at which an instance can be watched and steered.</summary>
    /// <param name="client">The client.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="request">The request whose host the addresses take; the host's own address when null.</param>
    /// <returns>The addresses.</returns>
    public static HttpManagementPayload CreateHttpManagementPayload(this DurableTaskClient client, string instanceId, HttpRequestData? request = null) =>
        ManagementLinks.For(client, instanceId, request);

    /// <summary>Waits some seconds for an instance to end, and answers with its output or else with where it can be watched.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="retryInterval">How often to look; the embedded engine tells at once, so it is not used.</param>
    /// <param name="returnInternalServerErrorOnFailure">Whether a failed instance is answered with status 500 rather than 200.</param>
    /// <param name="getInputsAndOutputs">Whether the answer holds the whole status rather than the output alone.</param>
    /// <param name="cancellation">Ends the wait: the answer then tells where the instance can be watched.</param>
    /// <returns>The response.</returns>
    public static Task<HttpResponseData> WaitForCompletionOrCreateCheckStatusResponseAsync(
        this DurableTaskClient client,
        HttpRequestData request,
        string instanceId,
        TimeSpan? retryInterval = null,
        bool returnInternalServerErrorOnFailure = false,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        return CompletionAnswer.WaitAsync(client, request, instanceId, returnInternalServerErrorOnFailure, getInputsAndOutputs, cancellation);
    }
}
