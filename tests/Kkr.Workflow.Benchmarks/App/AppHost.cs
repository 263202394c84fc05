using System.Net.Http.Json;
using Kkr.Runtime.Hosting;
using Kkr.Workflow.Functions;
using Kkr.Workflow.LocalRun.Inbox;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Benchmarks.App;

/// <summary>The deployed app in this process, composed as its Program.cs does it.</summary>
internal sealed class AppHost : IAsyncDisposable
{
    private readonly IHost _host;

    private AppHost(IHost host, Uri address)
    {
        _host = host;
        Http = new HttpClient { BaseAddress = new Uri(address, "api/") };
    }

    public HttpClient Http { get; }

    public DurableTaskClient Orchestrations => _host.Services.GetRequiredService<DurableTaskClient>();

    /// <param name="connectionString">The storage account.</param>
    /// <param name="post">Takes mail and invitations in place of SendGrid and Graph.</param>
    public static async Task<AppHost> StartAsync(string connectionString, Uri post)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connectionString,
            ["SendGrid:ApiKey"] = new InboxOptions().SendGridKey,
            ["SendGrid:Host"] = post.GetLeftPart(UriPartial.Authority),
            ["Graph:BaseUrl"] = new Uri(post, "v1.0").ToString(),
            ["Graph:Credential"] = "local",
            ["PublicBaseUrl"] = "http://127.0.0.1",
            ["Access:TrustActingPost"] = "true",
            ["Access:LinkKeys"] = "measured:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
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
        return new AppHost(app, app.Services.GetRequiredService<EmbeddedHostAddress>().BaseAddress);
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

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }
}
