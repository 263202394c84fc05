using System.Security.Cryptography;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An item's attachments: the bytes as they are, kept once under their digest.</summary>
public sealed class AttachmentsHttp(MeetingDesk desk, IDocumentArchive archive)
{
    /// <summary>25 MB each.</summary>
    private const long Limit = 25 * 1024 * 1024;

    [Function(nameof(AttachToItem))]
    public async Task<IResult> AttachToItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "councils/{council}/items/{item}/attachments/{name}")] HttpRequest request,
        string council,
        string item,
        string name,
        CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        if (ItemRules.NotTheirs(found.Value.Value, Caller.Of(request).Entry) is { } notTheirs)
        {
            return Problem.Of(notTheirs);
        }

        Result<byte[]> bytes = await RequestBytes.ReadAsync(request, Limit, cancellation);
        if (bytes.IsRefused)
        {
            return Problem.Of(bytes.Refusal);
        }

        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes.Value));
        string path = $"{council}/{item[..item.LastIndexOf('-')]}/bilag/{item}/{digest[..12]}/{name}";
        Attachment attachment = new(name, request.ContentType ?? "application/octet-stream", bytes.Value.Length, digest, path);
        Result<Item> allowed = ItemRules.Attach(found.Value.Value, attachment);
        if (allowed.IsRefused)
        {
            return Problem.Of(allowed.Refusal);
        }

        await archive.KeepAsync(path, attachment.ContentType, bytes.Value, found.Value.Value.Confidential, cancellation);
        Result<ItemChange> attached = await desk.ChangeItemAsync(
            council,
            item,
            (current, _, _) => ItemRules.Attach(current, attachment),
            Door.IfMatch(request),
            cancellation);
        if (attached.IsRefused)
        {
            return Problem.Of(attached.Refusal);
        }

        await desk.RecordAsync(Caller.Of(request), attached.Value.Meeting.Key, "attachment-added", item, cancellation, $"attachment|{item}|{digest}|{name}");
        return Door.Json(attachment, StatusCodes.Status201Created);
    }
}
