using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Documents.Import;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>
/// Takes in a file: to a temporary file first, so that many uploads at once take disk and not memory; then it is looked into, scanned, kept, and only
/// then named by its item.
/// </summary>
public sealed class AttachmentIntake(MeetingDesk desk, IDocumentArchive archive, IVirusScan scan, AuditTrail trail)
{
    /// <summary>Attaches a file to an item.</summary>
    /// <param name="caller">Who sends it.</param>
    /// <param name="item">The item.</param>
    /// <param name="name">The file's name as it was sent.</param>
    /// <param name="content">The file.</param>
    /// <param name="length">Its length, where the sender said it.</param>
    /// <param name="promise">The number of the promise that it fulfils, or null.</param>
    /// <param name="check">The item's version that it was sent for.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<Result<Attachment>> KeepAsync(
        Caller caller, Item item, string name, Stream content, long? length, int? promise, VersionCheck check, CancellationToken cancellation)
    {
        if ((ItemRules.NotTheirs(item, caller.Entry) ?? ItemRules.NotAFileName(name)) is { } refused)
        {
            return refused;
        }

        if (length > ItemRules.LargestAttachment)
        {
            return RequestRefusals.TooLarge(ItemRules.LargestAttachment);
        }

        Result<SpooledFile> spooled = await SpooledFile.TakeAsync(name, content, ItemRules.LargestAttachment, cancellation);
        if (spooled.IsRefused)
        {
            return spooled.Refusal;
        }

        await using SpooledFile file = spooled.Value;
        Result<Attachment> inspected = await InspectAsync(caller, item.Council, item.Id, name, file.Content, file.Sha256, cancellation);
        return inspected.IsRefused
            ? inspected
            : await StoreAsync(caller, item, inspected.Value with { Path = PathOf(item, inspected.Value) }, file.Content, promise, check, cancellation);
    }

    /// <summary>Where an item's attachment is kept: beside what was made for the meeting that the item began on.</summary>
    internal static string PathOf(Item item, Attachment attachment) =>
        $"{item.Council}/{item.Id[..item.Id.LastIndexOf('-')]}/bilag/{item.Id}/{attachment.Sha256[..12]}/{attachment.Name}";

    /// <summary>Looks into a file and has it scanned; the attachment that it would be has no path yet.</summary>
    /// <param name="caller">Who sends it.</param>
    /// <param name="council">Council id.</param>
    /// <param name="subject">What it is sent to, for the log: an item, or the meeting of one that is not there yet.</param>
    /// <param name="name">Its name as it was sent.</param>
    /// <param name="content">The file.</param>
    /// <param name="digest">Its SHA-256.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<Result<Attachment>> InspectAsync(
        Caller caller, string council, string subject, string name, Stream content, string digest, CancellationToken cancellation)
    {
        Result<AttachmentKind> kind = AttachmentContent.Inspect(content, name);
        Result<string> safe = kind.Then(found => ItemRules.FileName(name, found));
        if (safe.IsRefused)
        {
            return safe.Refusal;
        }

        ScanVerdict verdict = await scan.ScanAsync(content, digest, cancellation);
        if (verdict.State == ScanState.Infected)
        {
            await trail.ByAsync(
                caller, council, "attachment-infected", subject, new AuditFacts(verdict.Finding ?? "not named", After: digest), key: null, cancellation);
            return Refusal.OfField(
                "attachment-infected", "content", "no harmful content", safe.Value,
                $"Filen »{safe.Value}« indeholder skadelig kode og er ikke gemt.", "The file holds harmful content and was not kept.");
        }

        return new Attachment(safe.Value, kind.Value.ContentType, content.Length, digest, Path: "") { Scan = verdict.State };
    }

    private async Task<Result<Attachment>> StoreAsync(
        Caller caller, Item item, Attachment attachment, Stream content, int? promise, VersionCheck check, CancellationToken cancellation)
    {
        const int tries = 4;
        bool confidential = item.Confidential;
        Result<Item> allowed = ItemRules.Attach(item, attachment, promise);
        if (allowed.IsRefused)
        {
            return allowed.Refusal;
        }

        for (int attempt = 1; ; attempt++)
        {
            await archive.KeepAsync(attachment.Path, attachment.ContentType, content, attachment.Sha256, confidential, cancellation);

            // The item may have been made confidential, or open, since the bytes were kept; then they lie on the wrong side.
            bool isAcross = false;
            Result<ItemChange> attached = await desk.ChangeItemAsync(
                item.Council,
                item.Id,
                (current, meeting, _) =>
                {
                    isAcross = current.Confidential != confidential;
                    return isAcross ? current : ItemRules.Attach(current, attachment, promise, meeting);
                },
                check,
                cancellation);
            if (isAcross && attempt < tries)
            {
                await archive.DeleteAsync(attachment.Path, confidential, CancellationToken.None);
                confidential = !confidential;
                continue;
            }

            if (attached.IsRefused || isAcross)
            {
                await ForgetAsync(item, attachment, confidential);
                return attached.Refusal ?? RequestRefusals.Outdated(item.Id);
            }

            // A repeat finds the version that the first try made; the same file after a deletion makes a new one.
            string key = $"attachment|{attachment.Path}|{promise}|{attached.Value.Version}";
            await desk.RecordAsync(caller, attached.Value.Meeting.Key, "attachment-added", item.Id, CancellationToken.None, key);
            return attachment;
        }
    }

    /// <summary>Removes what was kept for nothing, unless another upload of the same file was let in meanwhile.</summary>
    private async Task ForgetAsync(Item item, Attachment attachment, bool confidential)
    {
        Result<Stored<Item>> now = await desk.ItemAsync(item.Council, item.Id, CancellationToken.None);
        if (!now.IsRefused && now.Value.Value.Attachments.All(known => known.Path != attachment.Path))
        {
            await archive.DeleteAsync(attachment.Path, confidential, CancellationToken.None);
        }
    }
}
