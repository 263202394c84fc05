using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Holding;

/// <summary>What happened at the meeting: who was there and what was decided.</summary>
public sealed class HoldingHttp(Door door, MeetingDesk desk, IDirectory directory)
{
    [Function(nameof(RecordAttendance))]
    public Task<IResult> RecordAttendance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/meetings/{meeting}/attendance")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Attendance: DecisionBody.ReadAttendance(body), Correction: body.Text("correction")),
            async read =>
            {
                DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
                return await door.ChangeMeetingAsync(
                    request,
                    new MeetingKey(council, meeting),
                    "attendance-recorded",

                    // Apologies that come before the meeting call a deputy as a declined invitation does.
                    (_, current) => MeetingRules.RecordAttendance(current, read.Attendance, book, CauseOf(request, read.Correction))
                        .Then<Meeting>(recorded => MeetingRules.SettleDeputies(recorded, book, desk.Now)),
                    client,
                    cancellation,
                    replaces: current => current.Attendance);
            },
            cancellation);

    [Function(nameof(DecideItem))]
    public Task<IResult> DecideItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/items/{item}/decision")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Decision: DecisionBody.Read(body), Promised: DecisionBody.ReadPromisedAttachments(body), Correction: body.Text("correction")),
            read => DecideAsync(request, council, item, read.Decision, read.Promised, CauseOf(request, read.Correction), client, cancellation),
            cancellation);

    [Function(nameof(ReadAttendance))]
    public async Task<IResult> ReadAttendance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/meetings/{meeting}/attendance")] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation)
    {
        Result<Stored<Meeting>> found = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
        return found.IsRefused ? Problem.Of(found.Refusal)
            : Published.Of(found.Value.Value, Caller.Of(request)).Attendance is { } attendance ? Door.Json(request, attendance, EntityTag.OfContent<object>(attendance))
            : Problem.Of(RequestRefusals.NotYet("attendance", "Deltagerlisten er ikke registreret endnu.", "Attendance has not been recorded yet."));
    }

    [Function(nameof(ReadDecision))]
    public async Task<IResult> ReadDecision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/items/{item}/decision")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Meeting? meeting = await desk.MeetingOfAsync(council, found.Value.Value.Meeting, cancellation);
        Item? seen = Published.Of(found.Value.Value, meeting, Caller.Of(request));
        if (seen is { Confidential: true, Decision: not null })
        {
            await desk.RecordReadAsync(Caller.Of(request), council, item + "/decision", cancellation);
        }

        return seen is null ? Problem.Of(RequestRefusals.NoSuch("item", "Punktet", item))
            : seen.Decision is { } decision ? Door.Json(request, decision, EntityTag.OfContent<object>(decision))
            : Problem.Of(RequestRefusals.NotYet("decision", "Der er ikke registreret en beslutning på punktet endnu.", "The item has no decision yet."));
    }

    private async Task<IResult> DecideAsync(
        HttpRequest request,
        string council,
        string item,
        Decision decision,
        IReadOnlyList<PromiseBody> promised,
        CorrectionCause? cause,
        DurableTaskClient client,
        CancellationToken cancellation)
    {
        DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
        bool isCorrection = false;
        Result<ItemChange> decided = await desk.ChangeItemAsync(
            council,
            item,
            (current, meeting, found) =>
            {
                isCorrection = meeting is not null && MeetingRules.TakesCorrections(meeting);
                Result<Item> decided = ItemRules.Decide(current, decision, meeting, HasQuorum(current, decision, meeting, found, book), book, found.NetworkName, cause);
                return promised.Aggregate(decided, (so, promise) => so.Then(one => ItemRules.Promise(one, promise.What, promise.OwnerPost)));
            },
            Door.MustMatch(request),
            cancellation,
            replaces: current => current.Decision);
        if (decided.IsRefused)
        {
            return Problem.Of(decided.Refusal);
        }

        if (MeetingRules.ArePublished(decided.Value.Meeting))
        {
            // The newest edition may no longer say what holds; its orchestration sees to it that one does.
            await MeetingSignal.SendAsync(client, decided.Value.Meeting.Key, decided.Value.Meeting.Revision, CancellationToken.None);
        }

        await desk.RecordAsync(Caller.Of(request), decided.Value.Meeting.Key, isCorrection ? "decision-corrected" : "item-decided", item, CancellationToken.None);
        return Door.Json(decided.Value.Item);
    }

    private CorrectionCause? CauseOf(HttpRequest request, string? correction) =>
        correction is null ? null : new CorrectionCause(correction.Trim(), Caller.Of(request).Post, desk.Now);

    private static bool HasQuorum(Item item, Decision decision, Meeting? meeting, Council council, DirectoryBook book) =>
        meeting is null || (MeetingRules.HasQuorum(meeting, council, book, item, decision) ?? true);
}
