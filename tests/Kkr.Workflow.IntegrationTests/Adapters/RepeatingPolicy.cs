using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>Every insert's answer is lost once: the client sends it again, and the service answers that it is there already.</summary>
internal sealed class RepeatingPolicy : HttpPipelinePolicy
{
    public int Repeated { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method == RequestMethod.Post && !message.Request.Uri.Path.EndsWith("/Tables", StringComparison.Ordinal))
        {
            Repeated++;
            await ProcessNextAsync(message, pipeline);
        }
    }
}

internal static class TableEntityValues
{
    /// <summary>What the row's own columns say, as text.</summary>
    public static IEnumerable<string> Values(this TableEntity entity) => entity.Keys.Select(key => entity[key]?.ToString() ?? "");
}
