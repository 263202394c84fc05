using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>
/// Files that come in with a new item. All of them are looked into before anything is kept, their bytes are kept before the item is there, and the item is
/// stored with all of them in it: there is no instant at which it has some. A crash before that leaves bytes that nothing names.
/// </summary>
public sealed class NewItemFiles(AttachmentIntake intake, MeetingDesk desk, IDocumentArchive archive)
{
    /// <summary>The item with its files, which have no place yet; or what is wrong with any of them.</summary>
    internal async Task<Result<Item>> InspectAsync(Caller caller, Item item, IReadOnlyList<SpooledFile> files, CancellationToken cancellation)
    {
        Item whole = item;
        foreach ((SpooledFile file, int index) in files.Select((file, index) => (file, index)))
        {
            Result<Attachment> inspected = ItemRules.NotAFileName(file.Name) is { } noName
                ? noName
                : await intake.InspectAsync(caller, item.Council, item.Meeting!, file.Name, file.Content, file.Sha256, cancellation);
            Result<Item> attached = inspected.Then(attachment => whole.Attachments.Any(known => known.Name == attachment.Name && known.Sha256 != attachment.Sha256)
                ? ItemRules.TwoOfOneName(attachment.Name)
                : ItemRules.Attach(whole, attachment));
            if (attached.IsRefused)
            {
                return attached.Refusal with
                {
                    Field = string.Create(CultureInfo.InvariantCulture, $"{MultipartBody.FilesPart}[{index}]"),
                    Danish = $"{file.Name}: {attached.Refusal.Danish}",
                    English = $"{file.Name}: {attached.Refusal.English}",
                };
            }

            whole = attached.Value;
        }

        return whole;
    }

    /// <summary>Keeps the bytes under the id that the item is about to get.</summary>
    internal async Task<Item> KeepAsync(Item numbered, IReadOnlyList<SpooledFile> files, CancellationToken cancellation)
    {
        List<Attachment> kept = [];
        foreach (Attachment inspected in numbered.Attachments)
        {
            Attachment attachment = inspected with { Path = AttachmentIntake.PathOf(numbered, inspected) };
            Stream content = files.First(file => file.Sha256 == attachment.Sha256).Content;
            await archive.KeepAsync(attachment.Path, attachment.ContentType, content, attachment.Sha256, numbered.Confidential, cancellation);
            kept.Add(attachment);
        }

        return numbered with { Attachments = kept };
    }

    /// <summary>Removes what was kept under an id that somebody else was first to get.</summary>
    internal async Task ForgetAsync(Item? missed)
    {
        foreach (Attachment attachment in missed?.Attachments ?? [])
        {
            Result<Stored<Item>> there = await desk.ItemAsync(missed!.Council, missed.Id, CancellationToken.None);
            if (there.IsRefused || there.Value.Value.Attachments.All(known => known.Path != attachment.Path))
            {
                await archive.DeleteAsync(attachment.Path, missed.Confidential, CancellationToken.None);
            }
        }
    }
}
