using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

/// <summary>Registration of durable task workers.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds a worker, or goes on configuring the one of that name.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The worker's name; the default one where null.</param>
    /// <returns>Its builder.</returns>
    public static IDurableTaskWorkerBuilder AddDurableTaskWorker(this IServiceCollection services, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        name ??= Options.DefaultName;
        services.AddOptions();
        services.AddLogging();
        if (services.Select(d => d.ServiceType == typeof(WorkerRegistration) ? d.ImplementationInstance as WorkerRegistration : null)
            .FirstOrDefault(r => r?.Builder.Name == name) is { } existing)
        {
            return existing.Builder;
        }

        WorkerRegistration registration = new(new DefaultDurableTaskWorkerBuilder(name, services));
        services.AddSingleton(registration);
        services.AddSingleton<IHostedService>(registration.Builder.Build);
        return registration.Builder;
    }

    /// <summary>Adds the default worker.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Configures it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDurableTaskWorker(this IServiceCollection services, Action<IDurableTaskWorkerBuilder> configure) =>
        services.AddDurableTaskWorker(Options.DefaultName, configure);

    /// <summary>Adds a worker.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The worker's name.</param>
    /// <param name="configure">Configures it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddDurableTaskWorker(this IServiceCollection services, string name, Action<IDurableTaskWorkerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(services.AddDurableTaskWorker(name));
        return services;
    }

    private sealed record WorkerRegistration(DefaultDurableTaskWorkerBuilder Builder);
}
