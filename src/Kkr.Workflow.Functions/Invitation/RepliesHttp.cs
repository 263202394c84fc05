using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Invitation;

/// <summary>What a director may answer to the call, beside submitting items.</summary>
internal enum CallReply
{
    NoItems,
}

/// <summary>"Ingen punkter" of a municipality, the directors' network or the secretariat; and who has answered what.</summary>
public sealed class RepliesHttp(MeetingDesk desk, IMeetings meetings, IItems items, IDirectory directory)
{
    [Function(nameof(ListReplies))]
    public async Task<IResult> ListReplies(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/replies")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return Problem.Of(open.Refusal);
        }

        DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
        IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(council, meeting, cancellation);
        return Door.Json(CallAnswers.Board(key, open.Value.Council, book, await meetings.RepliesAsync(key, cancellation), onMeeting));
    }

    [Function(nameof(AnswerCall))]
    public Task<IResult> AnswerCall(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/replies/{municipality}")] HttpRequest request,
        string council,
        string meeting,
        string municipality,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (body.Required("answer"), body.Choice<CallReply>("answer")),
            async _ =>
            {
                MeetingKey key = new(council, meeting);
                Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
                if (open.IsRefused)
                {
                    return Problem.Of(open.Refusal);
                }

                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                if (!CallAnswers.IsBody(municipality, open.Value.Council, book))
                {
                    return Problem.Of(RequestRefusals.NoSuch("municipality", "Kommunen", municipality));
                }

                IReadOnlyList<Item> onMeeting = await items.ListWithoutTextsAsync(council, meeting, cancellation);
                Result<Reply> reply = ReplyRules.NoItems(open.Value.Meeting, municipality, onMeeting, desk.Now, open.Value.Council);
                if (reply.IsRefused)
                {
                    return Problem.Of(reply.Refusal);
                }

                await meetings.SaveReplyAsync(key, reply.Value, cancellation);
                await desk.RecordAsync(Caller.Of(request), key, "call-answered", municipality, cancellation);
                return Door.Json(reply.Value);
            },
            cancellation);
}
