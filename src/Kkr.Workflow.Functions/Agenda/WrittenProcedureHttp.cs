using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>The written chairmanship procedure: the secretariat asks, chair and vice-chair answer, the meeting takes note.</summary>
public sealed class WrittenProcedureHttp(MeetingDesk desk, ItemDesk itemDesk, IDirectory directory)
{
    [Function(nameof(StartWrittenProcedure))]
    public async Task<IResult> StartWrittenProcedure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/written-procedure")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        Result<Council> settings = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused || settings.IsRefused)
        {
            return Problem.Of((settings.Refusal ?? found.Refusal)!);
        }

        DateOnly today = LocalTime.ToLocal(desk.Now, settings.Value.TimeZone).Date;
        string[] chairmanship = [.. (await directory.LoadAsync(council, cancellation)).Value.Chairmanship(today).Select(holder => holder.Post.Id)];
        Meeting? decidesAt = await itemDesk.DecidesAtAsync(found.Value.Value, cancellation);
        return await itemDesk.ChangeAsync(
            request,
            council,
            item,
            "written-procedure-started",
            (current, _, _) => ItemRules.StartWrittenProcedure(current, decidesAt, chairmanship, today, desk.Now),
            cancellation,
            change => QueueAsync(client, MailKind.WrittenProcedure, change, change.Item.WrittenProcedure!.Asked));
    }

    [Function(nameof(AnswerWrittenProcedure))]
    public Task<IResult> AnswerWrittenProcedure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/written-procedure/answers")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (IsAnswered: body.Required("answer"), Answer: body.Choice<WrittenReply>("answer"), Text: body.Text("text")),
            read => itemDesk.ChangeAsync(
                request,
                council,
                item,
                "written-procedure-answered",
                (current, _, _) => ItemRules.AnswerWrittenProcedure(
                    current, new WrittenAnswer(Caller.Of(request).Post, read.Answer == WrittenReply.Approved, read.Text, desk.Now)),
                cancellation,
                change => change.Item.WrittenProcedure?.ClosedAt is null
                    ? Task.CompletedTask
                    : QueueAsync(client, MailKind.WrittenProcedureClosed, change, [.. MailQueue.SubmittersOf(change.Item).Append(Caller.Secretariat).Distinct()])),
            cancellation);

    private static Task QueueAsync(DurableTaskClient client, MailKind kind, ItemChange change, IReadOnlyList<string> posts) => MailQueue.QueueAsync(
        client,
        [.. posts.Select(post => new MailingTask(new MailingKey(change.Meeting.Key, kind, change.Meeting.ScheduleVersion, post, change.Item.Id)))],
        CancellationToken.None);
}

/// <summary>What may be answered in a written procedure.</summary>
internal enum WrittenReply
{
    Approved,
    Rejected,
}
