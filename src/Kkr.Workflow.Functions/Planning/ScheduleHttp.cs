using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Moves and cancels meetings.</summary>
public sealed class ScheduleHttp(Door door, MeetingDesk desk, IMeetings meetings, WaitingMeetings waiting)
{
    /// <summary>Time of day and place, on the same day. Who must know is told; the calendar is put right either way.</summary>
    [Function(nameof(ChangeMeetingDetails))]
    public Task<IResult> ChangeMeetingDetails(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "councils/{council}/meetings/{meeting}")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            MeetingBody.ReadDetails,
            details => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "meeting-changed",
                (found, current) => MeetingRules.Move(
                    current,
                    current.Date,
                    details.Start ?? current.Start,
                    details.End ?? current.End,
                    details.Venue,
                    desk.Now,
                    found),
                client,
                cancellation),
            cancellation);

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
            async move =>
            {
                IReadOnlyList<Meeting> others = await meetings.ListAsync(council, cancellation);
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "meeting-moved",
                    (found, current) => MeetingRules.Move(
                        current,
                        move.Date,
                        move.Start,
                        move.End,
                        move.Venue,
                        desk.Now,
                        found,
                        [.. others.Where(other => other.Key != current.Key)],
                        move.Reopen),
                    client,
                    cancellation,
                    changed => waiting.WakeAsync(client, changed.Key));
            },
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
                cancellation,
                cancelled => waiting.WakeAsync(client, cancelled.Key)),
            cancellation);
}
