using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Carries out what decisions ask for: items that are postponed or promised, and follow-ups. Done again after a correction it puts them right.</summary>
public sealed class SettlingActivities(MeetingFiles files, IMeetings meetings, IItems items, IFollowUps followUps, AuditTrail trail, TimeProvider time)
{
    private const string CorrectedReason = "Beslutningen, som punktet fulgte af, er rettet";

    [Function(nameof(SettleDecisions))]
    public async Task SettleDecisions([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        List<Item> onMeeting = [.. (await items.ListAsync(meeting.Council, meeting.Meeting, cancellation)).Select(item => item.Value)];
        foreach (Item item in onMeeting.Where(ItemRules.IsToBeCarriedOver))
        {
            Meeting? target = await TargetAsync(file.Meeting, item.Decision!.PostponedTo, cancellation);
            Stored<Item> carried = await items.AddAsync(ItemRules.CarryOver(item, target, time.GetUtcNow()), $"carried|{item.Id}", cancellation);
            await CarriedAsync(meeting, item, carried.Value, cancellation);
        }

        foreach ((Item item, PromisedItem promise) in onMeeting.SelectMany(item => (item.Decision?.Promises ?? []).Select(promise => (item, promise))))
        {
            Meeting? target = await TargetAsync(file.Meeting, promise.Date, cancellation);
            Stored<Item> promised = await items.AddAsync(
                ItemRules.Promised(promise, item, file.Meeting, target, file.Council, time.GetUtcNow()), $"promised|{item.Id}|{Digest(promise.Title)}", cancellation);
            await CarriedAsync(meeting, item, promised.Value, cancellation);
        }

        await SettleFollowUpsAsync(meeting, onMeeting, client, cancellation);
        if (file.Meeting.Minutes.Editions.Count > 0)
        {
            await WithdrawWhatNoLongerFollowsAsync(file.Meeting, onMeeting, cancellation);
        }
    }

    private Task CarriedAsync(MeetingKey meeting, Item from, Item carried, CancellationToken cancellation) =>
        trail.SystemAsync(meeting.Council, "item-carried-over", carried.Id, $"item-carried-over|{carried.Id}", cancellation, new AuditFacts(Before: from.Id));

    private async Task SettleFollowUpsAsync(MeetingKey meeting, IReadOnlyList<Item> onMeeting, DurableTaskClient client, CancellationToken cancellation)
    {
        FollowUpTask[] known = [.. (await followUps.ListAsync(meeting.Council, cancellation)).Where(stored => stored.Meeting == meeting)];
        IReadOnlyList<FollowUpTask> asked = FollowUpRules.Matched(FollowUpRules.TasksOf(meeting, onMeeting), known);
        foreach (FollowUpTask task in asked.Concat(known.Where(stored => asked.All(one => one.Id != stored.Id))))
        {
            await trail.SystemAsync(meeting.Council, "follow-up-opened", task.Id, $"follow-up-opened|{task.Id}", cancellation);
            if (await KeepAsync(task, asked.FirstOrDefault(one => one.Id == task.Id), cancellation))
            {
                await FollowUpSignal.WakeAsync(client, meeting.Council, task.Id, cancellation);
            }
            else
            {
                await FollowUpSignal.StartAsync(client, meeting.Council, task.Id, cancellation);
            }
        }
    }

    /// <summary>True when a task that was there already has changed.</summary>
    private Task<bool> KeepAsync(FollowUpTask task, FollowUpTask? asked, CancellationToken cancellation) =>
        Retry.OnConflictAsync(async () =>
        {
            Stored<FollowUpTask>? stored = await followUps.FindAsync(task.Meeting.Council, task.Id, cancellation);
            FollowUpTask kept = stored is null ? task : FollowUpRules.Refresh(stored.Value, asked, time.GetUtcNow());
            if (kept == stored?.Value)
            {
                return false;
            }

            await followUps.SaveAsync(kept, stored?.ETag, cancellation);
            return stored is not null;
        });

    /// <summary>What was carried over or promised by a decision that has been put right since, where it still waits for its meeting.</summary>
    private async Task WithdrawWhatNoLongerFollowsAsync(Meeting from, IReadOnlyList<Item> onMeeting, CancellationToken cancellation)
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

    private static bool Follows(Item carried, Item decided) =>
        ItemRules.IsToBeCarriedOver(decided) || (decided.Decision?.Promises ?? []).Any(promise => promise.Title.Trim() == carried.Title) || HasOwnLife(carried, decided);

    // An item that has been worked on under another title is nobody's to withdraw but the secretariat's.
    private static bool HasOwnLife(Item carried, Item decided) =>
        carried.Title != decided.Title && !carried.Background.StartsWith("Punktet blev lovet på mødet", StringComparison.Ordinal);

    private static string Digest(string title) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title.Trim().ToUpperInvariant())))[..16];

    /// <summary>The meeting that the item was postponed to: the one on that date, else the next that still takes items, else none.</summary>
    private async Task<Meeting?> TargetAsync(Meeting from, DateOnly? to, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> open = AgendaRules.TakingItems(await meetings.ListAsync(from.Key.Council, cancellation), from.Date);
        return to is { } date ? open.FirstOrDefault(meeting => meeting.Date == date) : open is [{ } next, ..] ? next : null;
    }
}
