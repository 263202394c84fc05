using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Minutes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Holding;

/// <summary>What happened at the meeting: who was there and what was decided.</summary>
public sealed class HoldingHttp(Door door, MeetingDesk desk, IDirectory directory, MinutesVerdicts verdicts)
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
            body => new Attendance(body.Texts("present"), body.Texts("apologies"), body.Texts("guests")),
            attendance => door.ChangeMeetingAsync(
                request,
                new MeetingKey(council, meeting),
                "attendance-recorded",
                (_, current) => MeetingRules.RecordAttendance(current, attendance),
                client,
                cancellation),
            cancellation);

    [Function(nameof(DecideItem))]
    public Task<IResult> DecideItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/items/{item}/decision")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(request, DecisionOf, decision => DecideAsync(request, council, item, decision, client, cancellation), cancellation);

    private async Task<IResult> DecideAsync(
        HttpRequest request,
        string council,
        string item,
        Decision decision,
        DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<ItemChange> asked = await desk.LookAtItemAsync(council, item, cancellation);
        if (asked.IsRefused)
        {
            return Problem.Of(asked.Refusal);
        }

        if (await verdicts.ObjectionAsync(asked.Value.Meeting, asked.Value.Item, decision, cancellation) is { } objection)
        {
            return Problem.Of(objection);
        }

        DirectoryBook book = (await directory.LoadAsync(council, cancellation)).Value;
        Result<ItemChange> decided = await desk.ChangeItemAsync(
            council,
            item,
            (current, meeting, found) => ItemRules.Decide(current, decision, meeting, MeetingRules.HasQuorum(meeting, found, book) ?? true),
            Door.IfMatch(request),
            cancellation);
        if (decided.IsRefused)
        {
            return Problem.Of(decided.Refusal);
        }

        await verdicts.PassOnAsync(decided.Value.Meeting, decided.Value.Item, client, cancellation);
        await desk.RecordAsync(Caller.Of(request), decided.Value.Meeting.Key, "item-decided", item, cancellation);
        return Door.Json(decided.Value.Item);
    }

    private static Decision DecisionOf(JsonBody body) => new()
    {
        Outcomes = body.Required("outcomes") ? body.Choices<Outcome>("outcomes") : [],
        Text = body.RequiredText("text"),
        Amendment = body.Text("amendment"),
        PostponedTo = body.Date("postponedTo"),
        Actions = body.Objects("actions", action => new ActionPoint(
            action.RequiredText("task"),
            action.RequiredText("ownerPost"),
            action.Date("deadline"))),
    };
}
