using Azure.Core;
using Azure.Core.Pipeline;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>The process dies here: nothing that the client does afterwards happens.</summary>
public sealed class CrashException(string message) : Exception(message);

/// <summary>Breaks off at the n-th write to a table, before it is sent or after it was carried out.</summary>
internal sealed class BreakingPolicy(string table) : HttpPipelinePolicy
{
    private int breakAt;
    private int writes;
    private bool afterwards;

    public int Requests { get; private set; }

    public void Arm(int atWrite, bool after)
    {
        writes = 0;
        breakAt = atWrite;
        afterwards = after;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Requests++;
        bool isWrite = message.Request.Method != RequestMethod.Get
            && (message.Request.Uri.Path.Contains(table, StringComparison.Ordinal) || message.Request.Uri.Path.Contains("$batch", StringComparison.Ordinal));
        bool breaks = isWrite && breakAt > 0 && ++writes >= breakAt;
        if (breaks && !afterwards)
        {
            throw new CrashException($"before write {writes}");
        }

        await ProcessNextAsync(message, pipeline);
        if (breaks)
        {
            breakAt = 1;
            afterwards = false;
            throw new CrashException($"after write {writes}");
        }
    }
}
