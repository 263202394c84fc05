using System.Globalization;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.Events.Item.Cancel;
using OnlineMeeting = Kkr.Workflow.Domain.Invitation.OnlineMeeting;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>The council's calendar through Microsoft Graph.</summary>
internal sealed class GraphCalendar(GraphServiceClient graph, ILogger<GraphCalendar> logger) : ICalendar
{
    private const int PageSize = 200;
    private const int MostPages = 50;

    private static readonly string[] Columns = ["id", "transactionId", "onlineMeeting"];
    private static readonly string[] ReplyColumns = ["id", "attendees"];

    public async Task<OnlineMeeting> CreateAsync(CalendarEvent calendarEvent, CancellationToken cancellation)
    {
        Event request = EventShape.ForCreation(calendarEvent);
        string key = EventShape.KeyOf(calendarEvent);
        bool alreadyThere = false;
        Event? created = await AskAsync("create", key, async () =>
        {
            try
            {
                // The same content again is answered with the event that is there; changed content is a conflict on transactionId.
                return await graph.Users[calendarEvent.Organizer].Events.PostAsync(request, cancellationToken: cancellation);
            }
            catch (ODataError error) when (error.ResponseStatusCode == 409 || error.Error?.Code == "ErrorDuplicateTransactionId")
            {
                alreadyThere = true;
                return await FindAsync(calendarEvent, request.TransactionId!, cancellation)
                    ?? throw new CalendarException(
                        $"Graph says that the event of {key} exists, but it is not in the organiser's calendar. Look in the "
                        + "mailbox's deleted items; an event that was deleted there by hand must be restored.", error)
                    {
                        Status = 409,
                    };
            }
        }, cancellation);
        AdapterLog.EventCreated(logger, key, created?.Id, alreadyThere);
        return new OnlineMeeting(
            created?.Id ?? throw new CalendarException("Graph created an event but gave no id; it is asked again, and then answers with the same event."),
            created.OnlineMeeting?.JoinUrl);
    }

    public async Task UpdateAsync(string eventId, CalendarEvent calendarEvent, CancellationToken cancellation)
    {
        Event change = EventShape.ForUpdate(calendarEvent);
        string key = EventShape.KeyOf(calendarEvent);
        await AskAsync("update", key, async () =>
        {
            var path = graph.Users[calendarEvent.Organizer].Events[eventId];
            Event? current = await path.GetAsync(request => request.QueryParameters.Select = ["id", "body", "onlineMeeting"], cancellation);
            string? body = TeamsBody.Replace(current?.Body?.Content ?? "", calendarEvent.BodyHtml, current?.OnlineMeeting?.JoinUrl);
            if (body is null)
            {
                AdapterLog.EventBodyKept(logger, key, eventId);
            }
            else
            {
                change.Body = EventShape.Body(body);
            }

            return await path.PatchAsync(change, cancellationToken: cancellation);
        }, cancellation);
        AdapterLog.EventUpdated(logger, key, eventId);
    }

    public async Task CancelAsync(string organizer, string eventId, string message, CancellationToken cancellation)
    {
        bool wasThere = await AskAsync("cancel", eventId, () => GraphCall.UnlessGoneAsync(
            () => graph.Users[organizer].Events[eventId].Cancel.PostAsync(new CancelPostRequestBody { Comment = message }, cancellationToken: cancellation)), cancellation);
        AdapterLog.EventCancelled(logger, eventId, !wasThere);
    }

    public async Task RemoveAsync(string organizer, string eventId, CancellationToken cancellation)
    {
        bool wasThere = await AskAsync("remove", eventId, () => GraphCall.UnlessGoneAsync(
            () => graph.Users[organizer].Events[eventId].DeleteAsync(cancellationToken: cancellation)), cancellation);
        AdapterLog.EventCancelled(logger, eventId, !wasThere);
    }

    public Task<IReadOnlyList<CalendarReply>?> ReadRepliesAsync(string organizer, string eventId, CancellationToken cancellation) =>
        AskAsync<IReadOnlyList<CalendarReply>?>("read the answers to", eventId, async () =>
        {
            Event? current = null;
            bool isThere = await GraphCall.UnlessGoneAsync(async () => current = await graph.Users[organizer].Events[eventId].GetAsync(
                request =>
                {
                    request.QueryParameters.Select = ReplyColumns;
                    request.Headers.Add("Prefer", "outlook.timezone=\"UTC\"");
                },
                cancellation));
            return !isThere ? null
                : current is { Id: not null } or { Attendees: not null } ? [.. (current.Attendees ?? []).Select(ReplyShape.Of).OfType<CalendarReply>()]
                : throw new FormatException("The event has no id.");
        }, cancellation);

    private static Task<T> AskAsync<T>(string action, string key, Func<Task<T>> call, CancellationToken cancellation) =>
        GraphCall.AskAsync($"{action} the event of", key, GraphCall.CalendarAdvice, call, cancellation);

    /// <summary>Among the events around the date first; else by our own property, which holds wherever the event has been moved. Page by page.</summary>
    private async Task<Event?> FindAsync(CalendarEvent calendarEvent, string transactionId, CancellationToken cancellation)
    {
        var calendar = graph.Users[calendarEvent.Organizer];
        EventCollectionResponse? around = await calendar.CalendarView.GetAsync(
            request =>
            {
                request.QueryParameters.StartDateTime = Day(calendarEvent.Date.AddDays(-1));
                request.QueryParameters.EndDateTime = Day(calendarEvent.Date.AddDays(2));
                request.QueryParameters.Select = Columns;
                request.QueryParameters.Top = PageSize;
            },
            cancellation);
        if (await FirstAsync(around, transactionId, next => calendar.CalendarView.WithUrl(next).GetAsync(cancellationToken: cancellation)) is { } found)
        {
            return found;
        }

        string key = EventShape.KeyOf(calendarEvent).Replace("'", "''", StringComparison.Ordinal);
        EventCollectionResponse? kept = await calendar.Events.GetAsync(
            request =>
            {
                request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{EventShape.KeyProperty}' and ep/value eq '{key}')";
                request.QueryParameters.Select = Columns;
            },
            cancellation);
        return await FirstAsync(kept, transactionId, next => calendar.Events.WithUrl(next).GetAsync(cancellationToken: cancellation));

        static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00";
    }

    private static async Task<Event?> FirstAsync(EventCollectionResponse? page, string transactionId, Func<string, Task<EventCollectionResponse?>> nextAsync)
    {
        for (int read = 1; page is not null && read <= MostPages; read++)
        {
            if (page.Value?.Find(one => string.Equals(one.TransactionId, transactionId, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }

            page = page.OdataNextLink is { Length: > 0 } next ? await nextAsync(next) : null;
        }

        return null;
    }
}
