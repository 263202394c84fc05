using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Mailing;

/// <summary>A meeting's mailings and how far they have come.</summary>
public sealed class MailingsHttp(MeetingDesk desk, IMailings mailings)
{
    [Function(nameof(ListMeetingMailings))]
    public async Task<IResult> ListMeetingMailings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "councils/{council}/meetings/{meeting}/mailings")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<Stored<Meeting>> found = await desk.MeetingAsync(key, cancellation);
        return found.IsRefused ? Problem.Of(found.Refusal) : Door.Json(await mailings.ListAsync(key, cancellation));
    }
}
