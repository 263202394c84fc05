using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kkr.Runtime.Tests.FunctionsHost;

public sealed class WaitingFunctions(Signals signals)
{
    [Function("UntilGone")]
    public async Task UntilGone([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, CancellationToken cancellationToken)
    {
        signals.Set("entered", request.Method);
        using CancellationTokenRegistration gone = cancellationToken.Register(() => signals.Set("gone"));
        await signals.WaitAsync("gone");
        cancellationToken.ThrowIfCancellationRequested();
    }

    [Function("UntilTold")]
    public async Task<string> UntilTold([HttpTrigger(AuthorizationLevel.Anonymous, Route = "told/{name}")] HttpRequest request, string name)
    {
        signals.Set($"entered {name}", request.Method);
        await signals.WaitAsync($"go {name}");
        return $"{name} is done";
    }
}

public static class KeyedFunctions
{
    [Function("Open")]
    public static string Open([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Method;

    [Function("Keyed")]
    public static string Keyed([HttpTrigger] HttpRequest request) => request.Method;

    [Function("Other")]
    public static string Other([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => request.Method;

    [Function("Master")]
    public static string Master([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request) => request.Method;
}

public class HttpLimitTests
{
    [Theory]
    [InlineData(10, false, 200)]
    [InlineData(11, false, 413)]
    [InlineData(11, true, 413)]
    public async Task Body_AboveTheLimit_Is413(int length, bool chunked, int status)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(DataFunctions)], new FunctionsTestHost.Setup
        {
            Arguments = ["--FUNCTIONS_REQUEST_BODY_SIZE_LIMIT=10"],
        });
        using HttpRequestMessage request = new(HttpMethod.Post, "api/Echo") { Content = new StringContent(new string('x', length), Encoding.ASCII) };
        request.Headers.TransferEncodingChunked = chunked;

        using HttpResponseMessage response = await host.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task CancellationToken_WhenTheClientLeaves_IsSignalled()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(WaitingFunctions));
        Signals signals = host.Services.GetRequiredService<Signals>();
        using CancellationTokenSource client = new();

        Task<HttpResponseMessage> request = host.Client.GetAsync(new Uri("api/UntilGone", UriKind.Relative), client.Token);
        await signals.WaitAsync("entered");
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await signals.WaitAsync("gone");
    }

    [Fact]
    public async Task Requests_AboveTheLimits_WaitOrAreRefused()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(WaitingFunctions)], new FunctionsTestHost.Setup
        {
            Files = new Dictionary<string, string>
            {
                ["host.json"] = """{ "version": "2.0", "extensions": { "http": { "maxConcurrentRequests": 1, "maxOutstandingRequests": 2 } } }""",
            },
        });
        Signals signals = host.Services.GetRequiredService<Signals>();

