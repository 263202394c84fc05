using System.Globalization;
using Kkr.Runtime.FunctionsHost.Settings;
using Kkr.Runtime.FunctionsHost.Startup;
using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kkr.Runtime.Tests.FunctionsHost;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kkr-settings-");

    [Fact]
    public void LocalSettings_InDevelopment_AreBelowVariablesAndArgumentsAndAboveAppsettings()
    {
        const string variable = "KKR_SETTINGS_TEST_VARIABLE";
        Write("appsettings.json", """{ "FromApp": "app", "FromLocal": "app" }""");
        Write("local.settings.json", $$"""
            {
              // Comments are allowed.
              "IsEncrypted": false,
              "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true", "FromLocal": "local", "{{variable}}": "local", "FromArgument": "local", "Rooms__Name": "nested", "Count": 3 },
              "ConnectionStrings": { "Plain": "a", "Typed": { "ConnectionString": "b", "ProviderName": "c" } },
            }
            """);
        Environment.SetEnvironmentVariable(variable, "variable");
        try
        {
            ConfigurationManager settings = Builder("Development", "--FromArgument=argument").Configuration;

            Assert.Equal(
                ["app", "local", "variable", "argument", "nested", "3", "UseDevelopmentStorage=true", "a", "b"],
                new[] { "FromApp", "FromLocal", variable, "FromArgument", "Rooms:Name", "Count", "AzureWebJobsStorage", "ConnectionStrings:Plain", "ConnectionStrings:Typed" }
                    .Select(key => settings[key]));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public void LocalSettings_OutsideDevelopment_AreNotRead()
    {
        Write("local.settings.json", """{ "Values": { "FromLocal": "local" } }""");

        Assert.Null(Builder("Production").Configuration["FromLocal"]);
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "encrypted")]
    [InlineData("""{ "Values": { "A": { "B": 1 } } }""", "'A'")]
    [InlineData("""{ "Values": """, "not valid JSON")]
    public void LocalSettings_ThatCannotBeUsed_SayWhy(string text, string why)
    {
        Write("local.settings.json", text);

        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => Builder("Development")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LocalSettings_WithALocalPort_TellIt() =>
        Assert.Equal(7123, LocalSettings.Parse("""{ "Host": { "LocalHttpPort": 7123, "CORS": "*" } }""", "file").Port);

    [Fact]
    public void HostJson_WithEverything_IsReadAndOverriddenBySettings()
    {
        Write("host.json", """
            {
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "/v2/", "maxConcurrentRequests": 5, "maxOutstandingRequests": 9 },
                "durableTask": { "hubName": "Hub", "maxConcurrentActivityFunctions": 3, "maxConcurrentOrchestratorFunctions": 4, "storageProvider": { "connectionName": "Durable" } }
              },
              "functions": [ "A", "B" ]
            }
            """);

        HostJson json = HostJson.Read(_directory.FullName, Settings(("AzureFunctionsJobHost:extensions:http:maxConcurrentRequests", "7")));

        Assert.Equal(("v2", 7, 9), (json.RoutePrefix, json.MaxConcurrentRequests, json.MaxOutstandingRequests));
        Assert.Equal(("Hub", 3, 4, "Durable"), (json.HubName, json.MaxConcurrentActivities, json.MaxConcurrentOrchestrators, json.DurableConnection));
        Assert.Equal(["A", "B"], json.Functions);
    }

    [Fact]
    public void HostJson_WhenMissing_HasTheRealHostsDefaults()
    {
        HostJson json = HostJson.Read(_directory.FullName, Settings());

        Assert.Equal(("api", -1, -1, "TestHubName"), (json.RoutePrefix, json.MaxConcurrentRequests, json.MaxOutstandingRequests, json.HubName));
        Assert.Null(json.MaxConcurrentActivities);
    }

    [Theory]
    [InlineData("""{ "version": "1.0" }""", "2.0")]
    [InlineData("""{ "extensions": {} }""", "2.0")]
    [InlineData("""{ "version": "2.0", """, "not valid JSON")]
    public void HostJson_ThatCannotBeUsed_SaysWhy(string text, string why)
    {
        Write("host.json", text);

        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => HostJson.Read(_directory.FullName, Settings())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HostJson_WithAWrongNumber_NamesIt()
    {
        HostJson json = HostJson.Read(null, Settings(("AzureFunctionsJobHost:extensions:http:maxConcurrentRequests", "many")));

        Assert.Contains("extensions.http.maxConcurrentRequests", Assert.Throws<InvalidOperationException>(() => json.MaxConcurrentRequests).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HostJson_LogLevels_AreApplied()
    {
        Write("host.json", """{ "version": "2.0", "logging": { "logLevel": { "default": "Error", "Function.Chatty": "Debug" } } }""");
        FunctionsApplicationBuilder builder = Builder("Production");
        builder.Logging.ClearProviders().AddProvider(new LogLines());

        using IHost host = builder.Build();
        ILoggerFactory loggers = (ILoggerFactory)host.Services.GetService(typeof(ILoggerFactory))!;

        Assert.False(loggers.CreateLogger("Anything").IsEnabled(LogLevel.Warning));
        Assert.True(loggers.CreateLogger("Function.Chatty").IsEnabled(LogLevel.Debug));
    }

    [Fact]
    public void HostJson_DurableSettings_ReachTheEngineAndTheAppMayOverrideThem()
    {
        Write("host.json", """
            { "version": "2.0", "extensions": { "durableTask": {
              "hubName": "Hub", "maxConcurrentActivityFunctions": 3, "maxConcurrentOrchestratorFunctions": 4, "storageProvider": { "connectionName": "Durable" } } } }
            """);
        FunctionsApplicationBuilder builder = Builder("Production", "--Durable=UseDevelopmentStorage=true", "--AzureWebJobsStorage=other");
        builder.Services.Configure<EmbeddedHostOptions>(o => (o.OnlyClasses, o.TimerStatus) = (_ => false, TimerStatusStore.Memory));
        builder.Services.Configure<EmbeddedEngineOptions>(o => o.MaxConcurrentActivities = 9);

        using IHost host = builder.Build();
        EmbeddedEngineOptions options = host.Services.GetRequiredService<IOptions<EmbeddedEngineOptions>>().Value;

        Assert.Equal(("Hub", "UseDevelopmentStorage=true"), (options.TaskHub, options.ConnectionString));
        Assert.Equal((9, 4), (options.MaxConcurrentActivities, options.MaxConcurrentOrchestrators));
    }

    [Theory]
    [InlineData("1", "2", "3", "4", 1)]
    [InlineData(null, "2", "3", "4", 2)]
    [InlineData(null, null, "3", "4", 3)]
    [InlineData(null, null, null, "4", 4)]
    [InlineData(null, null, null, null, 7071)]
    public void Port_FromSeveralPlaces_IsTheFirstOfThem(string? option, string? argument, string? setting, string? local, int expected)
    {
        EmbeddedHostOptions options = new() { Port = option is null ? null : int.Parse(option, CultureInfo.InvariantCulture) };
        string[] arguments = argument is null ? [] : ["--port", argument];
        (string, string)[] settings = [.. setting is null ? [] : new[] { ("FUNCTIONS_PORT", setting) }, .. local is null ? [] : new[] { (WebHostAssembly.PortKey, local) }];

        Assert.Equal(expected, WebHostAssembly.Port(options, new CommandLinePort(WebHostAssembly.PortOf(arguments)), Settings(settings)));
    }

    [Theory]
    [InlineData("--port", "http")]
    [InlineData("--port=70000", "")]
    [InlineData("-p", "-1")]
    public void Port_ThatIsNone_IsRefused(string argument, string value) =>
        Assert.Throws<InvalidOperationException>(() => WebHostAssembly.PortOf([argument, value]));

    public void Dispose() => _directory.Delete(recursive: true);

    private static IConfigurationRoot Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build();

    private FunctionsApplicationBuilder Builder(string environment, params string[] arguments) =>
        FunctionsApplication.CreateBuilder(["--contentRoot", _directory.FullName, "--environment", environment, .. arguments]);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_directory.FullName, name), text);
}
