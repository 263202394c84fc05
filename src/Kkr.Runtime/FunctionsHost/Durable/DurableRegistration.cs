using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.FunctionsHost.Settings;
using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Durable;

/// <summary>Adds the durable engine, its client and the app's orchestrations and activities.</summary>
internal static class DurableRegistration
{
    public const string StorageSetting = "AzureWebJobsStorage";

    public static void Add(IServiceCollection services)
    {
        services.AddOptions<EmbeddedEngineOptions>().Configure<HostJson, IConfiguration>(Configure);
        int before = services.Count;
        services.AddDurableTaskWorker(worker =>
        {
            worker.UseEmbeddedEngine();
            services.AddOptions<DurableTaskRegistry>(worker.Name).Configure<FunctionCatalog, FunctionInvoker, StopSignals>(Register);
            services.AddOptions<DurableTaskWorkerOptions>(worker.Name).Configure<IOptions<WorkerOptions>>((options, own) =>
                options.DataConverter = SerializerConverter.For(own.Value) ?? options.DataConverter);
        });
        services.AddDurableTaskClient(client =>
        {
            client.UseEmbeddedEngine();
            services.AddOptions<DurableTaskClientOptions>(client.Name).Configure<IOptions<WorkerOptions>>((options, own) =>
                options.DataConverter = SerializerConverter.For(own.Value) ?? options.DataConverter);
        });
        StartOnlyWhenUsed(services, before);
    }

    /// <summary>An app without durable functions needs no storage, so its engine is not started.</summary>
    private static void StartOnlyWhenUsed(IServiceCollection services, int from)
    {
        for (int i = from; i < services.Count; i++)
        {
            if (services[i] is { ServiceType: { } type, ImplementationFactory: { } make } && type == typeof(IHostedService))
            {
                services[i] = ServiceDescriptor.Singleton<IHostedService>(p =>
                    p.GetRequiredService<FunctionCatalog>().UsesDurable ? (IHostedService)make(p) : new Nothing());
            }
        }
    }

    private static void Configure(EmbeddedEngineOptions options, HostJson hostJson, IConfiguration settings)
    {
        options.TaskHub = hostJson.HubName;
        options.MaxConcurrentActivities = hostJson.MaxConcurrentActivities;
        options.MaxConcurrentOrchestrators = hostJson.MaxConcurrentOrchestrators;
        string connection = hostJson.DurableConnection ?? StorageSetting;
        options.ConnectionString = settings[connection] ?? settings.GetConnectionString(connection);
        IConfigurationSection identity = settings.GetSection(connection);
        options.TableEndpoint = Endpoint(identity, "tableServiceUri", "table");
        options.BlobEndpoint = Endpoint(identity, "blobServiceUri", "blob");
    }

    private static Uri? Endpoint(IConfigurationSection section, string name, string kind) =>
        section[name] is { Length: > 0 } uri ? new Uri(uri)
        : section["accountName"] is { Length: > 0 } account ? new Uri($"https://{account}.{kind}.core.windows.net/")
        : null;

    private static void Register(DurableTaskRegistry registry, FunctionCatalog catalog, FunctionInvoker invoker, StopSignals stop)
    {
        foreach (FunctionEntry function in catalog.Of(TriggerKind.Orchestration))
        {
            registry.AddOrchestrator(function.Name, () => new FunctionOrchestrator(function, invoker));
        }

        foreach (FunctionEntry function in catalog.Of(TriggerKind.Activity))
        {
            registry.AddActivity(function.Name, new FunctionActivity(function, invoker, stop));
        }
    }

    private sealed class Nothing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
