using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>
/// The items that decisions carry on to coming meetings. Each follows once, however often decisions are settled and whichever meeting was next at the
/// time: what was added is looked for wherever it can have begun, because the next meeting of today need not be that of last time.
/// </summary>
public sealed class CarriedItems(IMeetings meetings, IItems items, AuditTrail trail)
{
    private const string CorrectedReason = "Beslutningen, som punktet fulgte af, er rettet";

    /// <summary>
    /// Adds the item that follows from a decision, unless it is there; it then goes to the day that the decision says by now. One that a correction took back
    /// comes anew.
    /// </summary>
    /// <param name="from">The item that was decided.</param>
    /// <param name="key">What follows from it, the same each time.</param>
    /// <param name="at">The meeting that decided.</param>
    /// <param name="to">The day that the decision says, or null for the next meeting.</param>
    /// <param name="make">The new item on its meeting, or for the pool.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async Task KeepAsync(Item from, string key, Meeting at, DateOnly? to, Func<Meeting?, Item> make, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> all = await meetings.ListAsync(from.Council, cancellation);
        for (int turn = 1; ; turn++)
        {
            string turnKey = turn == 1 ? key : $"{key}|{turn}";
            Stored<Item>? known = await FindAsync(from.Council, all, turnKey, cancellation);
            if (known?.Value is { Status: ItemStatus.Withdrawn, Reason: CorrectedReason })
            {
                continue;
            }

            Item kept = known is null
                ? (await items.AddAsync(make(Target(all, at, to)) with { CarriedTo = to }, turnKey, cancellation)).Value
                : await RedirectAsync(known, Target(all, at, to), to, cancellation);
            await trail.SystemAsync(from.Council, "item-carried-over", kept.Id, $"item-carried-over|{kept.Id}", cancellation, new AuditFacts(Before: from.Id));
            return;
        }
    }

    /// <summary>Takes back what was carried over or promised by a decision that has been put right since, where it still waits for its meeting.</summary>
    public async Task TakeBackAsync(Meeting from, IReadOnlyList<Item> onMeeting, CancellationToken cancellation)
    {
        Dictionary<string, Item> origins = onMeeting.ToDictionary(item => item.Id);
        IEnumerable<string?> places = AgendaRules.TakingItems(await meetings.ListAsync(from.Key.Council, cancellation), from.Date)
            .Select(meeting => (string?)meeting.Key.Meeting)
            .Append(null);
        foreach (string? place in places)
        {
            foreach (Stored<Item> stored in await items.ListAsync(from.Key.Council, place, cancellation))
            {
                if (stored.Value is { Origin: ItemOrigin.CarriedOver, CarriedFrom: { } origin } && origins.TryGetValue(origin, out Item? decided)
                    && !Follows(stored.Value, decided)
                    && ItemRules.Withdraw(stored.Value, CorrectedReason) is { IsRefused: false } withdrawn)
                {
                    await items.SaveAsync(stored with { Value = withdrawn.Value }, cancellation);
                    await trail.SystemAsync(from.Key.Council, "item-withdrawn", stored.Value.Id, $"correction|{stored.Value.Id}", cancellation);
                }
            }
        }
    }

    private async Task<Item> RedirectAsync(Stored<Item> known, Meeting? target, DateOnly? to, CancellationToken cancellation)
    {
        Item redirected = ItemRules.Redirect(known.Value, target, to);
        return redirected == known.Value ? known.Value
            : redirected.Meeting == known.Value.Meeting ? (await items.SaveAsync(known with { Value = redirected }, cancellation)).Value
            : (await items.MoveAsync(known with { Value = redirected }, redirected.Meeting, cancellation)).Value;
    }

    /// <summary>The meeting that an item was postponed or promised to: the one on that date, else the next that still takes items, else none.</summary>
    private static Meeting? Target(IReadOnlyList<Meeting> all, Meeting at, DateOnly? to)
    {
        IReadOnlyList<Meeting> open = AgendaRules.TakingItems(all, at.Date);
        return to is { } date ? open.FirstOrDefault(meeting => meeting.Date == date) : open is [{ } next, ..] ? next : null;
    }

    private async Task<Stored<Item>?> FindAsync(string council, IReadOnlyList<Meeting> all, string key, CancellationToken cancellation)
    {
        foreach (string? place in all.Select(meeting => (string?)meeting.Key.Meeting).Append(null))
        {
            if (await items.FindByKeyAsync(council, place, key, cancellation) is { } known)
            {
                return known;
            }
        }

        return null;
    }

    // An item that has been worked on under another title is nobody's to withdraw but the secretariat's.
    private static bool Follows(Item carried, Item decided)
    {
        bool isPromised = (decided.Decision?.Promises ?? []).Any(promise => promise.Title.Trim() == carried.Title);
        bool isOfAPromise = carried.Background.StartsWith("Punktet blev lovet på mødet", StringComparison.Ordinal);
        return isPromised || (isOfAPromise ? carried.Revision is not null : ItemRules.IsToBeCarriedOver(decided) || carried.Title != decided.Title);
    }
}
