using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>Reads one follow-up.</summary>
public sealed class FollowUpReadHttp(IFollowUps followUps, MeetingDesk desk)
{
    [Function(nameof(ReadFollowUp))]
    public async Task<IResult> ReadFollowUp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/follow-ups/{task}")] HttpRequest request,
        string council,
        string task,
        CancellationToken cancellation)
    {
        if (await followUps.FindAsync(council, task, cancellation) is not { } found)
        {
            return Problem.Of(RequestRefusals.NoSuch("follow-up", "Opfølgningen", task));
        }

        if (found.Value.Confidential)
        {
            await desk.RecordReadAsync(Caller.Of(request), council, task, cancellation);
        }

        return Door.Json(request, found.Value, EntityTag.OfVersion(found.ETag));
    }
}
