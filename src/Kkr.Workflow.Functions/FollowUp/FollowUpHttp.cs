using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>The owner of an action point reports.</summary>
public sealed class FollowUpHttp(IFollowUps followUps, MeetingDesk desk)
{
    [Function(nameof(ReportFollowUp))]
    public Task<IResult> ReportFollowUp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/follow-ups/{task}")] HttpRequest request,
        string council,
        string task,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Status: body.RequiredText("status"), IsDone: body.Flag("isDone") ?? false),
            async report =>
            {
                Stored<FollowUpTask>? found = await followUps.FindAsync(council, task, cancellation);
                if (found is null)
                {
                    return Problem.Of(RequestRefusals.NoSuch("follow-up", "Opfølgningen", task));
                }

                FollowUpTask reported = found.Value with { Status = report.Status, IsDone = report.IsDone };
                await followUps.SaveAsync(reported, found.ETag, cancellation);
                await client.RaiseEventAsync(FollowUpSignal.InstanceId(council, task), FollowUpSignal.EventName, 1, cancellation);
                await desk.RecordAsync(Caller.Of(request), reported.Meeting, "follow-up-reported", task, cancellation);
                return Door.Json(reported);
            },
            cancellation);

    [Function(nameof(ListFollowUps))]
    public async Task<IResult> ListFollowUps(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "councils/{council}/follow-ups")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Domain.Planning.Council> known = await desk.CouncilAsync(council, cancellation);
        Caller caller = Caller.Of(request);
        return known.IsRefused
            ? Problem.Of(known.Refusal)
            : Door.Json((await followUps.ListAsync(council, cancellation)).Where(task => caller.Grant.HasFlag(Grant.Yes) || OwnThings.IsOwn(task, caller.Post)));
    }
}
