using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.FunctionsHost.Startup;

/// <summary>Finds the functions before anything else starts, so that a wrong one stops the start-up.</summary>
internal sealed class StartUpCheck(FunctionCatalog catalog, ILogger<StartUpCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        HostLog.FunctionsFound(logger, catalog.Functions.Count, string.Join(", ", catalog.Functions.Select(f => $"{f.Name} [{f.Kind}]")));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
