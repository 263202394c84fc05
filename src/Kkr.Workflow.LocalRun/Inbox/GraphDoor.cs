using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The part of Graph v1.0 that the app uses: a mailbox's calendar events.</summary>
internal sealed partial class GraphDoor(CalendarBox box, GraphEvents events, GraphReplies replies, GraphSubscriptions subscriptions, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder user = routes.MapGroup("/v1.0/users/{mailbox}");
        user.AddEndpointFilter((context, next) => RequireTokenAsync(context, next, time));
        user.MapPost("/events", CreateAsync);
        user.MapPost("/calendar/events", CreateAsync);
        user.MapGet("/events/{id}", Show);
        user.MapPatch("/events/{id}", UpdateAsync);
        user.MapDelete("/events/{id}", DeleteAsync);
        user.MapPost("/events/{id}/cancel", CancelAsync);
        user.MapPost("/events/{id}/microsoft.graph.cancel", CancelAsync);
        user.MapPost("/events/{id}/accept", (HttpRequest request, string mailbox, string id) => RespondAsync(request, mailbox, id, InvitationReply.Accept));
        user.MapPost("/events/{id}/decline", (HttpRequest request, string mailbox, string id) => RespondAsync(request, mailbox, id, InvitationReply.Decline));
        user.MapPost("/events/{id}/tentativelyAccept", (HttpRequest request, string mailbox, string id) => RespondAsync(request, mailbox, id, InvitationReply.TentativelyAccept));
        user.MapGet("/events", List);
        user.MapGet("/calendarView", View);
        user.MapGet("/calendar/calendarView", View);
    }

    internal static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, TimeProvider time)
    {
        HttpRequest request = context.HttpContext.Request;
        string authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && authorization.Length > "Bearer ".Length
            ? await next(context)
            : GraphAnswers.Error(request, time, StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "Access token is empty.");
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
            await subscriptions.NotifyAsync(created, request.HttpContext.RequestAborted);
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
        if (updated is not null)
        {
            await subscriptions.NotifyAsync(updated, request.HttpContext.RequestAborted);
        }

        return stale
            ? Error(request, StatusCodes.Status412PreconditionFailed, "ErrorIrresolvableConflict", "The event has changed since it was read.")
            : updated is null ? NotFound(request) : GraphAnswers.Event(request, updated);
    }

    private async Task<IResult> DeleteAsync(HttpRequest request, string mailbox, string id) =>
        await ToldAsync(request, box.Change(() => Find(mailbox, id) is { } before ? events.Gone(before, "deleted", "{}") : null))
            ? Results.NoContent()
            : NotFound(request);

    private async Task<IResult> CancelAsync(HttpRequest request, string mailbox, string id)
    {
        if (await ReadAsync(request) is not { } sent)
        {
            return BadJson(request);
        }

        return await ToldAsync(request, box.Change(() => Find(mailbox, id) is { } before ? events.Gone(before, "cancelled", sent.ToJsonString()) : null))
            ? Results.Accepted()
            : NotFound(request);
    }

    private async Task<bool> ToldAsync(HttpRequest request, EventVersion? changed)
    {
        if (changed is not null)
        {
            await subscriptions.NotifyAsync(changed, request.HttpContext.RequestAborted);
        }

        return changed is not null;
    }

    /// <summary>An attendee answers. The real service knows the event under an id of its own in each mailbox; here it has one.</summary>
    private async Task<IResult> RespondAsync(HttpRequest request, string mailbox, string id, InvitationReply reply)
    {
        if (await ReadAsync(request) is not { } sent)
        {
            return BadJson(request);
        }

        (DateTime, DateTime)? proposed = sent["proposedNewTime"] is JsonObject slot && GraphTime.Local(slot["start"]) is { } start && GraphTime.Local(slot["end"]) is { } end
            ? (start, end)
            : null;
        if (proposed is not null && (reply == InvitationReply.Accept || sent["sendResponse"]?.ToString() == "false"))
        {
            return Error(request, StatusCodes.Status400BadRequest, "ErrorInvalidRequest", "A new time goes with a decline or a tentative answer that is sent.");
        }

        return await replies.RespondAsync(id, mailbox, reply, (string?)(sent["comment"] ?? sent["Comment"]), proposed, request.HttpContext.RequestAborted) is null
            ? NotFound(request)
            : Results.Accepted();
    }

    /// <summary>The events with a given extended property, which is what the app looks for.</summary>
    private IResult List(HttpRequest request, string mailbox) =>
        PropertyFilter().Match(request.Query["$filter"].ToString()) is not { Success: true } match
            ? Error(request, StatusCodes.Status400BadRequest, "ErrorInvalidUrlQueryFilter", "The local inbox filters by one extended property only.")
            : GraphAnswers.List(request, box.Current.Where(version => !version.IsGone
                && version.Mailbox.Equals(mailbox, StringComparison.OrdinalIgnoreCase)
                && (version.Resource["singleValueExtendedProperties"] as JsonArray ?? []).Any(property =>
                    (string?)property?["id"] == match.Groups["id"].Value && (string?)property?["value"] == match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal))));

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

    internal static async Task<JsonObject?> ReadAsync(HttpRequest request)
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

    [GeneratedRegex(@"ep/id eq '(?<id>[^']+)' and ep/value eq '(?<value>([^']|'')*)'", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex PropertyFilter();
}
