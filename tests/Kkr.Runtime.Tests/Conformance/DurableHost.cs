using Kkr.Runtime.Engine.History;
using Kkr.Runtime.Hosting;
using Kkr.Runtime.Time;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kkr.Runtime.Tests.Conformance;

/// <summary>A host with one worker and one client on a store, on virtual time.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    private DurableHost(IHost host, TimeProvider time)
    {
        _host = host;
        Time = time;
        Client = host.Services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public TimeProvider Time { get; }

    public VirtualTimeProvider Clock => (VirtualTimeProvider)Time;

    public IServiceProvider Services => _host.Services;

    public static async Task<DurableHost> StartAsync(
        string store,
        Action<DurableTaskRegistry> tasks,
        TimeProvider? time = null,
        Action<IServiceCollection>? configure = null,
        Action<EmbeddedEngineOptions>? options = null)
    {
        time ??= new VirtualTimeProvider(Start);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(time);
        builder.Services.AddDurableTaskWorker(worker => worker.AddTasks(tasks).UseEmbeddedEngine(engine =>
        {
            StoreKinds.Apply(store, engine);
            options?.Invoke(engine);
        }));
        builder.Services.AddDurableTaskClient(client => client.UseEmbeddedEngine());
        configure?.Invoke(builder.Services);
        IHost host = builder.Build();
        await host.StartAsync();
        return new DurableHost(host, time);
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null, StartOrchestrationOptions? options = null)
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, options);
        return await EndAsync(id);
    }

    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using CancellationTokenSource hung = new(TimeSpan.FromSeconds(30));
        return await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, hung.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    internal IHistoryStore Store => Services.GetRequiredService<IHistoryStore>();
}
