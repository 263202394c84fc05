using System.Globalization;
using Kkr.Workflow.Documents;
using Kkr.Workflow.Documents.Agenda;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An agenda to make.</summary>
public sealed record AgendaWanted(MeetingKey Meeting, AgendaEditionKind Kind)
{
    /// <summary>The answer to the chairmanship's comments that a new draft goes along with.</summary>
    public int? Answer { get; init; }

    /// <summary>The supplement to print.</summary>
    public int? Supplement { get; init; }
}

/// <summary>An answer or a supplement that everybody concerned has been sent.</summary>
public sealed record AgendaAddition(MeetingKey Meeting, int Serial);

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
    public async Task ReleaseItems([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        await TellGuestsAsync(file, client, cancellation);
        Meeting? next = await files.NextTakingItemsAsync(file.Meeting, cancellation);
        IReadOnlySet<string> reserved = next is null ? new HashSet<string>() : await standing.ReservedAsync(next, cancellation);
        foreach (Stored<Item> item in await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
        {
            await KeepAsync(item, ItemRules.Release(item.Value, next, reserved), cancellation);
        }

        // What was promised to the cancelled meeting's day, and still waits in the pool, waits for the next meeting instead.
        IReadOnlyList<Stored<Item>> pool = await items.ListAsync(meeting.Council, null, cancellation);
        HashSet<string> promised = [.. AgendaRules.WaitingFor(file.Meeting, [.. pool.Select(item => item.Value)]).Select(item => item.Id)];
        foreach (Stored<Item> item in pool.Where(item => promised.Contains(item.Value.Id)))
        {
            Item retargeted = item.Value with { PromisedTo = next?.Date };
            await KeepAsync(item, next is null ? retargeted : ItemRules.Adopt(retargeted, next, reserved), cancellation);
        }
    }

    /// <summary>The guests stand on the items, so their mails are queued before these leave the meeting.</summary>
    private async Task TellGuestsAsync(MeetingFile file, DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingKey meeting = file.Meeting.Key;
        MailingTask[] guests = [.. Recipients.Guests(await items.ListWithoutTextsAsync(meeting.Council, meeting.Meeting, cancellation))
            .Select(guest => new MailingTask(new MailingKey(meeting, MailKind.Cancelled, file.Meeting.ScheduleVersion, guest.Recipient.Post.Id)))];
        if (guests.Length > 0)
        {
            await MailQueue.QueueAsync(client, guests, cancellation);
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
        if (!AgendaRules.IsFixed(file.Meeting))
        {
            return [];
        }

        IReadOnlyList<MailingTask> leftOut = await setAside.SweepAsync(file, _ => true, cancellation);
        return AgendaRules.Unfilled(await items.ListWithoutTextsAsync(meeting.Council, meeting.Meeting, cancellation)).Count == 0
            ? leftOut
            : [.. leftOut, MailingTask.ToSecretariat(meeting, MailKind.ReservationsDropped, file.Meeting.ScheduleVersion, "aarshjul")];
    }

    [Function(nameof(MakeAgenda))]
    public async Task MakeAgenda([ActivityTrigger] AgendaWanted wanted, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(wanted.Meeting, cancellation);
        List<Item> now = await ItemsOfAsync(wanted.Meeting, cancellation);
        if (file.IsCancelled || !IsWanted(wanted, file.Meeting, now))
        {
            return;
        }

        IReadOnlyList<Item> content = await ContentAsync(wanted, file, now, cancellation);
        NumberedAgenda agenda = AgendaRules.Number(file.Council, file.Meeting, content);
        int version = file.Meeting.Agendas.Count + 1;
        bool isDraft = wanted.Kind is AgendaEditionKind.NetworkDraft or AgendaEditionKind.ChairmanshipDraft;
        KeptEdition kept = await keeper.KeepEditionAsync(
            wanted.Meeting,
            agenda,
            isDraft,
            () => AgendaDocument.Compose(file.Council, file.Meeting, agenda, wanted.Kind, version, file.Directory),
            () => AgendaDocument.ComposeForMembers(file.Council, file.Meeting, agenda, wanted.Kind, version, file.Directory),
            cancellation);
        IReadOnlyList<AgendaEntry> entries = isDraft ? [] : AgendaContent.EntriesOf(content);
        AgendaEdition edition = new(version, wanted.Kind, kept.Public.Path, kept.Public.Sha256, time.GetUtcNow(), agenda.Items.Count())
        {
            ScheduleVersion = file.Meeting.ScheduleVersion,
            Occasion = OccasionOf(wanted),
            Entries = entries,
            Files = kept.Public.Files,
            MembersPath = kept.Members?.Path,
            MembersFiles = kept.Members?.Files ?? [],
            Open = kept.Open,
            ContentSha256 = isDraft ? null : AgendaContent.DigestOf(entries),
        };
        _ = await changes.ApplyAsync(wanted.Meeting, meeting => MeetingRules.AddAgendaEdition(meeting, edition), cancellation);
    }

    /// <summary>The call was opened again: what was frozen can be edited, and keeps its number.</summary>
    [Function(nameof(ThawItems))]
    public async Task ThawItems([ActivityTrigger] MeetingKey meeting, CancellationToken cancellation)
    {
        foreach (Stored<Item> item in await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
        {
            if (item.Value.Status == ItemStatus.Frozen)
            {
                await KeepAsync(item, ItemRules.Thaw(item.Value), cancellation);
            }
        }
    }

    [Function(nameof(MarkCommentsAnswered))]
    public async Task MarkCommentsAnswered([ActivityTrigger] AgendaAddition sent, CancellationToken cancellation)
    {
        _ = await changes.ApplyAsync(sent.Meeting, meeting => AgendaHold.Sent(meeting, sent.Serial, time.GetUtcNow()), cancellation);
        await trail.SystemAsync(sent.Meeting, "comment-answer-sent", Serial(sent), cancellation, new AuditFacts(Serial(sent)));
    }

    [Function(nameof(MarkSupplementSent))]
    public async Task MarkSupplementSent([ActivityTrigger] AgendaAddition sent, CancellationToken cancellation)
    {
        _ = await changes.ApplyAsync(sent.Meeting, meeting => MeetingRules.SupplementSent(meeting, sent.Serial, time.GetUtcNow()), cancellation);
        await trail.SystemAsync(sent.Meeting, "supplement-sent", Serial(sent), cancellation, new AuditFacts(Serial(sent)));
    }

    private static string Serial(AgendaAddition sent) => sent.Serial.ToString(CultureInfo.InvariantCulture);

    /// <summary>False for what an earlier run of the same step has made already, and for a draft that an answer in words alone does not need.</summary>
    private static bool IsWanted(AgendaWanted wanted, Meeting meeting, IReadOnlyList<Item> now)
    {
        if (wanted.Kind == AgendaEditionKind.Frozen && AgendaRules.Current(meeting) is not null)
        {
            return AgendaRules.IsOutdated(meeting, now);
        }

        return !(wanted.Answer is { } answer && !meeting.CommentAnswers[answer - 1].WithNewDraft)
            && !meeting.Agendas.Any(edition =>
                edition.Kind == wanted.Kind && edition.Occasion == OccasionOf(wanted) && AgendaRules.IsCurrent(meeting, edition));
    }

    private static string OccasionOf(AgendaWanted wanted) =>
        wanted.Answer is { } answer ? string.Create(CultureInfo.InvariantCulture, $"answer-{answer}")
        : wanted.Supplement is { } serial ? Supplement.OccasionOf(serial)
        : "";

    /// <summary>The items that the edition lists. Drafts and the freeze bring the standing items up to date first; later editions take what is fixed.</summary>
    private async Task<IReadOnlyList<Item>> ContentAsync(AgendaWanted wanted, MeetingFile file, IReadOnlyList<Item> now, CancellationToken cancellation)
    {
        if (wanted.Supplement is { } serial)
        {
            Supplement supplement = file.Meeting.Supplements.First(known => known.Serial == serial);
            return [.. now.Where(item => supplement.Items.Contains(item.Id))];
        }

        if (wanted.Kind == AgendaEditionKind.Frozen && AgendaRules.Current(file.Meeting) is not null)
        {
            return AgendaRules.Fixed(now);
        }

        await standing.RefreshAsync(file, cancellation);
        IReadOnlyList<Stored<Item>> stored = await items.ListAsync(wanted.Meeting.Council, wanted.Meeting.Meeting, cancellation);
        if (wanted.Kind == AgendaEditionKind.Frozen)
        {
            return AgendaRules.Fixed(await FreezeAsync(file, stored, cancellation));
        }

        await SettleAsync(stored, AgendaRules.SettleReservations(file.Council, file.Meeting, [.. stored.Select(item => item.Value)], isFreeze: false), cancellation);
        return await ItemsOfAsync(wanted.Meeting, cancellation);
    }

    private async Task<List<Item>> ItemsOfAsync(MeetingKey meeting, CancellationToken cancellation) =>
        [.. (await items.ListAsync(meeting.Council, meeting.Meeting, cancellation)).Select(item => item.Value)];

    private async Task SettleAsync(IReadOnlyList<Stored<Item>> stored, IReadOnlyList<Item> settled, CancellationToken cancellation)
    {
        foreach (Item reservation in settled)
        {
            Stored<Item> current = stored.First(item => item.Value.Id == reservation.Id);
            await items.SaveAsync(current with { Value = reservation }, cancellation);
            await trail.SystemAsync(
                reservation.Council,
                "reservation-settled",
                reservation.Id,
                $"reservation-settled|{reservation.Id}|{current.ETag}",
                cancellation,
                new AuditFacts(reservation.FilledBy is { } filler ? $"filled by {filler}" : "dropped"));
        }
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

        await SettleAsync(stored, outcome.Settled, cancellation);
        foreach (Item pooled in outcome.Pooled)
        {
            await setAside.KeepAsync(stored.First(item => item.Value.Id == pooled.Id), pooled, cancellation);
        }

        return await ItemsOfAsync(file.Meeting.Key, cancellation);
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