        Task<string> first = host.Client.GetStringAsync(new Uri("api/told/a", UriKind.Relative));
        await signals.WaitAsync("entered a");
        Task<HttpResponseMessage>[] others = [.. Enumerable.Range(0, 2).Select(_ => host.Client.GetAsync(new Uri("api/told/b", UriKind.Relative)))];
        using HttpResponseMessage refused = await await Task.WhenAny(others);
        bool waitingRan = signals.IsSet("entered b");
        signals.Set("go a");
        signals.Set("go b");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.False(waitingRan);
        Assert.Equal("a is done", await first);
        HttpResponseMessage[] answers = await Task.WhenAll(others);
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Open", null, 200)]
    [InlineData("Keyed", null, 401)]
    [InlineData("Keyed", "wrong", 401)]
    [InlineData("Keyed", "own", 200)]
    [InlineData("Other", "own", 401)]
    [InlineData("Other", "any", 200)]
    [InlineData("Master", "any", 401)]
    [InlineData("Master", "root", 200)]
    public async Task Keys_WhenConfigured_MustBeShown(string function, string? key, int status)
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(KeyedFunctions)], new FunctionsTestHost.Setup
        {
            Arguments = ["--FunctionKeys:Master=root", "--FunctionKeys:Host:default=any", "--FunctionKeys:Functions:Keyed:default=own"],
        });
        using HttpRequestMessage inHeader = new(HttpMethod.Get, $"api/{function}");
        if (key is not null)
        {
            inHeader.Headers.Add("x-functions-key", key);
        }

        using HttpResponseMessage header = await host.Client.SendAsync(inHeader);
        using HttpResponseMessage query = await host.Client.GetAsync(new Uri($"api/{function}{(key is null ? "" : $"?code={key}")}", UriKind.Relative));

        Assert.Equal(status, (int)header.StatusCode);
        Assert.Equal(status, (int)query.StatusCode);
    }

    [Fact]
    public async Task Keys_WhenNoneAreConfigured_AreNotAskedFor()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(KeyedFunctions));

        Assert.Equal("GET", await host.Client.GetStringAsync(new Uri("api/Master", UriKind.Relative)));
    }

    [Fact]
    public async Task AdminEndpoints_OfARunningHost_TellItsState()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(KeyedFunctions));

        string status = await host.Client.GetStringAsync(new Uri("admin/host/status", UriKind.Relative));
        using HttpResponseMessage ping = await host.Client.GetAsync(new Uri("admin/host/ping", UriKind.Relative));

        Assert.Contains("\"state\":\"Running\"", status, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
    }

    [Fact]
    public async Task Stop_WithARequestRunning_LetsItFinish()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync(typeof(WaitingFunctions));
        Signals signals = host.Services.GetRequiredService<Signals>();
        Task<string> request = host.Client.GetStringAsync(new Uri("api/told/a", UriKind.Relative));
        await signals.WaitAsync("entered a");

        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => signals.Set("stopping"));
        Task stop = host.StopAsync();
        await signals.WaitAsync("stopping");
        bool stoppedEarly = stop.IsCompleted;
        signals.Set("go a");

        Assert.Equal("a is done", await request);
        await stop;
        Assert.False(stoppedEarly);
        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.GetStringAsync(new Uri("api/told/a", UriKind.Relative)));
    }

    [Fact]
    public async Task Stop_AfterTheGrace_SignalsTheCancellationToken()
    {
        await using FunctionsTestHost host = await FunctionsTestHost.StartAsync([typeof(WaitingFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.Services.Configure<Hosting.EmbeddedHostOptions>(o => o.StopGrace = TimeSpan.Zero),
        });
        Signals signals = host.Services.GetRequiredService<Signals>();
        Task<HttpResponseMessage> request = host.Client.GetAsync(new Uri("api/UntilGone", UriKind.Relative));
        await signals.WaitAsync("entered");

        await host.StopAsync();

        await signals.WaitAsync("gone");
        Assert.Equal(HttpStatusCode.InternalServerError, (await request).StatusCode);
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysSo()
    {
        await using FunctionsTestHost first = await FunctionsTestHost.StartAsync(typeof(KeyedFunctions));

        InvalidOperationException taken = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            FunctionsTestHost.StartAsync([typeof(KeyedFunctions)], new FunctionsTestHost.Setup
            {
                Configure = builder => builder.Services.Configure<Hosting.EmbeddedHostOptions>(o => o.Port = first.Client.BaseAddress!.Port),
            }));

        Assert.Contains("--port", taken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://example.org:80")]
    [InlineData("https://127.0.0.1:0")]
    public async Task Start_OnAnAddressThatIsNotLoopbackHttp_IsRefused(string address) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => FunctionsTestHost.StartAsync([typeof(KeyedFunctions)], new FunctionsTestHost.Setup
        {
            Configure = builder => builder.Services.Configure<Hosting.EmbeddedHostOptions>(o => o.ListenOn = new Uri(address)),
        }));
}
