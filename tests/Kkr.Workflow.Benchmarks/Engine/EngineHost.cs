using Kkr.Runtime.Hosting;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Benchmarks.Engine;

/// <summary>The embedded engine in a host of its own, with a client.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private EngineHost(IHost host) => _host = host;

    public DurableTaskClient Client => _host.Services.GetRequiredService<DurableTaskClient>();

    public static async Task<EngineHost> StartAsync(Action<EmbeddedEngineOptions> configure, Action<DurableTaskRegistry> tasks)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddDurableTaskWorker(worker =>
        {
            worker.AddTasks(tasks);
            worker.UseEmbeddedEngine(configure);
        });
        builder.Services.AddDurableTaskClient(static client => client.UseEmbeddedEngine());
        IHost host = builder.Build();
        await host.StartAsync();
        return new EngineHost(host);
    }

    /// <summary>Starts an instance and waits until it has completed well.</summary>
    public async Task RunAsync(string orchestrator, object? input = null)
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        await CompletedAsync(id);
    }

    public async Task CompletedAsync(string id)
    {
        OrchestrationMetadata end = await Client.WaitForInstanceCompletionAsync(id);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            throw new InvalidOperationException($"Instance {id} ended as {end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
