using System.Globalization;
using Kkr.Workflow.Domain.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.Events.Item.Cancel;
using OnlineMeeting = Kkr.Workflow.Domain.Invitation.OnlineMeeting;

namespace Kkr.Workflow.Adapters.Graph;

/// <summary>The council's calendar through Microsoft Graph. Throttling (429, 503) is waited out by Graph's own client as Retry-After says.</summary>
internal sealed class GraphCalendar(GraphServiceClient graph, ILogger<GraphCalendar> logger) : ICalendar
{
    private static readonly string[] Columns = ["id", "transactionId", "onlineMeeting"];

    public async Task<OnlineMeeting> CreateAsync(CalendarEvent calendarEvent, CancellationToken cancellation)
    {
        Event request = EventShape.ForCreation(calendarEvent);
        Event? created;
        bool alreadyThere = false;
        try
        {
            // The same content again is answered with the event that is there; changed content is a conflict on transactionId.
            created = await graph.Users[calendarEvent.Organizer].Events.PostAsync(request, cancellationToken: cancellation);
        }
        catch (ODataError error) when (error.ResponseStatusCode == 409 || error.Error?.Code == "ErrorDuplicateTransactionId")
        {
            alreadyThere = true;
            created = await FindAsync(calendarEvent, request.TransactionId!, cancellation)
                ?? throw new InvalidOperationException(
                    $"Graph says that the event of meeting {calendarEvent.Meeting} exists, but it is not in the organiser's calendar. Look in the "
                    + "mailbox's deleted items; an event that was deleted there by hand must be restored.", error);
        }
        catch (ODataError error)
        {
            throw Explained(error, "create", calendarEvent.Meeting.ToString());
        }

        AdapterLog.EventCreated(logger, calendarEvent.Meeting.ToString(), created?.Id, alreadyThere);
        return new OnlineMeeting(
            created?.Id ?? throw new InvalidOperationException("Graph created an event but gave no id."),
            created.OnlineMeeting?.JoinUrl);
    }

    public async Task UpdateAsync(string eventId, CalendarEvent calendarEvent, CancellationToken cancellation)
    {
        Event change = EventShape.ForUpdate(calendarEvent);
        string meeting = calendarEvent.Meeting.ToString();
        try
        {
            var path = graph.Users[calendarEvent.Organizer].Events[eventId];
            Event? current = await path.GetAsync(request => request.QueryParameters.Select = ["id", "body", "onlineMeeting"], cancellation);
            string? body = TeamsBody.Replace(current?.Body?.Content ?? "", calendarEvent.BodyHtml, current?.OnlineMeeting?.JoinUrl);
            if (body is null)
            {
                AdapterLog.EventBodyKept(logger, meeting, eventId);
            }
            else
            {
                change.Body = EventShape.Body(body);
            }

            await path.PatchAsync(change, cancellationToken: cancellation);
        }
        catch (ODataError error)
        {
            throw Explained(error, "update", meeting);
        }

        AdapterLog.EventUpdated(logger, meeting, eventId);
    }

    public async Task CancelAsync(string organizer, string eventId, string message, CancellationToken cancellation)
    {
        bool alreadyGone = false;
        try
        {
            await graph.Users[organizer].Events[eventId].Cancel.PostAsync(new CancelPostRequestBody { Comment = message }, cancellationToken: cancellation);
        }
        catch (ODataError error) when (error.ResponseStatusCode == 404)
        {
            alreadyGone = true;
        }
        catch (ODataError error)
        {
            throw Explained(error, "cancel", eventId);
        }

        AdapterLog.EventCancelled(logger, eventId, alreadyGone);
    }

    /// <summary>Among the events around the date first; else by our own property, which holds wherever the event has been moved.</summary>
    private async Task<Event?> FindAsync(CalendarEvent calendarEvent, string transactionId, CancellationToken cancellation)
    {
        var calendar = graph.Users[calendarEvent.Organizer];
        EventCollectionResponse? around = await calendar.CalendarView.GetAsync(
            request =>
            {
                request.QueryParameters.StartDateTime = Day(calendarEvent.Date.AddDays(-1));
                request.QueryParameters.EndDateTime = Day(calendarEvent.Date.AddDays(2));
                request.QueryParameters.Select = Columns;
                request.QueryParameters.Top = 200;
            },
            cancellation);
        if (Match(around) is { } found)
        {
            return found;
        }

        string key = calendarEvent.Meeting.ToString().Replace("'", "''", StringComparison.Ordinal);
        return Match(await calendar.Events.GetAsync(
            request =>
            {
                request.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{EventShape.KeyProperty}' and ep/value eq '{key}')";
                request.QueryParameters.Select = Columns;
            },
            cancellation));

        Event? Match(EventCollectionResponse? events) =>
            events?.Value?.Find(one => string.Equals(one.TransactionId, transactionId, StringComparison.OrdinalIgnoreCase));

        static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00";
    }

    /// <summary>Says what to do; the durable retry tries again in any case, since most of these are mended from outside.</summary>
    private static InvalidOperationException Explained(ODataError error, string action, string subject)
    {
        string advice = error.ResponseStatusCode switch
        {
            401 or 403 => "Give the app's identity the application permission Calendars.ReadWrite and let its access policy cover the secretariat's mailbox.",
            404 => "Is the organiser's mailbox right, and has nobody deleted the event by hand?",
            429 or >= 500 => "Graph is busy or down; it will be tried again.",
            _ => "The request is wrong in a way that a repeat does not mend.",
        };
        return new InvalidOperationException(
            $"Graph would not {action} the event of {subject}: {error.ResponseStatusCode} {error.Error?.Code}. {advice}", error);
    }
}
