using System.Security.Cryptography;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Items come in here, and are accepted, rejected or withdrawn.</summary>
public sealed class ItemsHttp(MeetingDesk desk, IItems items, IMailings mailings, LeftOutItems leftOut)
{
    private const string Route = "councils/{council}/items/{item}";

    [Function(nameof(SubmitItem))]
    public async Task<IResult> SubmitItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/items")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Caller caller = Caller.Of(request);
        MeetingKey key = new(council, meeting);
        return await Door.ReadAsync(request, body => ItemBody.Read(body, caller), draft => SubmitAsync(request, key, caller, draft, client, cancellation), cancellation);
    }

    private async Task<IResult> SubmitAsync(
        HttpRequest request,
        MeetingKey key,
        Caller caller,
        ItemDraft draft,
        DurableTaskClient client,
        CancellationToken cancellation)
    {
        string digest = DigestOf(draft);
        ItemDraft whole = draft with { Municipality = draft.Municipality ?? caller.Entry?.Municipality };
        if (caller.RefusalOf(whole.Municipality) is { } notTheirs)
        {
            return Problem.Of(notTheirs);
        }

        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        Result<Item> submitted = open.Then(found => ItemRules.Submit(whole, found.Meeting, found.Council, desk.Now));
        string? idempotencyKey = request.Headers[RepeatMiddleware.Header].ToString() is { Length: > 0 } given ? given : null;
        string? additionKey = idempotencyKey is null ? null : $"submit|{caller.Post}|{idempotencyKey}";

        // Taken before the app died, and not answered: what would refuse it by now has come since.
        Stored<Item>? earlier = submitted.IsRefused && !open.IsRefused && additionKey is not null
            ? await items.FindByKeyAsync(key.Council, key.Meeting, additionKey, cancellation)
            : null;
        if (submitted.IsRefused && earlier is null)
        {
            return Problem.Of(submitted.Refusal);
        }

        Stored<Item> added = earlier ?? await items.AddAsync(submitted.Value with { SubmissionDigest = digest }, additionKey, cancellation);
        if (idempotencyKey is not null && added.Value.SubmissionDigest != digest)
        {
            return Problem.Of(RequestRefusals.KeyReused(idempotencyKey));
        }

        // The agenda may have been frozen since it was looked at, and its sweep may have passed before the item was there.
        Result<Stored<Meeting>> now = await desk.MeetingAsync(key, cancellation);
        if (!now.IsRefused && AgendaRules.IsFixed(now.Value.Value))
        {
            added = await leftOut.SetAsideAsync(added, cancellation);
        }

        MailKind receipt = added.Value.LeftOutOf == key.Meeting ? MailKind.ItemRejected
            : added.Value.IsLate ? MailKind.LateItem
            : MailKind.Acknowledgement;
        await MailQueue.AboutItemAsync(client, receipt, open.Value.Meeting, added.Value, cancellation);
        await desk.RecordAsync(caller, key, "item-submitted", added.Value.Id, cancellation, $"item-submitted|{added.Value.Id}");
        request.HttpContext.Response.Headers.Location = $"/api/councils/{key.Council}/items/{added.Value.Id}";
        return Door.Json(request, added.Value, EntityTag.OfVersion(added.ETag), StatusCodes.Status201Created);
    }

    [Function(nameof(ReadItem))]
    public async Task<IResult> ReadItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
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
        if (Published.Of(found.Value.Value, meeting, Caller.Of(request)) is not { } seen)
        {
            return Problem.Of(RequestRefusals.NoSuch("item", "Punktet", item));
        }

        return Door.Json(request, seen, EntityTag.OfVersion(found.Value.ETag));
    }

    [Function(nameof(EditItem))]
    public Task<IResult> EditItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => ItemBody.Read(body, Caller.Of(request)),
            draft => ChangeAsync(
                request,
                council,
                item,
                "item-edited",
                (current, meeting, found) => ItemRules.NotTheirs(current, Caller.Of(request).Entry) is { } refusal
                    ? refusal
                    : ItemRules.Edit(current, draft, meeting, found, desk.Now, EditorOf(current, Caller.Of(request))),
                cancellation,
                check: Door.MustMatch(request)),
            cancellation);

    [Function(nameof(AcceptItem))]
    public Task<IResult> AcceptItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/acceptance")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        ChangeAsync(request, council, item, "item-accepted", (current, meeting, _) => ItemRules.Accept(current, meeting), cancellation);

    [Function(nameof(RejectItem))]
    public Task<IResult> RejectItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/rejection")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            reason => ChangeAsync(
                request,
                council,
                item,
                "item-rejected",
                (current, _, _) => IsDone(current, ItemStatus.Rejected, reason) ? current : ItemRules.Reject(current, reason),
                cancellation,
                change => TellAsync([MailQueue.ToSubmitter(MailKind.ItemRejected, change.Meeting, change.Item)], client),
                recordKey: $"item-rejected|{item}"),
            cancellation);

    [Function(nameof(WithdrawItem))]
    public Task<IResult> WithdrawItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/withdrawal")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("reason"),
            reason => ChangeAsync(
                request,
                council,
                item,
                "item-withdrawn",
                (current, _, _) => ItemRules.NotTheirs(current, Caller.Of(request).Entry) is { } refusal ? refusal
                    : IsDone(current, ItemStatus.Withdrawn, reason) ? current
                    : ItemRules.Withdraw(current, reason),
                cancellation,
                change => TellOfWithdrawalAsync(change, client),
                recordKey: $"item-withdrawn|{item}"),
            cancellation);

    /// <summary>The submitter is told; after the freeze the members are told too, because they have seen the number.</summary>
    private async Task TellOfWithdrawalAsync(ItemChange change, DurableTaskClient client)
    {
        MailingTask submitter = MailQueue.ToSubmitter(MailKind.ItemWithdrawn, change.Meeting, change.Item);
        if (change.Item.Number is not null)
        {
            // The frozen agenda no longer holds; its orchestration prints a new edition.
            await MeetingSignal.SendAsync(client, change.Meeting.Key, change.Meeting.Revision, CancellationToken.None);
        }

        IReadOnlyList<string> addressees = change.Item.Number is null ? [] : await desk.ToldOfWithdrawalAsync(change.Item, CancellationToken.None);
        IEnumerable<MailingTask> others = addressees.Select(post => new MailingTask(submitter.Key with { Recipient = post }));
        await TellAsync([submitter, .. others.Where(task => task != submitter)], client);
    }

    /// <summary>
    /// Queues the mails that are not on their way yet. The change is stored by now, so the caller hanging up stops nothing; and should the app die here, the
    /// same request again queues them.
    /// </summary>
    private async Task TellAsync(IReadOnlyList<MailingTask> tasks, DurableTaskClient client)
    {
        IReadOnlyList<MailingRecord> known = await mailings.ListAsync(tasks[0].Key.Meeting, CancellationToken.None);

        // A meeting that was moved in between has a new version, and its mails new keys; this mail is about the item and goes out once.
        MailingTask[] untold = [.. tasks.Where(task => known.All(row => row.Key with { Version = task.Key.Version } != task.Key))];
        if (untold.Length > 0)
        {
            await MailQueue.QueueAsync(client, untold, CancellationToken.None);
        }
    }

    /// <summary>True when the same request was carried out before: it is then carried to its end, and nothing is changed.</summary>
    private static bool IsDone(Item item, ItemStatus status, string reason) => item.Status == status && item.Reason == reason.Trim();

    private async Task<IResult> ChangeAsync(
        HttpRequest request,
        string council,
        string item,
        string action,
        Func<Item, Meeting?, Council, Result<Item>> rule,
        CancellationToken cancellation,
        Func<ItemChange, Task>? then = null,
        VersionCheck? check = null,
        string? recordKey = null)
    {
        Result<ItemChange> changed = await desk.ChangeItemAsync(council, item, rule, check ?? Door.IfMatch(request), cancellation);
        if (changed.IsRefused)
        {
            return Problem.Of(changed.Refusal);
        }

        if (then is not null)
        {
            await then(changed.Value);
        }

        await desk.RecordAsync(Caller.Of(request), changed.Value.Meeting.Key, action, item, CancellationToken.None, recordKey);
        return Door.Json(changed.Value.Item);
    }

    private static string DigestOf(ItemDraft draft) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft, Wire.Options)))[..32];

    /// <summary>Whoever submitted an item edits it as its submitter, and so does a director; everybody else who gets this far is the secretariat.</summary>
    private static ItemEditor EditorOf(Item item, Caller caller) =>
        caller.Entry?.Kind == PostKind.Director || (caller.Post != Caller.Secretariat && caller.Post == item.SubmitterPost)
            ? ItemEditor.Submitter
            : ItemEditor.Secretariat;
}
