using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Invitation;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Items are returned with a comment and come again, are accepted, rejected or withdrawn.</summary>
public sealed class ItemReviewHttp(ItemDesk itemDesk, ItemNews news)
{
    [Function(nameof(ReturnItem))]
    public Task<IResult> ReturnItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/return")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("comment"),
            comment => itemDesk.ChangeAsync(
                request,
                council,
                item,
                "item-returned",
                (current, _, _) => IsDone(current, ItemStatus.Returned, comment) ? current : ToBeTold(ItemRules.Return(current, comment)),
                cancellation,
                change => TellAsync(change, client),
                recordKey: returned => $"item-returned|{item}|{returned.Returns}"),
            cancellation);

    /// <summary>A returned item comes again as it is; an edit brings it back as well.</summary>
    [Function(nameof(ResubmitItem))]
    public Task<IResult> ResubmitItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/resubmission")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        itemDesk.ChangeAsync(
            request,
            council,
            item,
            "item-resubmitted",
            (current, _, _) => ItemRules.NotTheirs(current, Caller.Of(request).Entry) is { } refusal ? refusal : ItemRules.Resubmit(current),
            cancellation);

    [Function(nameof(AcceptItem))]
    public Task<IResult> AcceptItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/acceptance")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        itemDesk.ChangeAsync(
            request,
            council,
            item,
            "item-accepted",
            (current, meeting, _) => ItemRules.Accept(current, meeting),
            cancellation,
            change => CalendarEntries.FollowItemAsync(client, change));

    [Function(nameof(RejectItem))]
    public Task<IResult> RejectItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/rejection")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            reason => itemDesk.ChangeAsync(
                request,
                council,
                item,
                "item-rejected",
                (current, _, _) => IsDone(current, ItemStatus.Rejected, reason) ? current : ToBeTold(ItemRules.Reject(current, reason)),
                cancellation,
                change => TellAsync(change, client),
                recordKey: _ => $"item-rejected|{item}"),
            cancellation);

    [Function(nameof(WithdrawItem))]
    public Task<IResult> WithdrawItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/withdrawal")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            reason => itemDesk.ChangeAsync(
                request,
                council,
                item,
                "item-withdrawn",
                (current, _, _) => ItemRules.NotTheirs(current, Caller.Of(request).Entry) is { } refusal ? refusal
                    : IsDone(current, ItemStatus.Withdrawn, reason) ? current
                    : ToBeTold(ItemRules.Withdraw(current, reason)),
                cancellation,
                change => TellOfWithdrawalAsync(change, client),
                recordKey: _ => $"item-withdrawn|{item}"),
            cancellation);

    private async Task TellAsync(ItemChange change, DurableTaskClient client)
    {
        await news.TellAsync(change.Meeting, change.Item, client);
        await CalendarEntries.FollowItemAsync(client, change);
    }

    private async Task TellOfWithdrawalAsync(ItemChange change, DurableTaskClient client)
    {
        if (change.Item.Number is not null)
        {
            // The frozen agenda no longer holds; its orchestration prints a new edition.
            await MeetingSignal.SendAsync(client, change.Meeting.Key, change.Meeting.Revision, CancellationToken.None);
        }

        await TellAsync(change, client);
    }

    /// <summary>Stored with the change itself, so that whoever is to hear of it does, whatever happens to this process.</summary>
    private static Result<Item> ToBeTold(Result<Item> changed) => changed.Then<Item>(item => item with { AnswerDue = true });

    /// <summary>True when the same request was carried out before: it is then carried to its end, and nothing is changed.</summary>
    private static bool IsDone(Item item, ItemStatus status, string reason) => item.Status == status && item.Reason == reason.Trim();
}
