using Kkr.Runtime.FunctionsHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1052 // the real class is not static
/// <summary>Where an app of functions begins.</summary>
public class FunctionsApplication
{
    /// <summary>Initialises the class; nothing needs an instance.</summary>
    public FunctionsApplication()
    {
    }

    /// <summary>Makes a builder that has read settings as the local tools do: <c>local.settings.json</c>, environment, arguments.</summary>
    /// <param name="args">The command line; <c>--port</c> sets the port.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new FunctionsApplicationBuilder(args);
    }
}
#pragma warning restore CA1052

/// <summary>Collects configuration, services and middleware of an app, and builds its host.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly IFunctionsWorkerApplicationBuilder _worker;

    internal FunctionsApplicationBuilder(string[] args)
    {
        _web = WebHostAssembly.CreateBuilder(args);
        _worker = FunctionsHostRegistration.Add(_web.Services);
    }

    /// <summary>Values shared between parts that configure this builder.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <summary>The configuration, sources and values alike.</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <summary>Where the app runs.</summary>
    public IHostEnvironment Environment => _web.Environment;

    /// <summary>Logging providers.</summary>
    public ILoggingBuilder Logging => _web.Logging;

    /// <summary>Metrics listeners.</summary>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <summary>The services.</summary>
    public IServiceCollection Services => _web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    /// <summary>Adds middleware, run in the order added.</summary>
    /// <param name="middleware">Wraps the rest of the pipeline.</param>
    /// <returns>The worker's builder.</returns>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => _worker.Use(middleware);

    /// <summary>Replaces the service container.</summary>
    /// <typeparam name="TContainerBuilder">The container's builder.</typeparam>
    /// <param name="factory">Makes the container.</param>
    /// <param name="configure">Configures the container.</param>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Builds the host. Functions are found and checked when it starts.</summary>
    /// <returns>The host.</returns>
    public IHost Build() => WebHostAssembly.Build(_web);
}
