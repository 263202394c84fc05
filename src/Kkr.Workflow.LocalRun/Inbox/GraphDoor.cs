using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The part of Graph v1.0 that the app uses: a mailbox's calendar events.</summary>
internal sealed class GraphDoor(CalendarBox box, GraphEvents events, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder user = routes.MapGroup("/v1.0/users/{mailbox}");
        user.AddEndpointFilter(RequireTokenAsync);
        user.MapPost("/events", CreateAsync);
        user.MapPost("/calendar/events", CreateAsync);
        user.MapGet("/events/{id}", Show);
        user.MapPatch("/events/{id}", UpdateAsync);
        user.MapDelete("/events/{id}", Delete);
        user.MapPost("/events/{id}/cancel", CancelAsync);
        user.MapPost("/events/{id}/microsoft.graph.cancel", CancelAsync);
        user.MapGet("/calendarView", View);
        user.MapGet("/calendar/calendarView", View);
    }

    private async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpRequest request = context.HttpContext.Request;
        string authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && authorization.Length > "Bearer ".Length
            ? await next(context)
            : Error(request, StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "Access token is empty.");
    }

    private async Task<IResult> CreateAsync(HttpRequest request, string mailbox)
    {
        if (await ReadAsync(request) is not { } sent)
        {
            return BadJson(request);
        }

        if (GraphEvents.Broken(sent, isNew: true) is { } broken)
        {
            return Error(request, StatusCodes.Status400BadRequest, broken.Code, broken.Message);
        }

        EventVersion? earlier = null;
        EventVersion? created = box.Change(() =>
        {
            earlier = sent["transactionId"] is { } transaction ? box.FindTransaction(mailbox, transaction.ToString()) : null;
            return earlier is null ? events.Created(mailbox, sent) : null;
        });
        if (created is not null)
        {
            return GraphAnswers.Event(request, created, StatusCodes.Status201Created);
        }

        // A retry of the same creation is answered with the event that it made; another event under that id is refused.
        return GraphEvents.IsRepeat(earlier!, sent)
            ? GraphAnswers.Event(request, box.Find(mailbox, earlier!.EventId)!, StatusCodes.Status201Created)
            : Error(
                request,
                StatusCodes.Status409Conflict,
                "ErrorDuplicateTransactionId",
                "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.");
    }

    private IResult Show(HttpRequest request, string mailbox, string id) =>
        Find(mailbox, id) is { } version ? GraphAnswers.Event(request, version) : NotFound(request);

    private async Task<IResult> UpdateAsync(HttpRequest request, string mailbox, string id)
    {
        if (await ReadAsync(request) is not { } sent)
        {
            return BadJson(request);
        }

        if (GraphEvents.Broken(sent, isNew: false) is { } broken)
        {
            return Error(request, StatusCodes.Status400BadRequest, broken.Code, broken.Message);
        }

        string? condition = request.Headers.IfMatch.ToString() is { Length: > 0 } tag and not "*" ? tag : null;
        bool stale = false;
        EventVersion? updated = box.Change(() =>
        {
            EventVersion? before = Find(mailbox, id);
            stale = before is not null && condition is not null && condition != $"W/\"{before.Text("changeKey")}\"";
            return before is null || stale ? null : events.Updated(before, sent);
        });
        return stale
            ? Error(request, StatusCodes.Status412PreconditionFailed, "ErrorIrresolvableConflict", "The event has changed since it was read.")
            : updated is null ? NotFound(request) : GraphAnswers.Event(request, updated);
    }

    private IResult Delete(HttpRequest request, string mailbox, string id) =>
        box.Change(() => Find(mailbox, id) is { } before ? events.Gone(before, "deleted", "{}") : null) is null
            ? NotFound(request)
            : Results.NoContent();

    private async Task<IResult> CancelAsync(HttpRequest request, string mailbox, string id)
    {
        if (await ReadAsync(request) is not { } sent)
        {
            return BadJson(request);
        }

        return box.Change(() => Find(mailbox, id) is { } before ? events.Gone(before, "cancelled", sent.ToJsonString()) : null) is null
            ? NotFound(request)
            : Results.Accepted();
    }

    private IResult View(HttpRequest request, string mailbox)
    {
        if (Bound("startDateTime") is not { } from || Bound("endDateTime") is not { } to)
        {
            return Error(
                request,
                StatusCodes.Status400BadRequest,
                "ErrorInvalidParameter",
                "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.");
        }

        if (request.Query.ContainsKey("$filter"))
        {
            return Error(request, StatusCodes.Status400BadRequest, "ErrorInvalidUrlQueryFilter", "The local inbox does not filter; read the window and filter there.");
        }

        int top = int.TryParse(request.Query["$top"], out int asked) && asked > 0 ? asked : 10;
        IEnumerable<EventVersion> within = box.Current
            .Where(version => version.Mailbox.Equals(mailbox, StringComparison.OrdinalIgnoreCase) && !version.IsGone)
            .Where(version => GraphTime.Instant(version.Resource["start"]) < to && GraphTime.Instant(version.Resource["end"]) > from)
            .OrderBy(version => GraphTime.Instant(version.Resource["start"]))
            .Take(top);
        return GraphAnswers.List(request, within);

        DateTimeOffset? Bound(string name) =>
            DateTimeOffset.TryParse(request.Query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset bound) ? bound : null;
    }

    private EventVersion? Find(string mailbox, string id) => box.Find(mailbox, id) is { IsGone: false } version ? version : null;

    private static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IResult BadJson(HttpRequest request) =>
        Error(request, StatusCodes.Status400BadRequest, "BadRequest", "Unable to read JSON request payload.");

    private IResult NotFound(HttpRequest request) =>
        Error(request, StatusCodes.Status404NotFound, "ErrorItemNotFound", "The specified object was not found in the store.");

    private IResult Error(HttpRequest request, int status, string code, string message) => GraphAnswers.Error(request, time, status, code, message);
}
