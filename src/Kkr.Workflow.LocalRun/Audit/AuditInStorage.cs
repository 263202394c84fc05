using System.Runtime.CompilerServices;
using Kkr.Workflow.Adapters;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kkr.Workflow.LocalRun.Audit;

/// <summary>The logs as they are in tables.</summary>
internal static class AuditInStorage
{
    public static async IAsyncEnumerable<(string Council, AuditVerification Found)> VerifyAsync(
        string connection, string? council, AuditPoint? anchor, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", connection)])
            .Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddWorkflowAdapters(settings);
        await using ServiceProvider app = services.BuildServiceProvider();
        IAuditLog log = app.GetRequiredService<IAuditLog>();
        IReadOnlyList<string> councils = council is null
            ? [.. (await app.GetRequiredService<ICouncils>().AllAsync(cancellation)).Select((Council found) => found.Id)]
            : [council];
        foreach (string id in councils)
        {
            yield return (id, await log.VerifyAsync(id, anchor, cancellation));
        }
    }
}
