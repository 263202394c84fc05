using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Items change their place on the agenda, their section, or their meeting. After the freeze nothing of it changes.</summary>
public sealed class ItemPlacingHttp(MeetingDesk desk, ItemDesk itemDesk, ItemIntake intake, IItems items, MeetingChanges changes)
{
    /// <summary>Puts the item in a section, at a place in it, or both.</summary>
    [Function(nameof(PlaceItem))]
    public Task<IResult> PlaceItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/place")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => (Section: body.Number("section"), Position: body.Number("position")),
            place => PlaceAsync(request, council, item, place.Section, place.Position, client, cancellation),
            cancellation);

    /// <summary>Puts the item on another meeting, or takes it up from the pool.</summary>
    [Function(nameof(MoveItem))]
    public Task<IResult> MoveItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/move")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        Door.ReadAsync(
            request,
            body => body.RequiredText("meeting"),
            async meeting =>
            {
                Result<Stored<Meeting>> target = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
                return target.IsRefused
                    ? Problem.Of(target.Refusal)
                    : await MoveAsync(request, council, item, target.Value.Value, client, cancellation);
            },
            cancellation);

    /// <summary>Lays the item in the pool.</summary>
    [Function(nameof(PoolItem))]
    public Task<IResult> PoolItem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ItemsHttp.Route + "/pooling")] HttpRequest request,
        string council,
        string item,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        MoveAsync(request, council, item, null, client, cancellation);

    private async Task<IResult> PlaceAsync(
        HttpRequest request, string council, string item, int? section, int? position, DurableTaskClient client, CancellationToken cancellation)
    {
        Result<Stored<Item>> found = await desk.ItemAsync(council, item, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        Item target = found.Value.Value with { Section = section ?? found.Value.Value.Section };
        Result<Council> settings = await desk.CouncilAsync(council, cancellation);
        if (position is { } place)
        {
            if (target.Meeting is not { } meeting || settings.IsRefused)
            {
                return Problem.Of(ItemTransitions.After(ItemStatus.Pooled, ItemMove.Move).Refusal!);
            }

            // Both are judged before either is stored, so that a refused place leaves the section as it was.
            Result<Stored<Meeting>> stored = await desk.MeetingAsync(new MeetingKey(council, meeting), cancellation);
            IReadOnlyList<Item> there = await itemDesk.OthersAsync(target, cancellation);
            Result<Item> moved = stored.Then(at => ItemRules.ToSection(found.Value.Value, target.Section, at.Value, settings.Value));
            Result<Meeting> placed = moved.Then(_ => ItemRules.Place(stored.Value.Value, there, target, place, settings.Value));
            if (placed.IsRefused)
            {
                return Problem.Of(placed.Refusal);
            }

            placed = await changes.ApplyAndSignalAsync(
                stored.Value.Value.Key, current => ItemRules.Place(current, there, target, place, settings.Value), client, cancellation);
            if (placed.IsRefused)
            {
                return Problem.Of(placed.Refusal);
            }
        }

        return await itemDesk.ChangeAsync(
            request, council, item, "item-placed", (current, meeting, all) => ItemRules.ToSection(current, target.Section, meeting, all), cancellation);
    }

    private Task<IResult> MoveAsync(
        HttpRequest request, string council, string item, Meeting? target, DurableTaskClient client, CancellationToken cancellation)
    {
        VersionCheck check = Door.IfMatch(request);
        return Retry.OnConflictAsync(async () =>
        {
            Result<Stored<Item>> stored = await desk.ItemAsync(council, item, cancellation);
            if (stored.IsRefused)
            {
                return Problem.Of(stored.Refusal);
            }

            if (check.RefusalOf(EntityTag.OfVersion(stored.Value.ETag)) is { } outdated)
            {
                return Problem.Of(outdated);
            }

            Item current = stored.Value.Value;
            Meeting? from = current.Meeting is null ? null : await itemDesk.DecidesAtAsync(current, cancellation);
            Result<Item> moved = target is null ? ItemRules.LayAside(current, from) : ItemRules.MoveTo(current, from, target);
            if (moved.IsRefused)
            {
                return Problem.Of(moved.Refusal);
            }

            if (moved.Value != current)
            {
                Stored<Item> arrived = await items.MoveAsync(stored.Value with { Value = moved.Value }, moved.Value.Meeting, cancellation);
                stored = target is null ? arrived : await intake.PlaceAsync(arrived, target.Key, CancellationToken.None);
                await TellAsync(request, stored.Value.Value, target ?? from, client);
            }

            check.Tell(EntityTag.OfVersion(stored.Value.ETag));
            return await itemDesk.AnswerAsync(stored.Value.Value, StatusCodes.Status200OK, CancellationToken.None);
        });
    }

    private async Task TellAsync(HttpRequest request, Item item, Meeting? about, DurableTaskClient client)
    {
        if (about is null)
        {
            return;
        }

        MailKind kind = item.LeftOutOf == about.Key.Meeting ? MailKind.ItemRejected : MailKind.ItemMoved;
        await MailQueue.AboutItemAsync(client, kind, about, item, CancellationToken.None);
        await desk.RecordAsync(Caller.Of(request), about.Key, item.Meeting is null ? "item-pooled" : "item-moved", item.Id, CancellationToken.None);
    }
}
