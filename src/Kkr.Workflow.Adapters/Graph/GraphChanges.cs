using System.Security.Cryptography;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>Subscriptions to a mailbox's events through Microsoft Graph.</summary>
internal sealed class GraphChanges(GraphServiceClient graph, TimeProvider time, ILogger<GraphChanges> logger) : ICalendarChanges
{
    private const string Advice = "Give the app's identity the application permission Calendars.ReadWrite and let its access policy cover the secretariat's mailbox.";

    // Graph lets a subscription to Outlook's events last 10,080 minutes; ten are left for clocks that differ.
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10_070);

    public async Task<CalendarSubscription> SubscribeAsync(string mailbox, Uri address, CancellationToken cancellation)
    {
        string secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
        Subscription request = new()
        {
            ChangeType = "updated,deleted",
            NotificationUrl = address.AbsoluteUri,

            // Only named when it is made: it cannot be added later.
            LifecycleNotificationUrl = address.AbsoluteUri,
            Resource = $"users/{mailbox}/events",
            ExpirationDateTime = time.GetUtcNow() + Lasts,
            ClientState = secret,
        };
        Subscription? made = await GraphCall.AskAsync(
            "subscribe to", "the council's calendar", Advice, () => graph.Subscriptions.PostAsync(request, cancellationToken: cancellation), cancellation);
        string id = made?.Id ?? throw new CalendarException("Graph made a subscription but gave no id; another one is made.");
        AdapterLog.Subscribed(logger, id, made.ExpirationDateTime ?? request.ExpirationDateTime.Value);
        return new CalendarSubscription(id, secret, made.ExpirationDateTime ?? request.ExpirationDateTime.Value);
    }

    public async Task<CalendarSubscription?> RenewAsync(CalendarSubscription subscription, CancellationToken cancellation)
    {
        DateTimeOffset until = time.GetUtcNow() + Lasts;
        bool isThere = await GraphCall.AskAsync(
            "renew the subscription to",
            "the council's calendar",
            Advice,
            async () =>
            {
                try
                {
                    await graph.Subscriptions[subscription.Id].PatchAsync(new Subscription { ExpirationDateTime = until }, cancellationToken: cancellation);
                    return true;
                }
                catch (ApiException error) when (GraphCall.IsGone(error))
                {
                    return false;
                }
            },
            cancellation);
        if (isThere)
        {
            AdapterLog.Subscribed(logger, subscription.Id, until);
        }

        return isThere ? subscription with { ExpiresAt = until } : null;
    }
}
