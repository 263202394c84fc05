using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kkr.Workflow.LocalRun.Inbox;

/// <summary>The part of Graph v1.0 that makes, renews and ends subscriptions.</summary>
internal sealed class GraphChangeDoor(GraphSubscriptions subscriptions, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1.0/subscriptions");
        group.AddEndpointFilter((context, next) => GraphDoor.RequireTokenAsync(context, next, time));
        group.MapPost("", MakeAsync);
        group.MapPatch("/{id}", RenewAsync);
        group.MapDelete("/{id}", (HttpRequest request, string id) => subscriptions.Remove(id) ? Results.NoContent() : Missing(request));
        group.MapPost("/{id}/reauthorize", (HttpRequest request, string id) => subscriptions.Renew(id, null) is null ? Missing(request) : Results.NoContent());
    }

    private async Task<IResult> MakeAsync(HttpRequest request)
    {
        if (await GraphDoor.ReadAsync(request) is not { } sent)
        {
            return Refused(request, "Unable to read JSON request payload.");
        }

        (GraphSubscription? made, string? broken) = await subscriptions.MakeAsync(sent, request.HttpContext.RequestAborted);
        return made is null ? Refused(request, broken!) : Show(made, StatusCodes.Status201Created);
    }

    private async Task<IResult> RenewAsync(HttpRequest request, string id)
    {
        if (await GraphDoor.ReadAsync(request) is not { } sent || GraphSubscriptions.Expiry(sent) is not { } until)
        {
            return Refused(request, "expirationDateTime is not a date and time.");
        }

        return subscriptions.RefusalOf(until) is { } refusal ? Refused(request, refusal)
            : subscriptions.Renew(id, until) is { } renewed ? Show(renewed, StatusCodes.Status200OK)
            : Missing(request);
    }

    private static IResult Show(GraphSubscription subscription, int status) => Results.Text(
        new JsonObject
        {
            ["id"] = subscription.Id,
            ["resource"] = subscription.Resource,
            ["changeType"] = "created,updated,deleted",
            ["clientState"] = subscription.ClientState,
            ["notificationUrl"] = subscription.NotificationUrl,
            ["lifecycleNotificationUrl"] = subscription.LifecycleUrl,
            ["expirationDateTime"] = GraphSubscriptions.Stamp(subscription.ExpiresAt),
        }.ToJsonString(),
        "application/json",
        statusCode: status);

    private IResult Refused(HttpRequest request, string message) =>
        GraphAnswers.Error(request, time, StatusCodes.Status400BadRequest, "InvalidRequest", message);

    private IResult Missing(HttpRequest request) =>
        GraphAnswers.Error(request, time, StatusCodes.Status404NotFound, "ResourceNotFound", "The object was not found.");
}
