using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs an app that needs nothing but services.</summary>
public static class FunctionsWorkerHost
{
    /// <summary>Runs until the process is told to stop.</summary>
    /// <param name="configureServices">Adds the app's services.</param>
    public static void RunDefault(Action<IServiceCollection>? configureServices = null) => RunDefaultAsync(configureServices).GetAwaiter().GetResult();

    /// <summary>Runs until the process is told to stop.</summary>
    /// <param name="configureService">Adds the app's services.</param>
    /// <returns>A task that ends with the host.</returns>
    public static Task RunDefaultAsync(Action<IServiceCollection>? configureService = null) =>
        new HostBuilder()
            .ConfigureFunctionsWorkerDefaults()
            .ConfigureServices(services => configureService?.Invoke(services))
            .Build()
            .RunAsync();
}
