using System.Globalization;
using System.Net;
using Kkr.Runtime.FunctionsHost.Http;
using Kkr.Runtime.FunctionsHost.Settings;
using Kkr.Runtime.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.FunctionsHost.Startup;

/// <summary>Puts configuration, Kestrel and the HTTP pipeline together, for each of the ways an app may be built.</summary>
internal static class WebHostAssembly
{
    private const string EnvironmentSetting = "AZURE_FUNCTIONS_ENVIRONMENT";
    internal const string PortKey = "kkr-runtime:local-port";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        IConfiguration first = FirstLook(args);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = first[HostDefaults.ContentRootKey] is { Length: > 0 } given ? given : AppDirectory.Of(Directory.GetCurrentDirectory()),
            EnvironmentName = first[HostDefaults.EnvironmentKey] ?? Environments.Development,
        });
        AddLocalSettings(builder.Configuration, builder.Environment);
        AddHostLogging(builder.Logging, HostJson.Read(builder.Environment.ContentRootPath, builder.Configuration));
        builder.WebHost.ConfigureKestrel(Listen);
        builder.Services.AddSingleton(new CommandLinePort(PortOf(args)));
        return builder;
    }

    public static IHost Build(WebApplicationBuilder builder)
    {
        WebApplication app = builder.Build();
        FunctionsWebPipeline.Use(app);
        return new FunctionsAppHost(app);
    }

    public static IHostBuilder Configure(
        IHostBuilder builder,
        Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure,
        Action<WorkerOptions>? configureOptions,
        bool aspNetCore)
    {
        string[] args = Environment.GetCommandLineArgs();
        IConfiguration first = FirstLook([]);
        builder.UseEnvironment(first[HostDefaults.EnvironmentKey] ?? Environments.Development);
        builder.ConfigureAppConfiguration((context, configuration) =>
        {
            configuration.AddEnvironmentVariables();
            AddLocalSettings(configuration, context.HostingEnvironment);
        });
        builder.ConfigureLogging((context, logging) => AddHostLogging(logging, HostJson.Read(context.HostingEnvironment.ContentRootPath, context.Configuration)));
        builder.ConfigureServices((context, services) =>
        {
            services.AddSingleton(new CommandLinePort(PortOf(args)));
            configure(context, FunctionsHostRegistration.Add(services));
            if (configureOptions is not null)
            {
                services.Configure(configureOptions);
            }

            if (aspNetCore)
            {
                FunctionsHostRegistration.AddAspNetCore(services);
            }
        });
        return builder.ConfigureWebHost(web => web.UseKestrelCore().ConfigureKestrel(Listen).Configure(FunctionsWebPipeline.Use));
    }

    private static IConfiguration FirstLook(string[] args)
    {
        IConfiguration variables = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables("DOTNET_")
            .AddInMemoryCollection(variables[EnvironmentSetting] is { Length: > 0 } named
                ? [KeyValuePair.Create<string, string?>(HostDefaults.EnvironmentKey, named)]
                : [])
            .AddCommandLine(args)
            .Build();
    }

    /// <summary>Puts the file's values just below the environment's variables, which win, as with the local tools.</summary>
    private static void AddLocalSettings(IConfigurationBuilder configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
        {
            return;
        }

        LocalSettings settings = LocalSettings.Read(environment.ContentRootPath, AppContext.BaseDirectory);
        MemoryConfigurationSource source = new()
        {
            InitialData = settings.Port is { } port
                ? settings.Values.Append(KeyValuePair.Create<string, string?>(PortKey, port.ToString(CultureInfo.InvariantCulture)))
                : settings.Values,
        };
        int variables = -1;
        for (int i = 0; i < configuration.Sources.Count; i++)
        {
            variables = configuration.Sources[i] is EnvironmentVariablesConfigurationSource { Prefix: null or "" } ? i : variables;
        }

        configuration.Sources.Insert(variables < 0 ? configuration.Sources.Count : variables, source);
    }

    private static void AddHostLogging(ILoggingBuilder logging, HostJson hostJson) => logging.AddConfiguration(hostJson.Logging);

    private static void Listen(WebHostBuilderContext context, KestrelServerOptions kestrel)
    {
        IServiceProvider services = kestrel.ApplicationServices;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyLimit.Of(context.Configuration);
        EmbeddedHostOptions options = services.GetRequiredService<IOptions<EmbeddedHostOptions>>().Value;
        int port = Port(options, services.GetRequiredService<CommandLinePort>(), context.Configuration);
        IPAddress address = options.ListenOn is { HostNameType: UriHostNameType.IPv6 } ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        kestrel.Listen(address, port);
    }

    internal static int Port(EmbeddedHostOptions options, CommandLinePort given, IConfiguration settings)
    {
        if (options.ListenOn is { } uri)
        {
            return uri is { IsAbsoluteUri: true, IsLoopback: true, Scheme: "http" }
                ? uri.Port
                : throw new InvalidOperationException($"The embedded host listens on a loopback http address only, not on '{uri}'.");
        }

        return options.Port ?? given.Value ?? Number(settings, "FUNCTIONS_PORT") ?? Number(settings, PortKey) ?? 7071;
    }

    private static int? Number(IConfiguration settings, string key) => settings[key] is { Length: > 0 } text ? ParsePort(text, key) : null;

    internal static int? PortOf(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] is "--port" or "-p")
            {
                return i + 1 < args.Length ? ParsePort(args[i + 1], args[i]) : throw new InvalidOperationException($"{args[i]} needs a port.");
            }

            if (args[i].StartsWith("--port=", StringComparison.Ordinal))
            {
                return ParsePort(args[i]["--port=".Length..], "--port");
            }
        }

        return null;
    }

    private static int ParsePort(string text, string what) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535
            ? port
            : throw new InvalidOperationException($"{what} must be a port from 0 to 65535; it is '{text}'.");
}

/// <summary>The port given on the command line, if any.</summary>
internal sealed record CommandLinePort(int? Value);
