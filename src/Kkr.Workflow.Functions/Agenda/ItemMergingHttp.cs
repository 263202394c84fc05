using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Two items about one matter become one, and one about several becomes several.</summary>
public sealed class ItemMergingHttp(MeetingDesk desk, ItemDesk itemDesk, ItemIntake intake, IItems items)
{
    /// <summary>Merges another item into this one, which goes on.</summary>
    [Function(nameof(MergeItems))]
    public Task<IResult> MergeItems(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/merge")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(request, body => body.RequiredText("item"), other => MergeAsync(request, council, item, other, client, cancellation), cancellation);

    /// <summary>Makes new items of parts of this one, which stays as it is.</summary>
    [Function(nameof(SplitItem))]
    public Task<IResult> SplitItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/split")] HttpRequest request,
        string council,
        string item,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.Required("parts") ? body.Objects("parts", part => ItemBody.Read(part, Caller.Of(request), anySection: true)) : [],
            parts => SplitAsync(request, council, item, parts, cancellation),
            cancellation);

    private async Task<IResult> MergeAsync(
        HttpRequest request, string council, string item, string other, DurableTaskClient client, CancellationToken cancellation)
    {
        Result<Stored<Item>> ending = await desk.ItemAsync(council, other, cancellation);
        if (ending.IsRefused)
        {
            return Problem.Of(ending.Refusal);
        }

        // First what is kept, then what ends: a crash in between loses nothing, and the same request again completes it.
        Result<ItemChange> kept = await desk.ChangeItemAsync(
            council,
            item,
            (current, _, _) => ItemRules.Merge(current, ending.Value.Value).Then<Item>(merged => merged.Kept),
            Door.IfMatch(request),
            cancellation);
        if (kept.IsRefused)
        {
            return Problem.Of(kept.Refusal);
        }

        Result<ItemChange> ended = await desk.ChangeItemAsync(
            council, other, (current, _, _) => ItemRules.Merge(kept.Value.Item, current).Then<Item>(merged => merged.Ended), VersionCheck.None, CancellationToken.None);
        if (ended.IsRefused)
        {
            return Problem.Of(ended.Refusal);
        }

        IEnumerable<string> told = MailQueue.SubmittersOf(kept.Value.Item).Concat(MailQueue.SubmittersOf(ending.Value.Value)).Distinct();
        Meeting meeting = kept.Value.Meeting;
        await MailQueue.QueueAsync(
            client,
            [.. told.Select(post => new MailingTask(new MailingKey(meeting.Key, MailKind.ItemMerged, meeting.ScheduleVersion, post, other)))],
            CancellationToken.None);
        await desk.RecordAsync(Caller.Of(request), meeting.Key, "items-merged", item, CancellationToken.None, $"merged|{item}|{other}");
        await desk.RecordAsync(Caller.Of(request), ended.Value.Meeting.Key, "item-merged-into", other, CancellationToken.None, $"merged-into|{item}|{other}");
        return await itemDesk.AnswerAsync(kept.Value.Item, StatusCodes.Status200OK, CancellationToken.None);
    }

    private async Task<IResult> SplitAsync(
        HttpRequest request, string council, string item, IReadOnlyList<ItemDraft> parts, CancellationToken cancellation)
    {
        Result<Stored<Item>> stored = await desk.ItemAsync(council, item, cancellation);
        Result<Council> settings = await desk.CouncilAsync(council, cancellation);
        if (stored.IsRefused || settings.IsRefused)
        {
            return Problem.Of((stored.Refusal ?? settings.Refusal)!);
        }

        Item whole = stored.Value.Value;
        if (Door.IfMatch(request).RefusalOf(EntityTag.OfVersion(stored.Value.ETag)) is { } outdated)
        {
            return Problem.Of(outdated);
        }

        Caller caller = Caller.Of(request);
        Meeting? meeting = whole.Meeting is null ? null : await itemDesk.DecidesAtAsync(whole, cancellation);
        Result<IReadOnlyList<Item>> split = ItemRules.Split(whole, parts, meeting, settings.Value, caller.Post, desk.Now);
        if (split.IsRefused)
        {
            return Problem.Of(split.Refusal);
        }

        // The key is made of what is asked for, so that the same request again finds its items instead of adding them twice.
        string digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts, Wire.Options)))[..16];
        List<Item> added = [];
        foreach ((Item part, int index) in split.Value.Select((part, index) => (part, index)))
        {
            Stored<Item> kept = await items.AddAsync(part, string.Create(CultureInfo.InvariantCulture, $"split|{item}|{digest}|{index}"), CancellationToken.None);
            added.Add((meeting is null ? kept : await intake.PlaceAsync(kept, meeting.Key, CancellationToken.None)).Value);
        }

        MeetingKey about = meeting?.Key ?? new MeetingKey(council, whole.LeftOutOf ?? "");
        foreach (Item part in added)
        {
            await desk.RecordAsync(caller, about, "item-split", part.Id, CancellationToken.None, $"item-split|{part.Id}");
        }

        return Door.Json(added, StatusCodes.Status201Created);
    }
}
