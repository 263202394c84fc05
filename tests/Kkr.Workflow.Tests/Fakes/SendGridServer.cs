using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Tests.Fakes;

/// <summary>What SendGrid is asked.</summary>
internal enum SendGridQuestion
{
    Send,
    Search,
    Lift,
}

/// <summary>SendGrid on loopback: takes mail, tells what it took, and answers wrongly when the test says so.</summary>
internal sealed class SendGridServer : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly ConcurrentQueue<(string Method, string Target, string Body)> requests = new();
    private readonly ConcurrentQueue<string> taken = new();

    private SendGridServer(WebApplication web)
    {
        this.web = web;
    }

    /// <summary>
    /// The fault of a request, or null: <c>429</c>, <c>429 after 5</c>, <c>timeout</c>, <c>cut</c>, <c>malformed</c>; with <c>taken</c> behind it a mail is taken
    /// all the same. It gets what is asked and whom or what about.
    /// </summary>
    public Func<SendGridQuestion, string, string?> Fault { get; set; } = (_, _) => null;

    public IReadOnlyList<(string Method, string Target, string Body)> Requests => [.. requests];

    /// <summary>The keys of the mails that were taken, once for each time.</summary>
    public IReadOnlyList<string> Taken => [.. taken];

    public string Address => web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<SendGridServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        SendGridServer server = new(builder.Build());
        server.web.Run(server.AnswerAsync);
        await server.web.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        string target = context.Request.Path + Uri.UnescapeDataString(context.Request.QueryString.Value ?? "");
        requests.Enqueue((context.Request.Method, target, body));
        SendGridQuestion question = context.Request.Method switch { "POST" => SendGridQuestion.Send, "GET" => SendGridQuestion.Search, _ => SendGridQuestion.Lift };
        string? key = question == SendGridQuestion.Send ? (string?)JsonNode.Parse(body)!["personalizations"]![0]!["custom_args"]!["mailing_key"] : null;
        string? fault = Fault(question, question == SendGridQuestion.Send ? body : target);
        if (question == SendGridQuestion.Send && (fault is null || fault.EndsWith("taken", StringComparison.Ordinal)))
        {
            taken.Enqueue(key!);
        }

        await (fault is null ? WellAsync(context, question, target) : BadlyAsync(context, fault.Split(' ')));
    }

    private async Task WellAsync(HttpContext context, SendGridQuestion question, string target)
    {
        switch (question)
        {
            case SendGridQuestion.Send:
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                context.Response.Headers["X-Message-Id"] = string.Create(CultureInfo.InvariantCulture, $"id-{taken.Count}");
                break;
            case SendGridQuestion.Search:
                string[] known = [.. Taken.Index().Where(one => target.Contains($"\"{one.Item}\"", StringComparison.Ordinal)).Select(one => $$"""{"msg_id":"found-{{one.Index}}"}""")];
                await context.Response.WriteAsync($$"""{"messages":[{{string.Join(',', known)}}]}""");
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
        }
    }

    private static async Task BadlyAsync(HttpContext context, string[] fault)
    {
        switch (fault[0])
        {
            case "timeout":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "cut":
                context.Abort();
                break;
            case "malformed":
                await context.Response.WriteAsync("""{"messages":[{"msg_id":"ha""");
                break;
            default:
                context.Response.StatusCode = int.Parse(fault[0], CultureInfo.InvariantCulture);
                if (fault is [_, "after", var seconds])
                {
                    context.Response.Headers.RetryAfter = seconds;
                }

                await context.Response.WriteAsync("""{"errors":[{"field":null,"message":"no, direktoer0741@lille.example"}]}""");
                break;
        }
    }
}
