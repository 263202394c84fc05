using System.Text.Json.Nodes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access.Links;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Web.Forms;

/// <summary>Where a director writes an item, puts one right and withdraws it.</summary>
public sealed class ItemPagesHttp(MeetingDesk desk, FormGuard guard, ItemsHttp items, ItemReviewHttp reviews, AttachmentUpload upload, LinkPages pages)
{
    private const string NewRoute = "svar/{council}/{meeting}/nyt-punkt";
    private const string ItemRoute = "svar/{council}/{meeting}/punkter/{item}";
    private const string VersionField = "version";

    [Function(nameof(ShowNewItem))]
    public async Task<IResult> ShowNewItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = NewRoute)] HttpRequest request,
        string council,
        string meeting,
        CancellationToken cancellation) =>
        await NewAsync(request, new MeetingKey(council, meeting), _ => null, [], cancellation);

    [Function(nameof(SendNewItem))]
    public async Task<IResult> SendNewItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = NewRoute)] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Answer, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Answer, cancellation);
        }

        HttpRequest call = FormCall.Of(request, nameof(ItemsHttp.SubmitItem), HttpMethods.Post, ItemForm.Body(form.Value), idempotencyKey: $"formular-{form.Value.Id}");
        (Item? item, IReadOnlyList<Refusal> refusals) = FormCall.Read<Item>(await items.SubmitItem(call, council, meeting, client, cancellation));
        if (item is null)
        {
            return await NewAsync(request, key, form.Value.Text, refusals, cancellation);
        }

        // The item is in; an attachment that is refused is shown on the item's own page.
        IReadOnlyList<Refusal> left = await upload.AddAsync(request, council, item.Id, form.Value, client, cancellation);
        return left.Count > 0
            ? await ItemAsync(request, key, item.Id, null, left, cancellation, "Punktet er modtaget, men ikke alle bilag kom med.")
            : FormPage.Thank(request, LinkAddresses.Answer(key), "modtaget");
    }

    [Function(nameof(ShowItemPage))]
    public async Task<IResult> ShowItemPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ItemRoute)] HttpRequest request,
        string council,
        string meeting,
        string item,
        CancellationToken cancellation) =>
        await ItemAsync(request, new MeetingKey(council, meeting), item, null, [], cancellation);

    [Function(nameof(SendItemPage))]
    public async Task<IResult> SendItemPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemRoute)] HttpRequest request,
        string council,
        string meeting,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Answer, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Answer, cancellation);
        }

        JsonObject body = ItemForm.Body(form.Value);
        if (await desk.ItemAsync(council, item, cancellation) is { IsRefused: false } current)
        {
            ItemForm.KeepWhatIsNotShown(body, current.Value.Value);
        }

        HttpRequest call = FormCall.Of(request, nameof(ItemsHttp.EditItem), HttpMethods.Put, body, version: form.Value.Text(VersionField));
        IReadOnlyList<Refusal> refusals = FormCall.Read<Item>(await items.EditItem(call, council, item, client, cancellation)).Refusals;
        if (refusals.Count > 0)
        {
            return await ItemAsync(request, key, item, form.Value.Text, refusals, cancellation);
        }

        // The text is kept; when an attachment is refused, the page goes on from what is stored by now, and from its version.
        IReadOnlyList<Refusal> left = await upload.AddAsync(request, council, item, form.Value, client, cancellation);
        return left.Count > 0
            ? await ItemAsync(request, key, item, null, left, cancellation, "Rettelserne er gemt, men ikke alle bilag kom med.")
            : FormPage.Thank(request, LinkAddresses.Answer(key), "gemt");
    }

    [Function(nameof(SendWithdrawal))]
    public async Task<IResult> SendWithdrawal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemRoute + "/tilbagetraekning")] HttpRequest request,
        string council,
        string meeting,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        MeetingKey key = new(council, meeting);
        Result<SentForm> form = await guard.ReadAsync(request, LinkPurpose.Answer, cancellation);
        if (form.IsRefused)
        {
            return await pages.RefuseAsync(request, form.Refusal, LinkPurpose.Answer, cancellation);
        }

        HttpRequest call = FormCall.Of(
            request, nameof(ItemReviewHttp.WithdrawItem), HttpMethods.Post, new JsonObject { ["reason"] = form.Value.Text("reason") ?? "" }, idempotencyKey: $"formular-{form.Value.Id}");
        IReadOnlyList<Refusal> refusals = FormCall.Read<Item>(await reviews.WithdrawItem(call, council, item, client, cancellation)).Refusals;
        return refusals.Count > 0
            ? await ItemAsync(request, key, item, null, refusals, cancellation)
            : FormPage.Thank(request, LinkAddresses.Answer(key), "trukket");
    }

    private async Task<IResult> NewAsync(
        HttpRequest request, MeetingKey key, Func<string, string?> values, IReadOnlyList<Refusal> refusals, CancellationToken cancellation)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        return open.IsRefused
            ? await pages.RefuseAsync(request, open.Refusal, LinkPurpose.Answer, cancellation)
            : ItemPage.New(request, open.Value.Council, open.Value.Meeting, new FormSheet(values, refusals), guard.Fields(request, LinkPurpose.Answer));
    }

    private async Task<IResult> ItemAsync(
        HttpRequest request,
        MeetingKey key,
        string id,
        Func<string, string?>? typed,
        IReadOnlyList<Refusal> refusals,
        CancellationToken cancellation,
        string? kept = null)
    {
        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        Result<Stored<Item>> stored = await desk.ItemAsync(key.Council, id, cancellation);
        if (open.IsRefused || stored.IsRefused || !IsOf(stored.Value.Value, key))
        {
            return await pages.RefuseAsync(request, LinkRefusals.Elsewhere, LinkPurpose.Answer, cancellation);
        }

        Item item = stored.Value.Value;
        if (item.Confidential)
        {
            await desk.RecordAsync(Caller.Of(request), key, "confidential-item-read", id, cancellation);
        }

        // What was typed goes with the version it was typed upon: a change by somebody else meanwhile is then found out.
        string version = typed?.Invoke(VersionField) ?? EntityTag.OfVersion(stored.Value.ETag);
        string hidden = guard.Fields(request, LinkPurpose.Answer);
        return ItemPage.Of(request, open.Value.Council, open.Value.Meeting, item, new FormSheet(typed ?? ItemForm.ValuesOf(item), refusals), hidden, version, desk.Now, kept);
    }

    /// <summary>An item may have gone to the pool or to another meeting since; the link is for the meeting that it was sent in for.</summary>
    private static bool IsOf(Item item, MeetingKey key) =>
        item.Meeting == key.Meeting || item.LeftOutOf == key.Meeting || item.Id.StartsWith(key.Meeting + "-", StringComparison.Ordinal);
}
