using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Takes in a new item, from whichever door it comes: once for each idempotency key, and never a second time unasked.</summary>
public sealed class ItemIntake(MeetingDesk desk, IItems items, LeftOutItems leftOut, NewItemFiles attachments)
{
    /// <summary>Submits an item.</summary>
    /// <param name="key">The meeting.</param>
    /// <param name="caller">Who submits.</param>
    /// <param name="draft">The item as it came in.</param>
    /// <param name="files">The files that came with it; none is kept when one of them, or the item, is refused.</param>
    /// <param name="isAnother">True when the submitter has said that it is another item than the one it looks like.</param>
    /// <param name="idempotencyKey">The caller's key, or null.</param>
    /// <param name="client">Queues the receipt.</param>
    /// <param name="cancellation">Cancels.</param>
    internal async Task<Result<Stored<Item>>> SubmitAsync(
        MeetingKey key,
        Caller caller,
        ItemDraft draft,
        IReadOnlyList<SpooledFile> files,
        bool isAnother,
        string? idempotencyKey,
        DurableTaskClient client,
        CancellationToken cancellation)
    {
        string digest = DigestOf(draft, files);
        ItemDraft whole = draft with { Municipality = draft.Municipality ?? caller.Entry?.Municipality };
        if (caller.RefusalOf(whole.Municipality) is { } notTheirs)
        {
            return notTheirs;
        }

        Result<(Council Council, Meeting Meeting)> open = await desk.OpenAsync(key, cancellation);
        if (open.IsRefused)
        {
            return open.Refusal;
        }

        string? addition = idempotencyKey is null ? null : $"submit|{caller.Post}|{idempotencyKey}";
        Stored<Item>? added = addition is null ? null : await items.FindByKeyAsync(key.Council, key.Meeting, addition, cancellation);
        if (added is null)
        {
            Result<Item> submitted = await CheckAsync(whole, open.Value.Council, open.Value.Meeting, isAnother, cancellation);
            Result<Item> complete = submitted.IsRefused ? submitted : await attachments.InspectAsync(caller, submitted.Value, files, cancellation);
            if (complete.IsRefused)
            {
                return complete.Refusal;
            }

            added = await AddAsync(complete.Value with { SubmissionDigest = digest }, files, addition, cancellation);
        }

        if (idempotencyKey is not null && added.Value.SubmissionDigest != digest)
        {
            return RequestRefusals.KeyReused(idempotencyKey);
        }

        // The agenda may have been frozen since it was looked at, and its sweep may have passed before the item was there.
        added = await PlaceAsync(added, key, cancellation);
        MailKind receipt = added.Value.LeftOutOf == key.Meeting ? MailKind.ItemRejected
            : added.Value.IsLate ? MailKind.LateItem
            : MailKind.Acknowledgement;
        await MailQueue.AboutItemAsync(client, receipt, open.Value.Meeting, added.Value, cancellation);
        await desk.RecordAsync(caller, key, "item-submitted", added.Value.Id, cancellation, $"item-submitted|{added.Value.Id}");
        foreach (Attachment attachment in files.Count == 0 ? [] : added.Value.Attachments)
        {
            await desk.RecordAsync(caller, key, "attachment-added", added.Value.Id, cancellation, $"attachment|{attachment.Path}");
        }

        return added;
    }

    /// <summary>Sets an item aside that came to a meeting while its agenda was being frozen.</summary>
    internal async Task<Stored<Item>> PlaceAsync(Stored<Item> added, MeetingKey key, CancellationToken cancellation)
    {
        Result<Stored<Meeting>> now = await desk.MeetingAsync(key, cancellation);
        return !now.IsRefused && AgendaRules.IsFixed(now.Value.Value) ? await leftOut.SetAsideAsync(added, cancellation) : added;
    }

    private async Task<Stored<Item>> AddAsync(Item whole, IReadOnlyList<SpooledFile> files, string? addition, CancellationToken cancellation)
    {
        if (files.Count == 0)
        {
            return await items.AddAsync(whole, addition, cancellation);
        }

        Item? kept = null;
        Stored<Item> added = await items.AddAsync(
            whole,
            addition,
            async (numbered, stop) =>
            {
                await attachments.ForgetAsync(kept);
                return kept = await attachments.KeepAsync(numbered, files, stop);
            },
            cancellation);
        if (added.Value.Id != kept?.Id)
        {
            // The same request was here before, and its item has the files.
            await attachments.ForgetAsync(kept);
        }

        return added;
    }

    private async Task<Result<Item>> CheckAsync(ItemDraft draft, Council council, Meeting meeting, bool isAnother, CancellationToken cancellation)
    {
        IReadOnlyList<Item> speaking = draft.Presenters is { Count: > 0 } ? await items.ListWithoutTextsAsync(council.Id, meeting.Key.Meeting, cancellation) : [];
        Result<Item> submitted = ItemRules.Submit(draft, meeting, council, desk.Now, speaking);
        if (submitted.IsRefused)
        {
            return submitted;
        }

        IReadOnlyList<Item> alike = await items.ListAlikeAsync(council.Id, meeting.Key.Meeting, submitted.Value.Title, cancellation);
        return ItemRules.Similar(draft, alike) is not { } similar ? submitted
            : isAnother ? submitted.Value with { SimilarTo = similar.Id }
            : ItemRules.Suspected(similar, draft.Title);
    }

    private static string DigestOf(ItemDraft draft, IReadOnlyList<SpooledFile> files)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(draft, Wire.Options);
        IEnumerable<byte> names = files.SelectMany(file => Encoding.UTF8.GetBytes($"\n{file.Sha256} {file.Name}"));
        return Convert.ToHexStringLower(SHA256.HashData([.. text, .. names]))[..32];
    }
}
