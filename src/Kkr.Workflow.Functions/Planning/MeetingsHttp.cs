using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>Reads meetings.</summary>
public sealed class MeetingsHttp(MeetingDesk desk, IMeetings meetings, IItems items)
{
    [Function(nameof(ListMeetings))]
    public async Task<IResult> ListMeetings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        (MeetingFilter filter, IReadOnlyList<Refusal> refusals) = Query.Read(request, MeetingFilter.Read);
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused || refusals.Count > 0)
        {
            return found.IsRefused ? Problem.Of(found.Refusal) : Problem.Of(refusals);
        }

        IEnumerable<Meeting> wanted = (await meetings.ListAsync(council, cancellation)).Where(filter.Includes);
        return Paging.Answer(request, filter.Page, wanted.Select(meeting => Published.Of(meeting, Caller.Of(request))), MeetingFilter.KeyOf);
    }

    [Function(nameof(ReadMeeting))]
    public async Task<IResult> ReadMeeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Result<Stored<Meeting>> stored = await desk.MeetingAsync(key, cancellation);
        if (stored.IsRefused)
        {
            return Problem.Of(stored.Refusal);
        }

        // A list shows confidential items by their open title; whoever may read one opens it by itself, and that is written down.
        Caller caller = Caller.Of(request);
        IReadOnlyList<Item> all = [.. (await items.ListAsync(council, meeting, cancellation)).Select(item => item.Value)];
        MeetingView view = new(
            Published.Of(stored.Value.Value, caller),
            TimelineEntry.Of(stored.Value.Value, found.Value),
            [.. Published.Of(all, stored.Value.Value, caller).Select(ItemRules.Masked)],
            [.. (await meetings.RepliesAsync(key, cancellation)).Where(reply => caller.SeesUnpublished || caller.IsOf(reply.Municipality))])
        {
            Warnings = caller.SeesUnpublished ? ItemWarnings.Of(stored.Value.Value, all) : [],
        };
        return Door.Json(request, view, EntityTag.OfVersion(stored.Value.ETag));
    }
}
