using Kkr.Runtime.FunctionsHost.Startup;
using Microsoft.Azure.Functions.Worker;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the worker to a service collection.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds what runs functions. May be called more than once.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the worker's options.</param>
    /// <returns>The worker's builder.</returns>
    public static IFunctionsWorkerApplicationBuilder AddFunctionsWorkerCore(this IServiceCollection services, Action<WorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return FunctionsHostRegistration.Add(services);
    }

    /// <summary>Adds what runs functions. May be called more than once.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the worker's options.</param>
    /// <returns>The worker's builder.</returns>
    public static IFunctionsWorkerApplicationBuilder AddFunctionsWorkerDefaults(this IServiceCollection services, Action<WorkerOptions>? configure = null) =>
        services.AddFunctionsWorkerCore(configure);
}
