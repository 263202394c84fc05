using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>What a director may answer to the call, beside submitting items.</summary>
internal enum CallAnswer
{
    NoItems,
}

/// <summary>A municipality's "Ingen punkter".</summary>
public sealed class RepliesHttp(MeetingDesk desk, IMeetings meetings, IItems items)
{
    [Function(nameof(AnswerCall))]
    public Task<IResult> AnswerCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/replies/{municipality}")] HttpRequest request,
        string council,
        string meeting,
        string municipality,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (body.Required("answer"), body.Choice<CallAnswer>("answer")),
            async _ =>
            {
                MeetingKey key = new(council, meeting);
                Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
                if (open.IsRefused)
                {
                    return Problem.Of(open.Refusal);
                }

                if (open.Value.Council.Municipalities.All(known => known.Code != municipality))
                {
                    return Problem.Of(RequestRefusals.NoSuch("municipality", "Kommunen", municipality));
                }

                List<Item> onMeeting = [.. (await items.ListAsync(council, meeting, cancellation)).Select(item => item.Value)];
                Result<Reply> reply = ReplyRules.NoItems(open.Value.Meeting, municipality, onMeeting, desk.Now);
                if (reply.IsRefused)
                {
                    return Problem.Of(reply.Refusal);
                }

                await meetings.SaveReplyAsync(key, reply.Value, cancellation);
                await desk.RecordAsync(Caller.Of(request), key, "call-answered", municipality, cancellation, $"reply|{key}|{municipality}");
                return Door.Json(reply.Value);
            },
            cancellation);
}
