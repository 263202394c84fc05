using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.FollowUp;

/// <summary>The owner of an action point reports; the secretariat closes and reopens.</summary>
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
            body => (Status: body.Text("status"), State: body.Choice<FollowUpState>("state"), IsDone: body.Flag("isDone")),
            report => ReportAsync(request, council, task, report.Status, report.State ?? StateOf(report.IsDone), client, cancellation),
            cancellation);

    [Function(nameof(ListFollowUps))]
    public async Task<IResult> ListFollowUps(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/follow-ups")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        (FollowUpFilter filter, IReadOnlyList<Refusal> refusals) = Query.Read(request, FollowUpFilter.Read);
        Result<Domain.Planning.Council> known = await desk.CouncilAsync(council, cancellation);
        if (known.IsRefused || refusals.Count > 0)
        {
            return known.IsRefused ? Problem.Of(known.Refusal) : Problem.Of(refusals);
        }

        Caller caller = Caller.Of(request);
        DateOnly today = LocalTime.ToLocal(desk.Now, known.Value.TimeZone).Date;
        IEnumerable<FollowUpTask> seen = (await followUps.ListAsync(council, cancellation))
            .Where(task => (caller.Grant.HasFlag(Grant.Yes) || OwnThings.IsOwn(task, caller.Post)) && filter.Includes(task, today));
        Result<FollowUpTask[]> page = Paging.Of(request, filter.Page, seen, task => Paging.Counted(task.Id));
        if (page.IsRefused)
        {
            return Problem.Of(page.Refusal);
        }

        foreach (FollowUpTask task in page.Value.Where(task => task.Confidential))
        {
            await desk.RecordReadAsync(caller, council, task.Id, cancellation);
        }

        return Door.Json(page.Value);
    }

    private async Task<IResult> ReportAsync(
        HttpRequest request, string council, string task, string? status, FollowUpState? state, DurableTaskClient client, CancellationToken cancellation)
    {
        Caller caller = Caller.Of(request);
        bool isNews = false;
        Result<FollowUpTask> reported = await Retry.OnConflictAsync<Result<FollowUpTask>>(async () =>
        {
            Stored<FollowUpTask>? found = await followUps.FindAsync(council, task, cancellation);
            if (found is null)
            {
                return RequestRefusals.NoSuch("follow-up", "Opfølgningen", task);
            }

            if (Door.IfMatch(request).RefusalOf(EntityTag.OfVersion(found.ETag)) is { } outdated)
            {
                return outdated;
            }

            Result<FollowUpTask> changed = FollowUpRules.Report(found.Value, status, state, caller.Entry, caller.Post, desk.Now);
            isNews = !changed.IsRefused && changed.Value != found.Value;
            return isNews ? (await followUps.SaveAsync(changed.Value!, found.ETag, cancellation)).Value : changed;
        });
        if (isNews)
        {
            await FollowUpSignal.WakeAsync(client, council, task, CancellationToken.None);
            await desk.RecordAsync(caller, reported.Value!.Meeting, "follow-up-reported", task, CancellationToken.None);
        }

        return reported.IsRefused ? Problem.Of(reported.Refusal) : Door.Json(reported.Value);
    }

    private static FollowUpState? StateOf(bool? isDone) => isDone switch
    {
        null => null,
        true => FollowUpState.Done,
        false => FollowUpState.Open,
    };
}
