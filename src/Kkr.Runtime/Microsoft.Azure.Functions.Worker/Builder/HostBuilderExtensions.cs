using Kkr.Runtime.FunctionsHost.Startup;
using Microsoft.Azure.Functions.Worker;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the worker to a host builder.</summary>
public static class CoreWorkerHostBuilderExtensions
{
    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <param name="configure">Adds middleware.</param>
    /// <param name="configureOptions">Sets the worker's options.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorker(
        this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure, Action<WorkerOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return WebHostAssembly.Configure(builder, configure, configureOptions, aspNetCore: false);
    }
}

/// <summary>Adds the worker with its usual middleware to a host builder.</summary>
public static class WorkerHostBuilderExtensions
{
    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder) =>
        builder.ConfigureFunctionsWorkerDefaults((_, _) => { }, _ => { });

    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <param name="configure">Adds middleware.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder, Action<IFunctionsWorkerApplicationBuilder> configure) =>
        builder.ConfigureFunctionsWorkerDefaults((_, worker) => configure(worker), _ => { });

    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <param name="configureOptions">Sets the worker's options.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder, Action<WorkerOptions> configureOptions) =>
        builder.ConfigureFunctionsWorkerDefaults((_, _) => { }, configureOptions);

    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <param name="configure">Adds middleware.</param>
    /// <param name="configureOptions">Sets the worker's options.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(
        this IHostBuilder builder, Action<IFunctionsWorkerApplicationBuilder> configure, Action<WorkerOptions> configureOptions) =>
        builder.ConfigureFunctionsWorkerDefaults((_, worker) => configure(worker), configureOptions);

    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <param name="configure">Adds middleware.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(
        this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure) =>
        builder.ConfigureFunctionsWorkerDefaults(configure, _ => { });

    /// <summary>Adds the worker.</summary>
    /// <param name="builder">The host builder.</param>
    /// <param name="configure">Adds middleware.</param>
    /// <param name="configureOptions">Sets the worker's options.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(
        this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure, Action<WorkerOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return WebHostAssembly.Configure(builder, configure, configureOptions, aspNetCore: false);
    }
}
