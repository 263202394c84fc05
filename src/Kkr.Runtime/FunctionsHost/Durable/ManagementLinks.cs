using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kkr.Runtime.FunctionsHost.Http;
using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>Makes the addresses of the management endpoints for one instance.</summary>
internal static class ManagementLinks
{
    public const string Root = "/runtime/webhooks/durabletask";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static HttpManagementPayload For(DurableTaskClient client, string instanceId, HttpRequestData? request)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return request is not null
            ? For(instanceId, request.Url, request.FunctionContext.InstanceServices.GetRequiredService<HostKeys>())
            : For(instanceId, HostAddress.Known(), null);
    }

    public static HttpManagementPayload For(string instanceId, Uri host, HostKeys? keys)
    {
        string instance = $"{host.GetLeftPart(UriPartial.Authority)}{Root}/instances/{Uri.EscapeDataString(instanceId)}";
        string first = keys?.DurableKey is { } key ? $"?code={Uri.EscapeDataString(key)}" : "";
        string reason = first.Length == 0 ? "?reason={text}" : $"{first}&reason={{text}}";
        return new HttpManagementPayload
        {
            Id = instanceId,
            StatusQueryGetUri = instance + first,
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}{first}",
            TerminatePostUri = $"{instance}/terminate{reason}",
            SuspendPostUri = $"{instance}/suspend{reason}",
            ResumePostUri = $"{instance}/resume{reason}",
            RewindPostUri = $"{instance}/rewind{reason}",
            RestartPostUri = $"{instance}/restart{first}",
            PurgeHistoryDeleteUri = instance + first,
        };
    }

    public static string ToJson(HttpManagementPayload links) => JsonSerializer.Serialize(links, Json);

    /// <summary>Makes a response with everything but its body, which sync and async callers write themselves.</summary>
    public static HttpResponseData Begin(HttpRequestData request, HttpManagementPayload links, HttpStatusCode statusCode, out string body)
    {
        HttpResponseData response = request.CreateResponse(statusCode);
        response.Headers.TryAddWithoutValidation("Location", links.StatusQueryGetUri);
        response.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        body = ToJson(links);
        return response;
    }
}

/// <summary>The address of the host that started last in this process, for links made outside a request.</summary>
internal static class HostAddress
{
    private static EmbeddedHostAddress? _address;

    public static void Remember(EmbeddedHostAddress address) => Volatile.Write(ref _address, address);

    public static Uri Known() => (Volatile.Read(ref _address) ?? throw new InvalidOperationException(
        "No functions host runs in this process, so links cannot be made without a request.")).BaseAddress;
}
