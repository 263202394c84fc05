using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An agenda to make.</summary>
public sealed record AgendaWanted(MeetingKey Meeting, AgendaEditionKind Kind);

/// <summary>Makes agendas: drafts, and the frozen one that never changes again.</summary>
public sealed class AgendaActivities(
    MeetingFiles files,
    MeetingChanges changes,
    StandingItems standing,
    IMeetings meetings,
    IItems items,
    LeftOutItems setAside,
    DocumentKeeper keeper,
    AuditTrail trail,
    TimeProvider time)
{
    /// <summary>Puts the automatic and the reserved items on the meeting, and those that were waiting in the pool for it.</summary>
    [Function(nameof(AdoptPooledItems))]
    public async Task AdoptPooledItems([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        await standing.ReserveAsync(file, cancellation);
        IReadOnlyList<Stored<Item>> pool = await items.ListAsync(meeting.Council, null, cancellation);
        bool isNext = AgendaRules.NextTakingItems(await meetings.ListAsync(meeting.Council, cancellation), file.Today.AddDays(-1))?.Key == meeting;
        IReadOnlySet<string> reserved = await standing.ReservedAsync(file.Meeting, cancellation);
        HashSet<string> waiting = [.. AgendaRules.WaitingFor(file.Meeting, [.. pool.Select(item => item.Value)]).Select(item => item.Id)];
        foreach (Stored<Item> pooled in pool.Where(item => waiting.Contains(item.Value.Id) || (isNext && item.Value.PromisedTo is null)))
        {
            await KeepAsync(pooled, ItemRules.Adopt(pooled.Value, file.Meeting, reserved), cancellation);
        }
    }

    /// <summary>A cancelled meeting's items go to the next meeting after it that takes items, or to the pool.</summary>
    [Function(nameof(ReleaseItems))]
    public async Task ReleaseItems([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        Meeting? next = await files.NextTakingItemsAsync(file.Meeting, cancellation);
        IReadOnlySet<string> reserved = next is null ? new HashSet<string>() : await standing.ReservedAsync(next, cancellation);
        foreach (Stored<Item> item in await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
        {
            await KeepAsync(item, ItemRules.Release(item.Value, next, reserved), cancellation);
        }
    }

    /// <summary>Late items that the chairmanship has not taken go to the pool before the freeze; answers the mails that tell their submitters.</summary>
    [Function(nameof(SetAsideLateItems))]
    public async Task<IReadOnlyList<MailingTask>> SetAsideLateItems([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        return await setAside.SweepAsync(file, item => item is { IsLate: true, Status: ItemStatus.Proposed }, cancellation);
    }

    /// <summary>
    /// Whatever came to the meeting while its agenda was being frozen, and so has no number, goes to the pool; answers the mails about every item
    /// that this freeze left out. Nothing comes after it: from the frozen edition on, whoever adds an item sets it aside himself.
    /// </summary>
    [Function(nameof(SweepAfterFreeze))]
    public async Task<IReadOnlyList<MailingTask>> SweepAfterFreeze([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        return AgendaRules.IsFixed(file.Meeting) ? await setAside.SweepAsync(file, _ => true, cancellation) : [];
    }

    [Function(nameof(MakeAgenda))]
    public async Task MakeAgenda([ActivityTrigger] AgendaWanted wanted, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(wanted.Meeting, cancellation);
        if (file.IsCancelled || file.Meeting.Agendas.Any(edition => edition.Kind == wanted.Kind))
        {
            return;
        }

        await standing.RefreshAsync(file, cancellation);
        IReadOnlyList<Stored<Item>> stored = await items.ListAsync(wanted.Meeting.Council, wanted.Meeting.Meeting, cancellation);
        NumberedAgenda agenda = AgendaRules.Number(file.Council, file.Meeting, [.. stored.Select(item => item.Value)]);
        if (wanted.Kind == AgendaEditionKind.Frozen)
        {
            agenda = AgendaRules.Number(file.Council, file.Meeting, AgendaRules.Fixed(await FreezeAsync(file, stored, cancellation)));
        }

        int version = file.Meeting.Agendas.Count + 1;
        ArchivedDocument kept = await keeper.KeepAsync(
            wanted.Meeting,
            AgendaDocument.Render(file.Council, file.Meeting, agenda, wanted.Kind, version),
            wanted.Kind is AgendaEditionKind.NetworkDraft or AgendaEditionKind.ChairmanshipDraft,
            cancellation);
        AgendaEdition edition = new(version, wanted.Kind, kept.Path, kept.Sha256, time.GetUtcNow(), agenda.Items.Count());
        _ = await changes.ApplyAsync(wanted.Meeting, meeting => MeetingRules.AddAgendaEdition(meeting, edition), cancellation);
    }

    private async Task<IReadOnlyList<Item>> FreezeAsync(MeetingFile file, IReadOnlyList<Stored<Item>> stored, CancellationToken cancellation)
    {
        FreezeOutcome outcome = AgendaRules.AtFreeze(file.Council, file.Meeting, [.. stored.Select(item => item.Value)]);
        foreach (Item frozen in outcome.Frozen)
        {
            Stored<Item> current = stored.First(item => item.Value.Id == frozen.Id);
            if (frozen != current.Value)
            {
                await items.SaveAsync(current with { Value = frozen }, cancellation);
                await trail.SystemAsync(
                    frozen.Council, "item-frozen", frozen.Id, $"item-frozen|{frozen.Id}|{current.ETag}", cancellation, new AuditFacts($"no. {frozen.Number}"));
            }
        }

        foreach (Item pooled in outcome.Pooled)
        {
            await setAside.KeepAsync(stored.First(item => item.Value.Id == pooled.Id), pooled, cancellation);
        }

        return [.. (await items.ListAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation)).Select(item => item.Value)];
    }

    /// <summary>Stores what became of an item, where it is now; a refusal leaves it as it is.</summary>
    private async Task KeepAsync(Stored<Item> stored, Result<Item> changed, CancellationToken cancellation)
    {
        if (changed.IsRefused || changed.Value == stored.Value)
        {
            return;
        }

        Stored<Item> kept = stored with { Value = changed.Value };
        await (changed.Value.Meeting == stored.Value.Meeting
            ? items.SaveAsync(kept, cancellation)
            : items.MoveAsync(kept, changed.Value.Meeting, cancellation));
        await trail.SystemAsync(
            stored.Value.Council,
            "item-placed",
            stored.Value.Id,
            $"item-placed|{stored.Value.Id}|{stored.ETag}",
            cancellation,
            new AuditFacts(Before: stored.Value.Meeting ?? "pool", After: changed.Value.Meeting ?? "pool"));
    }
}
