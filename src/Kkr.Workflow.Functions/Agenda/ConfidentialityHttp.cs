using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>
/// Makes items confidential, or open again. Texts and files move between containers, which no transaction spans; so an orchestration does it, which a
/// crash only delays, and the request waits for it.
/// </summary>
public sealed class ConfidentialityHttp(MeetingDesk desk, ItemDesk itemDesk)
{
    [Function(nameof(ReclassifyItem))]
    public Task<IResult> ReclassifyItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/confidentiality")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (IsSaid: body.Required("confidential"), Confidential: body.Flag("confidential") ?? false, PublicTitle: body.Text("publicTitle")),
            async wanted =>
            {
                Result<Stored<Item>> stored = await desk.ItemAsync(council, item, cancellation);
                if (stored.IsRefused)
                {
                    return Problem.Of(stored.Refusal);
                }

                Result<Item> allowed = ItemRules.Reclassify(stored.Value.Value, wanted.Confidential, wanted.PublicTitle);
                if ((Door.IfMatch(request).RefusalOf(EntityTag.OfVersion(stored.Value.ETag)) ?? allowed.Refusal) is { } refusal)
                {
                    return Problem.Of(refusal);
                }

                ReclassificationOrder order = new(council, item, wanted.Confidential, wanted.PublicTitle, stored.Value.ETag);
                if (await RunAsync(client, order, cancellation) is { } refused)
                {
                    return Problem.Of(refused);
                }

                MeetingKey about = new(council, stored.Value.Value.Meeting ?? "");
                await desk.RecordAsync(Caller.Of(request), about, wanted.Confidential ? "item-made-confidential" : "item-opened", item, CancellationToken.None);
                if (about.Meeting.Length > 0)
                {
                    // What was printed of the item may no longer hold.
                    await MeetingSignal.SendAsync(client, about, 0, CancellationToken.None);
                }

                return await AnswerAsync(request, council, item);
            },
            cancellation);

    [Function(nameof(ReclassificationOrchestration))]
    public static Task<Refusal?> ReclassificationOrchestration([OrchestrationTrigger] TaskOrchestrationContext context, ReclassificationOrder order) =>
        context.CallActivityAsync<Refusal?>(nameof(Reclassification.CarryAcross), order, DurableRetry.Storage);

    private static async Task<Refusal?> RunAsync(DurableTaskClient client, ReclassificationOrder order, CancellationToken cancellation)
    {
        string instance = $"reclassify-{order.Council}-{order.Item}";
        if (await client.GetInstanceAsync(instance, cancellation) is { IsCompleted: false })
        {
            return Refusal.OfState(
                "reclassification-running", "confidential", "one at a time", order.Item,
                "Punktet er ved at skifte mellem åbent og fortroligt. Prøv igen om lidt.", "The item is being reclassified already; retry in a moment.");
        }

        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ReclassificationOrchestration), order, new StartOrchestrationOptions { InstanceId = instance }, cancellation);
        OrchestrationMetadata done = await client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, cancellation);
        return done.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? done.ReadOutputAs<Refusal>()
            : throw new InvalidOperationException($"The reclassification of {order.Item} ended as {done.RuntimeStatus}: {done.FailureDetails?.ErrorMessage}");
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, string council, string item)
    {
        Result<Stored<Item>> now = await desk.ItemAsync(council, item, CancellationToken.None);
        if (now.IsRefused)
        {
            return Problem.Of(now.Refusal);
        }

        request.HttpContext.Response.Headers.ETag = EntityTag.OfVersion(now.Value.ETag);
        return await itemDesk.AnswerAsync(now.Value.Value, StatusCodes.Status200OK, CancellationToken.None);
    }
}
