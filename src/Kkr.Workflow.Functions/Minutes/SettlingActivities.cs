using System.Security.Cryptography;
using System.Text;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Agenda;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Carries out what decisions ask for: items that are postponed or promised, and follow-ups. Done again after a correction it puts them right.</summary>
public sealed class SettlingActivities(
    MeetingFiles files, IItems items, CarriedItems carried, LeftOutItems leftOut, IFollowUps followUps, AuditTrail trail, TimeProvider time)
{
    [Function(nameof(SettleDecisions))]
    public async Task SettleDecisions([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        List<Item> onMeeting = [.. (await items.ListAsync(meeting.Council, meeting.Meeting, cancellation)).Select(item => item.Value)];
        if (file.Meeting.Minutes.Editions.Count > 0)
        {
            await carried.TakeBackAsync(file.Meeting, onMeeting, cancellation);
        }

        foreach (Item item in onMeeting.Where(ItemRules.IsToBeCarriedOver))
        {
            await carried.KeepAsync(
                item,
                $"carried|{item.Id}",
                file.Meeting,
                item.Decision!.PostponedTo,
                target => ItemRules.CarryOver(item, target, time.GetUtcNow()),
                cancellation);
        }

        foreach ((Item item, PromisedItem promise) in onMeeting.SelectMany(item => (item.Decision?.Promises ?? []).Select(promise => (item, promise))))
        {
            await carried.KeepAsync(
                item,
                $"promised|{item.Id}|{Digest(promise.Title)}",
                file.Meeting,
                promise.Date,
                target => ItemRules.Promised(promise, item, file.Meeting, target, file.Council, time.GetUtcNow()),
                cancellation);
        }

        await SettleFollowUpsAsync(meeting, onMeeting, client, cancellation);
        await SetStrandedAsideAsync(file, onMeeting, client, cancellation);
    }

    /// <summary>
    /// Items that the meeting never took: a supplementary agenda's, when its request was cut off and never sent again. Nobody would look for them on a
    /// meeting that is over.
    /// </summary>
    private async Task SetStrandedAsideAsync(MeetingFile file, IReadOnlyList<Item> onMeeting, DurableTaskClient client, CancellationToken cancellation)
    {
        HashSet<string> stranded = [.. onMeeting.Where(item => item.Number is null && AgendaRules.LeaveOut(item) is not null).Select(item => item.Id)];
        if (stranded.Count == 0)
        {
            return;
        }

        IReadOnlyList<MailingTask> told = await leftOut.SweepAsync(file, item => stranded.Contains(item.Id), cancellation);
        if (told.Count > 0)
        {
            await MailQueue.QueueAsync(client, told, cancellation);
        }
    }

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

    private static string Digest(string title) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title.Trim().ToUpperInvariant())))[..16];
}
