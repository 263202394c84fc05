using Kkr.Runtime.Hosting;
using Kkr.Workflow.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.LocalRun.Serve;

/// <summary>The app, composed as it composes itself, in this process: on real time or on a virtual clock.</summary>
internal sealed class AppInProcess : IRunningApp
{
    private readonly IHost _host;

    private AppInProcess(IHost host, Uri address)
    {
        _host = host;
        Address = address;
    }

    public Uri Address { get; }

    public IServiceProvider Services => _host.Services;

    public Task Ended => _host.WaitForShutdownAsync();

    /// <summary>On real time, with its warnings on the console.</summary>
    public static async Task<IRunningApp> StartAsync(Dictionary<string, string?> settings, int port, CancellationToken cancellation) => await StartAsync(
        settings,
        TimeProvider.System,
        port,
        shape => { },
        logging => logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true),
        cancellation);

    /// <summary>On the clock of the caller's choice.</summary>
    public static async Task<AppInProcess> StartAsync(
        Dictionary<string, string?> settings,
        TimeProvider time,
        int port,
        Action<IServiceCollection> shape,
        Action<ILoggingBuilder> logging,
        CancellationToken cancellation)
    {
        // The host reads its own settings while the builder is made.
        string[] host = [.. settings.Where(setting => setting.Key.StartsWith("AzureFunctionsJobHost:", StringComparison.Ordinal)).Select(setting => $"--{setting.Key}={setting.Value}")];
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(host);
        builder.Configuration.AddInMemoryCollection(settings);
        WorkflowApp.Configure(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(time));
        builder.Services.Configure<EmbeddedHostOptions>(options =>
        {
            options.FunctionAssemblies.Add(typeof(WorkflowApp).Assembly);
            options.Port = port;
            options.AppDirectory = AppContext.BaseDirectory;
        });
        shape(builder.Services);
        logging(builder.Logging);
        IHost app = builder.Build();
        try
        {
            await app.StartAsync(cancellation);
            return new AppInProcess(app, app.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress);
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            _host.Dispose();
        }
    }
}
