using Azure.Data.Tables;
using Kkr.Runtime.FunctionsHost.Discovery;
using Kkr.Runtime.FunctionsHost.Durable;
using Kkr.Runtime.FunctionsHost.Http;
using Kkr.Runtime.FunctionsHost.Invocation;
using Kkr.Runtime.FunctionsHost.Settings;
using Kkr.Runtime.FunctionsHost.Timers;
using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Startup;

/// <summary>Adds the embedded host's parts to the app's services.</summary>
internal static class FunctionsHostRegistration
{
    public static IFunctionsWorkerApplicationBuilder Add(IServiceCollection services)
    {
        if (services.FirstOrDefault(d => d.ServiceType == typeof(WorkerBuilder)) is { ImplementationInstance: WorkerBuilder existing })
        {
            return existing;
        }

        WorkerBuilder worker = new(services);
        services.AddSingleton(worker);
        services.AddOptions<WorkerOptions>();
        services.AddOptions<EmbeddedHostOptions>();
        services.AddLogging();
        services.AddRouting();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => HostJson.Read(
            p.GetRequiredService<IOptions<EmbeddedHostOptions>>().Value.AppDirectory
                ?? AppDirectory.Of(p.GetRequiredService<IHostEnvironment>().ContentRootPath),
            p.GetRequiredService<IConfiguration>()));
        services.AddSingleton<FunctionCatalog>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<StopSignals>();
        services.AddSingleton<HostMetrics>();
        services.TryAddSingleton<IFunctionActivator, FunctionActivator>();
        services.TryAddSingleton<IFunctionExecutor, FunctionExecutor>();
        services.AddSingleton<EmbeddedHostAddress>();
        services.AddSingleton<HostKeys>();
        services.AddSingleton<HttpFunctionHandler>();
        services.AddSingleton<RequestGate>();
        services.AddOptions<HostOptions>().PostConfigure<IOptions<EmbeddedHostOptions>>((host, embedded) =>
            host.ShutdownTimeout = embedded.Value.StopTimeout);

        // Hosted services stop in the opposite order: requests first, then timers, then durable work, which the first two may still need.
        services.AddHostedService<StartUpCheck>();
        DurableRegistration.Add(services);
        services.TryAddSingleton(StatusStore);
        services.AddSingleton<TimerHost>();
        services.AddHostedService(p => p.GetRequiredService<TimerHost>());
        return worker;
    }

    public static void AddAspNetCore(IServiceCollection services)
    {
        services.AddMvcCore();
        services.Configure<AspNetCoreIntegration>(choice => choice.Enabled = true);
    }

    private static ITimerStatusStore StatusStore(IServiceProvider services)
    {
        string? connection = services.GetRequiredService<IConfiguration>()[DurableRegistration.StorageSetting];
        bool memory = services.GetRequiredService<IOptions<EmbeddedHostOptions>>().Value.TimerStatus == TimerStatusStore.Memory;
        return memory || string.IsNullOrEmpty(connection)
            ? new MemoryTimerStatus()
            : new TableTimerStatus(new TableClient(connection, TableTimerStatus.TableName), services.GetRequiredService<HostJson>().HubName);
    }
}
