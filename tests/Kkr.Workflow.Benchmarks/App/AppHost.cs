using System.Net.Http.Json;
using Kkr.Runtime.Hosting;
using Kkr.Workflow.Functions;
using Kkr.Workflow.LocalRun.Inbox;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Benchmarks.App;

/// <summary>The deployed app in this process, composed as its Program.cs does it, with an inbox that takes mail and invitations.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly InboxServer _inbox;

    private AppHost(IHost host, InboxServer inbox, Uri address)
    {
        (_host, _inbox) = (host, inbox);
        Http = new HttpClient { BaseAddress = new Uri(address, "api/") };
    }

    public HttpClient Http { get; }

    public static async Task<AppHost> StartAsync(string connectionString)
    {
        InboxOptions options = new();
        InboxServer inbox = await InboxServer.StartAsync(options, CancellationToken.None);
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["SendGrid:ApiKey"] = options.SendGridKey,
            ["SendGrid:Host"] = inbox.Address.ToString().TrimEnd('/'),
            ["Graph:BaseUrl"] = inbox.GraphAddress.ToString(),
            ["Graph:Credential"] = "local",
            ["PublicBaseUrl"] = "http://127.0.0.1",
        });
        WorkflowApp.Configure(builder);
        builder.Logging.ClearProviders();
        builder.Services.Configure<EmbeddedHostOptions>(static host =>
        {
            host.FunctionAssemblies.Add(typeof(WorkflowApp).Assembly);
            host.Port = 0;
        });
        IHost app = builder.Build();
        await app.StartAsync();
        return new AppHost(app, inbox, app.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress);
    }

    public async Task SendAsync(HttpMethod method, string path, object body)
    {
        using HttpRequestMessage request = new(method, path) { Content = JsonContent.Create(body) };
        using HttpResponseMessage answer = await Http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Waits until as many mails have come in, so that what is measured next has the machine for itself.</summary>
    public async Task MailsAsync(int count)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (_inbox.Mails.Mails.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        await _inbox.DisposeAsync();
    }
}
