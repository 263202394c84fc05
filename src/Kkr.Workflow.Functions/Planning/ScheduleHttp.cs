using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Moves and cancels meetings.</summary>
public sealed class ScheduleHttp(Door door, MeetingDesk desk)
{
    [Function(nameof(MoveMeeting))]
    public Task<IResult> MoveMeeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/move")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            MeetingBody.ReadMove,
            move => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "meeting-moved",
                (found, current) => MeetingRules.Move(current, move.Date, move.Start, move.End, move.Venue ?? current.Venue, desk.Now, found),
                client,
                cancellation),
            cancellation);

    [Function(nameof(CancelMeeting))]
    public Task<IResult> CancelMeeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/cancellation")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            reason => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "meeting-cancelled",
                (_, current) => MeetingRules.Cancel(current, reason, desk.Now),
                client,
                cancellation),
            cancellation);
}
