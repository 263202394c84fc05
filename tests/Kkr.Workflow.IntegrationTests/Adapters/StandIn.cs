using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.IntegrationTests.Adapters;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Recorded(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Path => Uri.UnescapeDataString(Target.Split('?')[0]);

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Uri.UnescapeDataString(Target[(Target.IndexOf('?', StringComparison.Ordinal) + 1)..].Replace('+', ' ')) : "";

    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>What to answer.</summary>
internal sealed record Answer(int Status, string? Body = null, params (string Name, string Value)[] Headers)
{
    /// <summary>No answer: the connection is cut.</summary>
    public static Answer Cut { get; } = new(0);
}

/// <summary>A server on loopback that answers as the test says and notes what it was asked.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<Recorded> requests = new();

    private StandIn(WebApplication web)
    {
        this.web = web;
    }

    public required Func<Recorded, int, Answer?> Reply { get; init; }

    public IReadOnlyList<Recorded> Requests => [.. requests];

    public string Address => web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts; <paramref name="reply"/> gets each request and its number from 1, and returns null to never answer.</summary>
    public static async Task<StandIn> StartAsync(Func<Recorded, int, Answer?> reply)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        StandIn standIn = new(builder.Build()) { Reply = reply };
        standIn.web.Run(standIn.AnswerAsync);
        await standIn.web.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        Recorded request = new(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        requests.Enqueue(request);
        if (Reply(request, requests.Count) is not { } answer)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (answer == Answer.Cut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body is not null)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer.Body);
        }
    }
}
