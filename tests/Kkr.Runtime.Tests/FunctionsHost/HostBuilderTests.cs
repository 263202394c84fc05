using Kkr.Runtime.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Runtime.Tests.FunctionsHost;

/// <summary>The older ways to build an app: they must reach the same host.</summary>
public class HostBuilderTests
{
    [Fact]
    public async Task ConfigureFunctionsWebApplication_OnAHostBuilder_ServesAspNetCoreFunctions()
    {
        List<string> seen = [];
        using IHost host = Common<RoutedFunctions2>(new HostBuilder().ConfigureFunctionsWebApplication(worker => worker.UseMiddleware(async (context, next) =>
        {
            seen.Add(context.FunctionDefinition.Name);
            await next();
        }))).Build();

        Assert.Equal("GET", await GetAsync(host, "api/Old"));
        Assert.Equal(["Old"], seen);
    }

    [Fact]
    public async Task ConfigureFunctionsWorkerDefaults_OnAHostBuilder_ServesRequestDataFunctions()
    {
        using IHost host = Common<DataFunctions>(new HostBuilder()
            .ConfigureFunctionsWorkerDefaults(options => options.EnableUserCodeException = true)).Build();
        await host.StartAsync();
        using HttpClient client = new() { BaseAddress = host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress };

        using HttpResponseMessage response = await client.PostAsync(new Uri("api/Echo", UriKind.Relative), new StringContent("hej"));

        Assert.Equal("hej", await response.Content.ReadAsStringAsync());
        await host.StopAsync();
    }

    private static IHostBuilder Common<T>(IHostBuilder builder) => builder
        .ConfigureLogging(logging => logging.ClearProviders())
        .ConfigureServices(services => services
            .AddSingleton<Signals>()
            .Configure<EmbeddedHostOptions>(options =>
            {
                options.FunctionAssemblies.Add(typeof(HostBuilderTests).Assembly);
                options.OnlyClasses = type => type == typeof(T);
                options.Port = 0;
            }));

    private static async Task<string> GetAsync(IHost host, string path)
    {
        await host.StartAsync();
        using HttpClient client = new() { BaseAddress = host.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress };
        string text = await client.GetStringAsync(new Uri(path, UriKind.Relative));
        await host.StopAsync();
        return text;
    }

    public sealed class RoutedFunctions2
    {
        [Function("Old")]
        public static string Old([HttpTrigger(AuthorizationLevel.Anonymous)] Microsoft.AspNetCore.Http.HttpRequest request) => request.Method;
    }
}
