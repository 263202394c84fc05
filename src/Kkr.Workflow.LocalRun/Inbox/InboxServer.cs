using System.Net;
using System.Net.Sockets;
using Kkr.Workflow.LocalRun.Inbox.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>
/// Catches mail and invitations instead of sending them: SendGrid's and Graph's doors for the app, pages for people, one server on loopback.
/// </summary>
public sealed class InboxServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private InboxServer(WebApplication web, MailBox mails, CalendarBox calendar, EventWebhooks webhooks, GraphSubscriptions subscriptions, GraphReplies replies)
    {
        _web = web;
        Mails = mails;
        Calendar = calendar;
        Webhooks = webhooks;
        Subscriptions = subscriptions;
        Replies = replies;
    }

    public MailBox Mails { get; }

    public CalendarBox Calendar { get; }

    public EventWebhooks Webhooks { get; }

    /// <summary>Who is told of changes in the calendar.</summary>
    public GraphSubscriptions Subscriptions { get; }

    /// <summary>Answers of those who are invited.</summary>
    public GraphReplies Replies { get; }

    /// <summary>How often each rule of <see cref="InboxOptions.Faults"/> has struck.</summary>
    public Func<IReadOnlyDictionary<string, int>> Struck { get; private init; } = null!;

    /// <summary>Where it listens, ending in a slash.</summary>
    public Uri Address => new(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    /// <summary>What the app's Graph client takes as its base address.</summary>
    public Uri GraphAddress => new(Address, "v1.0");

    /// <summary>Starts the server.</summary>
    /// <exception cref="LocalRunException">The port is taken.</exception>
    public static async Task<InboxServer> StartAsync(InboxOptions options, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 40 * 1024 * 1024;
        });
        WebApplication web = builder.Build();
        FaultInjector faults = new(options.Faults, options.Time);
        web.Use(faults.HandleAsync);
        MailBox mails = new(options.Folder);
        CalendarBox calendar = new(options.Folder);
        EventWebhooks webhooks = new(mails, options.Time, options.WebhookHandler);
        GraphSubscriptions subscriptions = new(options.Time, options.WebhookHandler, () => webhooks.Target);
        GraphReplies replies = new(calendar, subscriptions, options.Time);
        InboxServer server = new(web, mails, calendar, webhooks, subscriptions, replies) { Struck = () => faults.Struck };
        new SendGridDoor(mails, options).Map(web);
        new GraphDoor(calendar, new GraphEvents(calendar, options, () => server.Address), replies, subscriptions, options.Time).Map(web);
        new GraphChangeDoor(subscriptions, options.Time).Map(web);
        new GraphMailDoor(mails, options.Time).Map(web);
        new InboxPages(mails, calendar, server.Webhooks, replies, new DocumentShelf(options.Storage)).Map(web);
        try
        {
            await web.StartAsync(cancellation);
            return server;
        }
        catch (IOException exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            await server.DisposeAsync();
            throw LocalRunException.PortTaken("inbox", options.Port);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        Webhooks.Dispose();
        Subscriptions.Dispose();
        Mails.Dispose();
        Calendar.Dispose();
    }
}
