using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Planning;

/// <summary>An item that waits in the pool.</summary>
/// <param name="Item">The item.</param>
/// <param name="WaitsFor">The meeting that it will come onto: the one on the date it was promised to, else the next that takes items; null while there is none.</param>
/// <param name="IsByDate">True when the meeting was found by the promised date.</param>
public sealed record PooledItem(Item Item, MeetingKey? WaitsFor, bool IsByDate);

/// <summary>The item pool, each item with the meeting that it waits for.</summary>
public sealed class PoolHttp(MeetingDesk desk, IMeetings meetings, IItems items)
{
    [Function(nameof(ListPool))]
    public async Task<IResult> ListPool(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "councils/{council}/pool")] HttpRequest request,
        string council,
        CancellationToken cancellation)
    {
        Result<Council> found = await desk.CouncilAsync(council, cancellation);
        if (found.IsRefused)
        {
            return Problem.Of(found.Refusal);
        }

        DateOnly today = LocalTime.ToLocal(desk.Now, found.Value.TimeZone).Date;
        IReadOnlyList<Meeting> open = AgendaRules.TakingItems(await meetings.ListAsync(council, cancellation), today.AddDays(-1));
        return Door.Json((await items.ListAsync(council, null, cancellation)).Select(item => Match(item.Value, open)).ToList());
    }

    private static PooledItem Match(Item item, IReadOnlyList<Meeting> open)
    {
        Meeting? byDate = open.FirstOrDefault(meeting => AgendaRules.WaitingFor(meeting, [item]).Count > 0);
        Meeting? next = item.PromisedTo is null && open is [{ } first, ..] ? first : null;
        return new PooledItem(ItemRules.Masked(item), (byDate ?? next)?.Key, byDate is not null);
    }
}
