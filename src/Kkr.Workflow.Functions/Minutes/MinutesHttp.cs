using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>The secretariat submits the minutes.</summary>
public sealed class MinutesHttp(Door door, MeetingDesk desk, IItems items)
{
    [Function(nameof(SubmitMinutes))]
    public Task<IResult> SubmitMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/minutes")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            _ => true,
            async _ =>
            {
                List<Item> onMeeting = [.. (await items.ListAsync(council, meeting, cancellation)).Select(item => item.Value)];
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "minutes-submitted",
                    (_, current) => MeetingRules.SubmitMinutes(current, onMeeting, desk.Now),
                    client,
                    cancellation);
            },
            cancellation);
}
