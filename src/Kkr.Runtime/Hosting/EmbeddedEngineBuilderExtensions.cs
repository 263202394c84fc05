using Kkr.Runtime.Engine;
using Kkr.Runtime.Engine.History;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.Hosting;

/// <summary>Makes durable task workers and clients use the embedded engine.</summary>
public static class EmbeddedEngineBuilderExtensions
{
    /// <summary>Runs the worker's tasks on the embedded engine of this host. Time comes from the registered <see cref="TimeProvider"/>.</summary>
    /// <param name="builder">The worker's builder.</param>
    /// <param name="configure">Sets the engine's options.</param>
    /// <returns>The builder.</returns>
    public static IDurableTaskWorkerBuilder UseEmbeddedEngine(
        this IDurableTaskWorkerBuilder builder, Action<EmbeddedEngineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddEngine(builder.Services);
        builder.UseBuildTarget<EmbeddedWorker>();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder;
    }

    /// <summary>Makes the client talk to the embedded engine of this host.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <returns>The builder.</returns>
    public static IDurableTaskClientBuilder UseEmbeddedEngine(this IDurableTaskClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddEngine(builder.Services);
        return builder.UseBuildTarget<EmbeddedDurableTaskClient>();
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddOptions<EmbeddedEngineOptions>();
        services.AddLogging();
        services.TryAddSingleton<DurableEngine>();
        services.TryAddSingleton<IHistoryStore>(provider => EmbeddedStores.Open(provider.GetRequiredService<IOptions<EmbeddedEngineOptions>>().Value));
    }
}
