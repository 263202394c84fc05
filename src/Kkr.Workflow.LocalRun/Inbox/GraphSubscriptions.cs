using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>A subscription as Graph keeps it.</summary>
public sealed record GraphSubscription(string Id, string Resource, string NotificationUrl, string? LifecycleUrl, string? ClientState, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether the resource is this mailbox's events.</summary>
    internal bool Covers(string mailbox) =>
        Resource.Trim('/').Equals($"users/{mailbox}/events", StringComparison.OrdinalIgnoreCase)
        || Resource.Trim('/').Equals($"users('{mailbox}')/events", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Graph's subscriptions: the address is asked to prove itself before one is made, and is told of every change while it lasts. A notification that does not
/// arrive is dropped, which the real service does too, after hours of trying.
/// </summary>
public sealed class GraphSubscriptions(TimeProvider time, HttpMessageHandler? way = null, Func<Uri?>? app = null) : IDisposable
{
    /// <summary>Graph's longest for Outlook's events: 10,080 minutes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10_080);

    private readonly Lock _lock = new();
    private readonly List<GraphSubscription> _all = [];
    private readonly HttpClient _http = new(way ?? new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(10) };
    private int _made;

    /// <summary>Those that have not run out.</summary>
    public IReadOnlyList<GraphSubscription> Active
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.Where(subscription => subscription.ExpiresAt > time.GetUtcNow())];
            }
        }
    }

    /// <summary>Makes a subscription, or says which rule it breaks.</summary>
    internal async Task<(GraphSubscription? Made, string? Broken)> MakeAsync(JsonObject sent, CancellationToken cancellation)
    {
        if (Broken(sent) is { } broken)
        {
            return (null, broken);
        }

        string url = (string)sent["notificationUrl"]!;
        string? lifecycle = (string?)sent["lifecycleNotificationUrl"];
        string[] addresses = lifecycle is null || lifecycle == url ? [url] : [url, lifecycle];
        foreach (string asked in addresses)
        {
            if (!await ProvesItselfAsync(asked, cancellation))
            {
                return (null, "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.");
            }
        }

        lock (_lock)
        {
            _made++;
            GraphSubscription made = new(
                Identifier(_made), (string)sent["resource"]!, url, lifecycle, (string?)sent["clientState"], Expiry(sent)!.Value);
            _all.Add(made);
            return (made, null);
        }
    }

    internal GraphSubscription? Renew(string id, DateTimeOffset? until)
    {
        lock (_lock)
        {
            int index = _all.FindIndex(subscription => subscription.Id == id && subscription.ExpiresAt > time.GetUtcNow());
            return index < 0 ? null : _all[index] = _all[index] with { ExpiresAt = until ?? _all[index].ExpiresAt };
        }
    }

    /// <summary>Ends a subscription as Graph does by itself at times; false when there is none.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            return _all.RemoveAll(subscription => subscription.Id == id) > 0;
        }
    }

    /// <summary>Tells those who want to know that an event has changed.</summary>
    public Task NotifyAsync(EventVersion version, CancellationToken cancellation) => SendAsync(
        version.Mailbox,
        subscription => (subscription.NotificationUrl, new JsonObject
        {
            ["subscriptionId"] = subscription.Id,
            ["subscriptionExpirationDateTime"] = Stamp(subscription.ExpiresAt),
            ["changeType"] = version.Change switch { "created" => "created", "deleted" => "deleted", _ => "updated" },
            ["resource"] = $"Users/{version.Mailbox}/Events/{version.EventId}",
            ["resourceData"] = new JsonObject
            {
                ["@odata.type"] = "#Microsoft.Graph.Event",
                ["@odata.id"] = $"Users/{version.Mailbox}/Events/{version.EventId}",
                ["@odata.etag"] = $"W/\"{version.Text("changeKey")}\"",
                ["id"] = version.EventId,
            },
            ["clientState"] = subscription.ClientState,
            ["tenantId"] = "00000000-0000-0000-0000-000000000000",
        }),
        cancellation);

    /// <summary>Tells of the subscription itself: <c>reauthorizationRequired</c>, <c>subscriptionRemoved</c> or <c>missed</c>.</summary>
    public Task TellOfLifecycleAsync(string mailbox, string lifecycleEvent, CancellationToken cancellation) => SendAsync(
        mailbox,
        subscription => (subscription.LifecycleUrl, new JsonObject
        {
            ["lifecycleEvent"] = lifecycleEvent,
            ["subscriptionId"] = subscription.Id,
            ["subscriptionExpirationDateTime"] = Stamp(subscription.ExpiresAt),
            ["resource"] = subscription.Resource,
            ["clientState"] = subscription.ClientState,
            ["organizationId"] = "00000000-0000-0000-0000-000000000000",
        }),
        cancellation);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task SendAsync(string mailbox, Func<GraphSubscription, (string? Url, JsonObject Body)> make, CancellationToken cancellation)
    {
        foreach (GraphSubscription subscription in Active.Where(one => one.Covers(mailbox)))
        {
            (string? url, JsonObject body) = make(subscription);
            if (url is null)
            {
                continue;
            }

            try
            {
                using StringContent content = new(new JsonObject { ["value"] = new JsonArray(body) }.ToJsonString(), Encoding.UTF8, "application/json");
                using HttpResponseMessage answer = await _http.PostAsync(Here(new Uri(url)), content, cancellation);
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                // Whoever listens is away. The app's own looking finds what it has missed.
            }
        }
    }

    private async Task<bool> ProvesItselfAsync(string url, CancellationToken cancellation)
    {
        string token = $"Validation: Testing client application reachability; æøå & {MailBox.Digest(url)}";
        string mark = url.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        try
        {
            using HttpResponseMessage answer = await _http.PostAsync(Here(new Uri($"{url}{mark}validationToken={Uri.EscapeDataString(token)}")), null, cancellation);
            return (int)answer.StatusCode == 200
                && answer.Content.Headers.ContentType?.MediaType == "text/plain"
                && await answer.Content.ReadAsStringAsync(cancellation) == token;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>The app goes by a public name that leads nowhere here; it is reached where it listens.</summary>
    private Uri Here(Uri address) => app?.Invoke() is { } listens && !address.IsLoopback ? new Uri(listens, address.PathAndQuery) : address;

    private string? Broken(JsonObject sent)
    {
        foreach (string field in (string[])["changeType", "notificationUrl", "resource", "expirationDateTime"])
        {
            if (string.IsNullOrEmpty((string?)sent[field]))
            {
                return $"The property '{field}' is required.";
            }
        }

        return !IsSafe((string?)sent["notificationUrl"]) || (sent["lifecycleNotificationUrl"] is { } lifecycle && !IsSafe((string?)lifecycle)) ? "The notification URL must be an https address."
            : ((string?)sent["clientState"] ?? "").Length > 128 ? "clientState must have at most 128 characters."
            : Expiry(sent) is not { } expiry ? "expirationDateTime is not a date and time."
            : RefusalOf(expiry);
    }

    /// <summary>Why a subscription may not last until then, or null.</summary>
    internal string? RefusalOf(DateTimeOffset expiry)
    {
        DateTimeOffset now = time.GetUtcNow();
        return expiry <= now ? "Subscription expiration must be in the future."
            : expiry > now + Longest ? "Subscription expiration can only be 10080 minutes in the future."
            : null;
    }

    internal static DateTimeOffset? Expiry(JsonObject sent) =>
        DateTimeOffset.TryParse((string?)sent["expirationDateTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expiry) ? expiry : null;

    internal static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    // Plain http only to this machine, which the real service would refuse.
    private static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback);

    private static string Identifier(int number) => string.Create(CultureInfo.InvariantCulture, $"7f105c7d-2dc5-4530-97cd-{number:d12}");
}
