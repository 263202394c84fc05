using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>The JSON that tells an instance's status, with the names of the documented HTTP API.</summary>
internal static class InstanceStatus
{
    public static JsonObject Of(OrchestrationMetadata instance, bool showInput) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = showInput ? Value(instance.SerializedInput) : null,
        ["customStatus"] = Value(instance.SerializedCustomStatus),
        ["output"] = Output(instance),
        ["createdTime"] = Instant(instance.CreatedAt),
        ["lastUpdatedTime"] = Instant(instance.LastUpdatedAt),
    };

    public static JsonNode? Output(OrchestrationMetadata instance) => Value(instance.SerializedOutput)
        ?? (instance.FailureDetails is { } failure ? JsonValue.Create(failure.ErrorMessage) : null);

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonNode? Value(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            // A serializer of the app's own need not write JSON.
            return JsonValue.Create(json);
        }
    }
}
