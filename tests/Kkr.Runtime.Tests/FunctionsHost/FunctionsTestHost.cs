using System.Collections.Concurrent;
using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Tests.FunctionsHost;

/// <summary>An app of some of this assembly's functions, on a loopback port of its own.</summary>
internal sealed class FunctionsTestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo _directory;

    private FunctionsTestHost(IHost host, DirectoryInfo directory, LogLines log)
    {
        _host = host;
        _directory = directory;
        Log = log;
    }

    public HttpClient Client { get; private set; } = null!;

    public LogLines Log { get; }

    public IServiceProvider Services => _host.Services;

    public static Task<FunctionsTestHost> StartAsync(params Type[] classes) => StartAsync(classes, new Setup());

    public static async Task<FunctionsTestHost> StartAsync(Type[] classes, Setup setup)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("kkr-host-");
        try
        {
            LogLines log = new();
            IHost built = Build(classes, setup, directory, log);
            FunctionsTestHost host = new(built, directory, log);
            await built.StartAsync();
            host.Client = new HttpClient { BaseAddress = built.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress };
            return host;
        }
        catch
        {
            directory.Delete(recursive: true);
            throw;
        }
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static IHost Build(Type[] classes, Setup setup, DirectoryInfo directory, LogLines log)
    {
        foreach ((string name, string text) in setup.Files)
        {
            File.WriteAllText(Path.Combine(directory.FullName, name), text);
        }

        string[] args = ["--contentRoot", directory.FullName, "--environment", setup.Environment, "--port", "0", .. setup.Arguments];
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        if (setup.AspNetCore)
        {
            builder.ConfigureFunctionsWebApplication();
        }

        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<Signals>();
        builder.Services.Configure<EmbeddedHostOptions>(options =>
        {
            options.FunctionAssemblies.Add(typeof(FunctionsTestHost).Assembly);
            options.OnlyClasses = classes.Contains;
            options.TimerStatus = TimerStatusStore.Memory;
        });
        builder.Services.Configure<EmbeddedEngineOptions>(options => options.Store = EmbeddedEngineStore.Memory);
        setup.Configure(builder);
        return builder.Build();
    }

    internal sealed record Setup
    {
        public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string> { ["host.json"] = """{ "version": "2.0" }""" };

        public string Environment { get; init; } = "Testing";

        public string[] Arguments { get; init; } = [];

        public bool AspNetCore { get; init; } = true;

        public Action<FunctionsApplicationBuilder> Configure { get; init; } = _ => { };
    }
}

/// <summary>How functions and tests tell each other where they are, by name.</summary>
public sealed class Signals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _signals = new(StringComparer.Ordinal);

    public void Set(string name, string value = "") => Of(name).TrySetResult(value);

    public Task<string> WaitAsync(string name) => Of(name).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool IsSet(string name) => Of(name).Task.IsCompleted;

    private TaskCompletionSource<string> Of(string name) =>
        _signals.GetOrAdd(name, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>Keeps what was logged.</summary>
internal sealed class LogLines : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, int Event, string Text, Exception? Error)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
        // Nothing to give back.
    }

    private sealed class Writer(LogLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Lines.Enqueue((logLevel, eventId.Id, formatter(state, exception), exception));
    }
}
