using System.Security.Cryptography;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>Subscriptions to a mailbox's events through Microsoft Graph.</summary>
internal sealed class GraphChanges(GraphServiceClient graph, TimeProvider time, ILogger<GraphChanges> logger) : ICalendarChanges
{
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
            "subscribe to", "the council's calendar", GraphCall.CalendarAdvice, () => graph.Subscriptions.PostAsync(request, cancellationToken: cancellation), cancellation);
        string id = made?.Id ?? throw new CalendarException("Graph made a subscription but gave no id; another one is made.");
        AdapterLog.Subscribed(logger, id, made.ExpirationDateTime ?? request.ExpirationDateTime.Value);
        return new CalendarSubscription(id, secret, made.ExpirationDateTime ?? request.ExpirationDateTime.Value);
    }

    public async Task<CalendarSubscription?> RenewAsync(CalendarSubscription subscription, CancellationToken cancellation)
    {
        DateTimeOffset until = time.GetUtcNow() + Lasts;
        Subscription? renewed = null;
        bool isThere = await GraphCall.AskAsync(
            "renew the subscription to",
            "the council's calendar",
            GraphCall.CalendarAdvice,
            () => GraphCall.UnlessGoneAsync(async () =>
                renewed = await graph.Subscriptions[subscription.Id].PatchAsync(new Subscription { ExpirationDateTime = until }, cancellationToken: cancellation)),
            cancellation);
        if (!isThere)
        {
            return null;
        }

        // Graph may grant less than was asked for.
        DateTimeOffset granted = renewed?.ExpirationDateTime ?? until;
        AdapterLog.Subscribed(logger, subscription.Id, granted);
        return subscription with { ExpiresAt = granted };
    }
}
