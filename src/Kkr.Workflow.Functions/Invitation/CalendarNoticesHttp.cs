using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>
/// Microsoft Graph tells of changes in the calendar. Whoever calls is believed when they know the subscription's secret; what they tell is only where to look,
/// and the calendar itself is asked. The answer is 202 as soon as the looking is durably ordered; a stranger gets the same answer and nothing happens.
/// </summary>
public sealed partial class CalendarNoticesHttp(ICalendarWatches watches, IMeetings meetings, ICalendarLedgers ledgers, ILogger<CalendarNoticesHttp> logger)
{
    private const string TokenField = "validationToken";
    private const int LongestToken = 2048;

    [Function(nameof(ReceiveCalendarNotices))]
    public async Task<IResult> ReceiveCalendarNotices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/graph")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (request.Query[TokenField].ToString() is { Length: > 0 } token)
        {
            // Graph asks, while it makes a subscription, whether this address wants it. Plain text, so that nothing in it is ever a page.
            return token.Length <= LongestToken ? Results.Text(token, "text/plain", Encoding.UTF8) : Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        Result<JsonElement> body = await JsonBody.ReadElementAsync(request, cancellation);
        if (body.IsRefused)
        {
            return Problem.Of(body.Refusal);
        }

        if (body.Value.ValueKind != JsonValueKind.Object || !body.Value.TryGetProperty("value", out JsonElement notices) || notices.ValueKind != JsonValueKind.Array)
        {
            return Problem.Of(RequestRefusals.WrongType("value", "en liste af ændringer", "an array of changes", body.Value.ValueKind.ToString()));
        }

        int strangers = 0;
        IReadOnlyList<CalendarWatch> known = await watches.AllAsync(cancellation);
        foreach (JsonElement notice in notices.EnumerateArray())
        {
            if (WatchOf(known, notice) is { } watch)
            {
                await TakeAsync(watch, notice, client, cancellation);
            }
            else
            {
                strangers++;
            }
        }

        if (strangers > 0)
        {
            // One line, however many a stranger sends at once.
            LogStranger(logger, strangers);
        }

        return Results.Accepted();
    }

    private async Task TakeAsync(CalendarWatch watch, JsonElement notice, DurableTaskClient client, CancellationToken cancellation)
    {
        if (Text(notice, "lifecycleEvent") is { } happened)
        {
            WatchNews? news = happened switch
            {
                "reauthorizationRequired" => WatchNews.Reauthorize,
                "subscriptionRemoved" => WatchNews.Removed,
                "missed" => WatchNews.Missed,
                _ => null,
            };
            if (news is { } told)
            {
                // One at a time: a repeat while the first is seen to starts nothing, and a later one starts anew.
                await DurableStart.OnceAsync(
                    client, nameof(CalendarWatching.CalendarWatchOrchestration), new CalendarWatchNews(watch.Council, told), $"calendar-watch-{watch.Council}-{told}", cancellation);
            }

            return;
        }

        if (notice.TryGetProperty("resourceData", out JsonElement resource) && Text(resource, "id") is { } id
            && await MeetingOfAsync(watch.Council, id, cancellation) is { } meeting)
        {
            // The same version told twice is one piece of work.
            string version = Text(resource, "@odata.etag") ?? Text(notice, "subscriptionExpirationDateTime") ?? "";
            await CalendarCareOrchestration.StartAsync(
                client, new CalendarCare(meeting) { Parts = [CalendarPart.Replies] }, CalendarCareOrchestration.DigestOf($"{id}|{version}|{Text(notice, "changeType")}"), cancellation);
        }
    }

    private async Task<MeetingKey?> MeetingOfAsync(string council, string eventId, CancellationToken cancellation)
    {
        Meeting[] open = [.. (await meetings.ListAsync(council, cancellation)).Where(meeting => meeting.Online is not null && MeetingRules.TakesAnswers(meeting))];
        if (open.FirstOrDefault(meeting => meeting.Online!.EventId == eventId) is { } own)
        {
            return own.Key;
        }

        foreach (Meeting meeting in open)
        {
            CalendarLedger? ledger = (await ledgers.FindAsync(meeting.Key, cancellation))?.Value;
            if (ledger?.Entries.Any(entry => entry.EventId == eventId && Recipients.IsGuest(entry.Id)) == true)
            {
                return meeting.Key;
            }
        }

        return null;
    }

    /// <summary>The watch whose subscription and secret the notice names. The secret is compared in the same time whatever is in it.</summary>
    private static CalendarWatch? WatchOf(IReadOnlyList<CalendarWatch> known, JsonElement notice)
    {
        byte[] given = SHA256.HashData(Encoding.UTF8.GetBytes(Text(notice, "clientState") ?? ""));
        string? subscription = Text(notice, "subscriptionId");
        return known.FirstOrDefault(watch => watch.Subscription is { } standing
            && standing.Id == subscription
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(standing.Secret)), given));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(1603, LogLevel.Warning, "Somebody told of {Count} changes in the calendar who does not know its secret; nothing was done.")]
    private static partial void LogStranger(ILogger logger, int count);
}
