using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>The way of every change to one item: apply the rule, do what follows, write down who did it, answer the item with its warnings.</summary>
public sealed class ItemDesk(MeetingDesk desk, IItems items, IMeetings meetings)
{
    internal async Task<IResult> ChangeAsync(
        HttpRequest request,
        string council,
        string item,
        string action,
        Func<Item, Meeting?, Council, Result<Item>> rule,
        CancellationToken cancellation,
        Func<ItemChange, Task>? then = null,
        VersionCheck? check = null,
        Func<Item, string>? recordKey = null)
    {
        Result<ItemChange> changed = await desk.ChangeItemAsync(council, item, rule, check ?? Door.IfMatch(request), cancellation);
        if (changed.IsRefused)
        {
            return Problem.Of(changed.Refusal);
        }

        // From here on the change is stored: a caller who hangs up now must not cut off what follows from it.
        if (then is not null)
        {
            await then(changed.Value);
        }

        await desk.RecordAsync(Caller.Of(request), changed.Value.Meeting.Key, action, item, CancellationToken.None, recordKey?.Invoke(changed.Value.Item));
        return await AnswerAsync(changed.Value.Item, StatusCodes.Status200OK, cancellation);
    }

    /// <summary>The item as an answer, with what the secretariat should see to.</summary>
    internal async Task<IResult> AnswerAsync(Item item, int status, CancellationToken cancellation) =>
        new ItemAnswer(item, await WarningsAsync(item, cancellation), status);

    internal async Task<IReadOnlyList<ItemWarning>> WarningsAsync(Item item, CancellationToken cancellation) => ItemWarnings.Of(
        item,
        await DecidesAtAsync(item, cancellation),
        item.Presenters.Count > 0 ? await OthersAsync(item, cancellation)
            : item.Origin == ItemOrigin.Submitted && item.Meeting is { } meeting ? await items.ListAlikeAsync(item.Council, meeting, item.Title, cancellation)
            : []);

    /// <summary>The items of the item's meeting, itself among them, without their texts; none for one in the pool.</summary>
    internal async Task<IReadOnlyList<Item>> OthersAsync(Item item, CancellationToken cancellation) =>
        item.Meeting is null ? [] : await items.ListWithoutTextsAsync(item.Council, item.Meeting, cancellation);

    /// <summary>The meeting that can decide the item next: its own, or for one that waits the next that takes items; null when there is none.</summary>
    internal async Task<Meeting?> DecidesAtAsync(Item item, CancellationToken cancellation)
    {
        if (item.Meeting is { } own)
        {
            return (await meetings.FindAsync(new MeetingKey(item.Council, own), cancellation))?.Value;
        }

        Result<Council> council = await desk.CouncilAsync(item.Council, cancellation);
        return council.IsRefused
            ? null
            : AgendaRules.NextTakingItems(
                await meetings.ListAsync(item.Council, cancellation),
                LocalTime.ToLocal(desk.Now, council.Value.TimeZone).Date.AddDays(-1));
    }
}
