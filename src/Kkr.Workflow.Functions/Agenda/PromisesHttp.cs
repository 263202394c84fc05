using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Attachments that are to come. Publishing the minutes waits for them, or for the secretariat to go on without.</summary>
public sealed class PromisesHttp(ItemDesk itemDesk)
{
    [Function(nameof(PromiseAttachment))]
    public Task<IResult> PromiseAttachment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/promises")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (What: body.RequiredText("what"), Owner: body.Text("ownerPost")),
            promise => itemDesk.ChangeAsync(
                request, council, item, "attachment-promised", (current, _, _) => ItemRules.Promise(current, promise.What, promise.Owner), cancellation),
            cancellation);

    [Function(nameof(WaivePromise))]
    public Task<IResult> WaivePromise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/promises/{promise:int}/waiver")] HttpRequest request,
        string council,
        string item,
        int promise,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            reason => itemDesk.ChangeAsync(
                request,
                council,
                item,
                "attachment-waived",
                (current, _, _) => ItemRules.Waive(current, promise, reason),
                cancellation,

                // The minutes may have waited for it.
                change => MeetingSignal.SendAsync(client, change.Meeting.Key, change.Meeting.Revision, CancellationToken.None)),
            cancellation);
}
