using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Holding;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.FollowUp;
using Kkr.Workflow.Functions.MeetingLifecycle;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Minutes;

/// <summary>Minutes to make.</summary>
public sealed record MinutesWanted(MeetingKey Meeting, MinutesEditionKind Kind);

/// <summary>Makes minutes, and carries out what the decisions ask for: postponed items and follow-ups.</summary>
public sealed class MinutesActivities(
    MeetingFiles files,
    MeetingChanges changes,
    IMeetings meetings,
    IItems items,
    IFollowUps followUps,
    MinutesVerdicts verdicts,
    DocumentKeeper keeper,
    AuditTrail trail,
    TimeProvider time)
{
    [Function(nameof(MakeMinutes))]
    public async Task MakeMinutes([ActivityTrigger] MinutesWanted wanted, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(wanted.Meeting, cancellation);
        MinutesRecord minutes = file.Meeting.Minutes;
        if (minutes.Editions.Any(edition => edition.Kind == wanted.Kind))
        {
            return;
        }

        IReadOnlyList<Stored<Item>> stored = await items.ListAsync(wanted.Meeting.Council, wanted.Meeting.Meeting, cancellation);
        NumberedAgenda agenda = AgendaRules.Number(file.Council, file.Meeting, AgendaRules.Fixed([.. stored.Select(item => item.Value)]));
        int version = minutes.Editions.Count + 1;
        ArchivedDocument kept = await keeper.KeepAsync(
            wanted.Meeting,
            MinutesDocument.Render(file.Council, file.Meeting, agenda, wanted.Kind, version, file.Directory, minutes.Verdicts is [.., { } last] ? last : null),
            wanted.Kind == MinutesEditionKind.Draft,
            cancellation);
        MinutesEdition edition = new(version, wanted.Kind, kept.Path, kept.Sha256, time.GetUtcNow());
        _ = await changes.ApplyAsync(wanted.Meeting, meeting => MeetingRules.AddMinutesEdition(meeting, edition), cancellation);
    }

    [Function(nameof(PassVerdictsOn))]
    public async Task PassVerdictsOn([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        foreach (Stored<Item> item in await items.ListAsync(meeting.Council, meeting.Meeting, cancellation))
        {
            await verdicts.PassOnAsync(file.Meeting, item.Value, client, cancellation);
        }

        await trail.SystemAsync(meeting, "verdicts-passed-on", "", cancellation);

        _ = await changes.ApplyAsync(
            meeting,
            current => current.Minutes.VerdictsPassedOnAt is null
                ? current with { Minutes = current.Minutes with { VerdictsPassedOnAt = time.GetUtcNow() } }
                : current,
            cancellation);
    }

    [Function(nameof(SettleDecisions))]
    public async Task SettleDecisions([ActivityTrigger] MeetingKey meeting, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        MeetingFile file = await files.OpenAsync(meeting, cancellation);
        List<Item> onMeeting = [.. (await items.ListAsync(meeting.Council, meeting.Meeting, cancellation)).Select(item => item.Value)];
        foreach (Item item in onMeeting.Where(ItemRules.IsToBeCarriedOver))
        {
            Meeting? target = await TargetAsync(file.Meeting, item.Decision!.PostponedTo, cancellation);
            Stored<Item> carried = await items.AddAsync(ItemRules.CarryOver(item, target, time.GetUtcNow()), $"carried|{item.Id}", cancellation);
            await trail.SystemAsync(
                meeting.Council, "item-carried-over", carried.Value.Id, $"item-carried-over|{carried.Value.Id}", cancellation, new AuditFacts(Before: item.Id));
        }

        foreach (FollowUpTask task in FollowUpRules.TasksOf(meeting, onMeeting))
        {
            if (await followUps.FindAsync(meeting.Council, task.Id, cancellation) is null)
            {
                await followUps.SaveAsync(task, etag: null, cancellation);
            }

            await trail.SystemAsync(meeting.Council, "follow-up-opened", task.Id, $"follow-up-opened|{task.Id}", cancellation);
            await FollowUpSignal.StartAsync(client, meeting.Council, task.Id, cancellation);
        }
    }

    /// <summary>The meeting that the item was postponed to: the one on that date, else the next that still takes items, else none.</summary>
    private async Task<Meeting?> TargetAsync(Meeting from, DateOnly? to, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> open = AgendaRules.TakingItems(await meetings.ListAsync(from.Key.Council, cancellation), from.Date);
        return to is { } date ? open.FirstOrDefault(meeting => meeting.Date == date) : open is [{ } next, ..] ? next : null;
    }
}
