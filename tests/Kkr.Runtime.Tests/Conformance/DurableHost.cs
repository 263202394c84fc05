using Kkr.Runtime.Hosting;
using Kkr.Runtime.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kkr.Runtime.Tests.Conformance;

/// <summary>A host with one worker and one client, on virtual time unless given another clock.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    private DurableHost(IHost host)
    {
        _host = host;
        Client = host.Services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public VirtualTimeProvider Clock => (VirtualTimeProvider)Services.GetRequiredService<TimeProvider>();

    public IServiceProvider Services => _host.Services;

    public static async Task<DurableHost> StartAsync(
        Action<DurableTaskRegistry> tasks,
        Action<IServiceCollection>? configure,
        Action<EmbeddedEngineOptions> options,
        TimeProvider? time = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(time ?? new VirtualTimeProvider(Start));

        // The only lines that say which engine it is.
        builder.Services.AddDurableTaskWorker(worker => worker.AddTasks(tasks).UseEmbeddedEngine(options));
        builder.Services.AddDurableTaskClient(client => client.UseEmbeddedEngine());
        configure?.Invoke(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        return new DurableHost(host);
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, string? id = null)
    {
        id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));
        return await EndAsync(id);
    }

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using CancellationTokenSource hung = new(TimeSpan.FromMinutes(2));
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, hung.Token);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
