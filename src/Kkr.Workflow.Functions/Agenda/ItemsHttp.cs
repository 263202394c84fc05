using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Invitation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Items come in here, are edited, and are read with every version of their text.</summary>
public sealed class ItemsHttp(MeetingDesk desk, ItemDesk itemDesk, ItemIntake intake, IItems items, ConfidentialReads reads)
{
    public const string Route = "councils/{council}/items/{item}";

    private const string NoDuplicate = "none";

    [Function(nameof(SubmitItem))]
    public async Task<IResult> SubmitItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "councils/{council}/meetings/{meeting}/items")] HttpRequest request,
        string council,
        string meeting,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Caller caller = Caller.Of(request);
        if (!MultipartBody.Is(request))
        {
            return await Door.ReadAsync(
                request, body => ReadNew(body, caller), read => SubmitAsync(request, new MeetingKey(council, meeting), caller, read, [], client, cancellation), cancellation);
        }

        Result<MultipartBody> form = await MultipartBody.ReadAsync(request, ItemRules.LargestAttachment, ItemRules.LargestTotal, cancellation);
        if (form.IsRefused)
        {
            return Problem.Of(form.Refusal);
        }

        await using MultipartBody body = form.Value;
        (ItemDraft Draft, bool IsAnother) read = ReadNew(body.Fields, caller);
        return body.Fields.Close() is { Count: > 0 } refusals
            ? Problem.Of(refusals)
            : await SubmitAsync(request, new MeetingKey(council, meeting), caller, read, body.Files, client, cancellation);
    }

    private static (ItemDraft Draft, bool IsAnother) ReadNew(JsonBody body, Caller caller) =>
        (ItemBody.Read(body, caller), body.Flag("confirmDuplicate") == true | body.Text("duplicateOf") == NoDuplicate);

    private async Task<IResult> SubmitAsync(
        HttpRequest request,
        MeetingKey key,
        Caller caller,
        (ItemDraft Draft, bool IsAnother) read,
        IReadOnlyList<SpooledFile> files,
        DurableTaskClient client,
        CancellationToken cancellation)
    {
        string? idempotencyKey = request.Headers[RepeatMiddleware.Header].ToString() is { Length: > 0 } given ? given : null;
        Result<Stored<Item>> submitted = await intake.SubmitAsync(key, caller, read.Draft, files, read.IsAnother, idempotencyKey, client, cancellation);
        if (submitted.IsRefused)
        {
            return Problem.Of(submitted.Refusal);
        }

        request.HttpContext.Response.Headers.Location = $"/api/councils/{key.Council}/items/{submitted.Value.Value.Id}";
        request.HttpContext.Response.Headers.ETag = EntityTag.OfVersion(submitted.Value.ETag);
        return await itemDesk.AnswerAsync(submitted.Value.Value, StatusCodes.Status201Created, cancellation);
    }

    [Function(nameof(ReadItem))]
    public async Task<IResult> ReadItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
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
        Caller caller = Caller.Of(request);
        if (Published.Of(found.Value.Value, meeting, caller) is not { } seen)
        {
            return Problem.Of(RequestRefusals.NoSuch("item", "Punktet", item));
        }

        // Whoever may not read it has been given nothing but its open title.
        if (ConfidentialReads.MayRead(caller, found.Value.Value))
        {
            await reads.RecordAsync(caller, found.Value.Value, item, cancellation);
        }

        return Door.Json(request, seen, EntityTag.OfVersion(found.Value.ETag));
    }

    [Function(nameof(ReadItemVersions))]
    public async Task<IResult> ReadItemVersions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/versions")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        if (await reads.RefusalOfAsync(Caller.Of(request), found.Value.Value, item + "/versions", cancellation) is { } closed)
        {
            return Problem.Of(closed);
        }

        return Door.Json(await items.VersionsAsync(council, item, cancellation));
    }

    [Function(nameof(EditItem))]
    public Task<IResult> EditItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => ItemBody.Read(body, Caller.Of(request)),
            async draft =>
            {
                Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
                IReadOnlyList<Item> others = found.IsRefused || draft.Presenters is not { Count: > 0 } ? [] : await itemDesk.OthersAsync(found.Value.Value, cancellation);
                return await itemDesk.ChangeAsync(
                    request,
                    council,
                    item,
                    "item-edited",
                    (current, meeting, council) => ItemRules.NotTheirs(current, Caller.Of(request).Entry) is { } refusal
                        ? refusal
                        : ItemRules.Edit(current, draft, meeting, council, desk.Now, EditorOf(current, Caller.Of(request)), others),
                    cancellation,
                    change => CalendarEntries.FollowItemAsync(client, change, found.IsRefused ? null : found.Value.Value),
                    check: Door.MustMatch(request));
            },
            cancellation);

    /// <summary>Whoever submitted an item edits it as its submitter, and so does a director; everybody else who gets this far is the secretariat.</summary>
    internal static ItemEditor EditorOf(Item item, Caller caller) =>
        caller.Entry?.Kind == PostKind.Director || (caller.Post != Caller.Secretariat && (caller.Post == item.SubmitterPost || item.CoSubmitters.Contains(caller.Post)))
            ? ItemEditor.Submitter
            : ItemEditor.Secretariat;
}
