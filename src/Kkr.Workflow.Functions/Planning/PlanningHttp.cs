using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>A year as it was planned.</summary>
public sealed record PlannedYear(int Year, IReadOnlyList<Meeting> Meetings);

/// <summary>The secretariat plans a year, or a single meeting.</summary>
public sealed class PlanningHttp(MeetingDesk desk, YearPlanner planner, WaitingMeetings waiting)
{
    [Function(nameof(PlanYear))]
    public Task<IResult> PlanYear(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/years/{year:int:range(2000,2200)}")] HttpRequest request,
        string council,
        int year,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (
                Meetings: body.Required("meetings") ? body.Objects("meetings", MeetingBody.Read) : [],
                Wheel: body.Objects("annualWheel", ReadRow)),
            async plan =>
            {
                Result<Council> found = await desk.CouncilAsync(council, cancellation);
                if (found.IsRefused)
                {
                    return Problem.Of(found.Refusal);
                }

                Result<IReadOnlyList<Meeting>> planned =
                    await planner.PlanAsync(found.Value, year, [.. plan.Meetings.Select(meeting => meeting.Plan)], plan.Wheel, cancellation);
                return await AnswerAsync(
                    request,
                    planned,
                    client,
                    meetings => Door.Json(new PlannedYear(year, meetings), StatusCodes.Status201Created),
                    cancellation);
            },
            cancellation);

    [Function(nameof(PlanMeeting))]
    public Task<IResult> PlanMeeting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings")] HttpRequest request,
        string council,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            MeetingBody.Read,
            async body =>
            {
                Result<Council> found = await desk.CouncilAsync(council, cancellation);
                if (found.IsRefused)
                {
                    return Problem.Of(found.Refusal);
                }

                Result<IReadOnlyList<Meeting>> planned = await planner.PlanAsync(found.Value, body.Plan.Date.Year, [body.Plan], [], cancellation);
                return await AnswerAsync(request, planned, client, meetings => Door.Json(meetings[0], StatusCodes.Status201Created), cancellation);
            },
            cancellation);

    private async Task<IResult> AnswerAsync(
        HttpRequest request,
        Result<IReadOnlyList<Meeting>> planned,
        DurableTaskClient client,
        Func<IReadOnlyList<Meeting>, IResult> answer,
        CancellationToken cancellation)
    {
        if (planned.IsRefused)
        {
            return Problem.Of(planned.Refusal);
        }

        foreach (Meeting meeting in planned.Value)
        {
            await MeetingSignal.StartAsync(client, meeting.Key, cancellation);
            await desk.RecordAsync(Caller.Of(request), meeting.Key, "meeting-planned", meeting.Key.Meeting, cancellation, $"planned|{meeting.Key}");
        }

        if (planned.Value is [{ } first, ..])
        {
            await waiting.WakeAsync(client, first.Key);
        }

        return answer(planned.Value);
    }

    internal static AnnualWheelRow ReadRow(JsonBody body) => new(
        body.RequiredText("subject"),
        body.Texts("content"),
        body.RequiredText("rawMeeting"),
        body.Text("remarks"));
}
