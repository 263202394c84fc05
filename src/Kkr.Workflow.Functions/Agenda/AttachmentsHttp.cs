using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Access;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An item's attachments: listed, uploaded, read and, until the freeze, deleted.</summary>
public sealed class AttachmentsHttp(MeetingDesk desk, AttachmentIntake intake, AttachmentOwners owners, IDocumentArchive archive, ConfidentialReads reads)
{
    private const string Route = ItemsHttp.Route + "/attachments";

    [Function(nameof(ListAttachments))]
    public async Task<IResult> ListAttachments(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation)
    {
        Result<Item> seen = await SeenAsync(request, council, item, "attachments", cancellation);
        return seen.IsRefused ? Problem.Of(seen.Refusal) : Door.Json(seen.Value.Attachments);
    }

    [Function(nameof(ReadAttachment))]
    public async Task<IResult> ReadAttachment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/{name}")] HttpRequest request,
        string council,
        string item,
        string name,
        CancellationToken cancellation)
    {
        Result<Item> seen = await SeenAsync(request, council, item, "attachment", cancellation);
        if (seen.IsRefused)
        {
            return Problem.Of(seen.Refusal);
        }

        if (seen.Value.Attachments.FirstOrDefault(known => known.Name == name) is not { } attachment
            || await archive.OpenAsync(attachment.Path, seen.Value.Confidential, cancellation) is not { } found)
        {
            return Problem.Of(RequestRefusals.NoSuch("attachment", "Bilaget", name));
        }

        return DocumentAnswer.Theirs(request, found.Content, found.Document, attachment.ContentType, attachment.Name);
    }

    [Function(nameof(AttachToItem))]
    public async Task<IResult> AttachToItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route + "/{name}")] HttpRequest request,
        string council,
        string item,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        (int? promise, IReadOnlyList<Refusal> refusals) = Query.Read(request, PromiseOf);
        if (refusals.Count > 0)
        {
            return Problem.Of(refusals);
        }

        // Nothing is kept for a request that will be refused for its version.
        if (Door.IfMatch(request).RefusalOf(EntityTag.OfVersion(found.Value.ETag)) is { } outdated)
        {
            return Problem.Of(outdated);
        }

        Result<Attachment> attached = await intake.KeepAsync(
            Caller.Of(request), found.Value.Value, name, request.Body, request.ContentLength, promise, Door.IfMatch(request), cancellation);
        if (attached.IsRefused)
        {
            return Problem.Of(attached.Refusal);
        }

        if (promise is not null && found.Value.Value.Meeting is { } meeting)
        {
            // The minutes may have waited for it.
            await MeetingSignal.SendAsync(client, new MeetingKey(council, meeting), 0, CancellationToken.None);
        }

        request.HttpContext.Response.Headers.Location = $"/api/councils/{council}/items/{item}/attachments/{Uri.EscapeDataString(attached.Value.Name)}";
        return Door.Json(attached.Value, StatusCodes.Status201Created);
    }

    [Function(nameof(DeleteAttachment))]
    public async Task<IResult> DeleteAttachment(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route + "/{name}")] HttpRequest request,
        string council,
        string item,
        string name,
        CancellationToken cancellation)
    {
        Attachment? former = null;
        Result<ItemChange> changed = await desk.ChangeItemAsync(
            council,
            item,
            (current, _, _) =>
            {
                former = current.Attachments.FirstOrDefault(known => known.Name == name);
                return ItemRules.NotTheirs(current, Caller.Of(request).Entry) is { } refusal ? refusal : ItemRules.Detach(current, name);
            },
            Door.IfMatch(request),
            cancellation);
        if (changed.IsRefused)
        {
            return Problem.Of(changed.Refusal);
        }

        if (former is null)
        {
            return Problem.Of(RequestRefusals.NoSuch("attachment", "Bilaget", name));
        }

        await owners.ForgetAsync(changed.Value.Item, former.Path, changed.Value.Item.Confidential, CancellationToken.None);
        await desk.RecordAsync(Caller.Of(request), changed.Value.Meeting.Key, "attachment-deleted", item, CancellationToken.None);
        return Results.NoContent();
    }

    /// <summary>The number of the promise that a file fulfils.</summary>
    internal static int? PromiseOf(Query query) => query.Number("promise", 1, int.MaxValue);

    /// <summary>The item as the caller sees it, when its attachments are open to them.</summary>
    private async Task<Result<Item>> SeenAsync(HttpRequest request, string council, string item, string what, CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal;
        }

        Caller caller = Caller.Of(request);
        Item whole = found.Value.Value;
        Meeting? meeting = await desk.MeetingOfAsync(council, whole.Meeting, cancellation);
        if (Published.Of(whole, meeting, caller) is not { } seen)
        {
            return RequestRefusals.NoSuch("item", "Punktet", item);
        }

        return await reads.RefusalOfAsync(caller, whole, $"{item}/{what}", cancellation) is { } closed ? closed : seen;
    }
}
