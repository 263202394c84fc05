using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Minutes;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>An item to make confidential or open.</summary>
/// <param name="Council">Council id.</param>
/// <param name="Item">Item id.</param>
/// <param name="Confidential">What it is to be.</param>
/// <param name="PublicTitle">What everybody may read in place of its title, or null.</param>
/// <param name="Request">Tells one request for it from the next: the item's version that it was made for.</param>
public sealed record ReclassificationOrder(string Council, string Item, bool Confidential, string? PublicTitle, string Request);

/// <summary>
/// Carries an item's texts and files to the other container: copy, switch the item over, delete what stayed behind. It may die after any of these; run
/// again, it finds how far it came, and until the switch everything reads as before.
/// </summary>
public sealed class Reclassification(
    IItems items, IMeetings meetings, IFollowUps followUps, AttachmentOwners owners, IDocumentArchive archive, AuditTrail trail)
{
    /// <summary>More than usual: an item half carried across is worse than a slow answer.</summary>
    private const int Tries = 20;

    [Function(nameof(CarryAcross))]
    public async Task<Refusal?> CarryAcross([ActivityTrigger] ReclassificationOrder order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        Result<Item> switched = await SwitchAsync(order, cancellation);
        if (switched.IsRefused)
        {
            return switched.Refusal;
        }

        await SwitchTasksAsync(order, cancellation);
        await items.TidyAsync(order.Council, order.Item, cancellation);
        foreach (Attachment attachment in switched.Value.Attachments)
        {
            await owners.ForgetAsync(switched.Value, attachment.Path, !order.Confidential, cancellation);
        }

        await trail.SystemAsync(
            order.Council,
            "item-carried-across",
            order.Item,
            $"carried-across|{order.Item}|{order.Request}",
            cancellation,
            new AuditFacts(order.Confidential ? "to confidential" : "to open"));
        await TellOfClosedMinutesAsync(switched.Value, client, cancellation);

        // What went into a confidential item is about the same matter.
        foreach (string merged in order.Confidential ? switched.Value.MergedFrom : [])
        {
            await CarryAcross(order with { Item = merged }, client, cancellation);
        }

        return null;
    }

    /// <summary>Minutes that are out are closed from now on, and only the secretariat can open them again: it is told, once for each item and edition.</summary>
    private async Task TellOfClosedMinutesAsync(Item item, DurableTaskClient client, CancellationToken cancellation)
    {
        if (item is { Confidential: true, Meeting: { } meeting }
            && (await meetings.FindAsync(new MeetingKey(item.Council, meeting), cancellation))?.Value is { } printed
            && EditionRules.NewestPublished(printed.Minutes) is { } newest
            && EditionRules.Exposes(newest, [item]))
        {
            await MailQueue.QueueAsync(client, [MailingTask.ToSecretariat(printed.Key, MailKind.MinutesClosed, newest.Version, item.Id)], cancellation);
        }
    }

    /// <summary>What the item's decision asked for is as confidential as the item: item 2.1 of a coming agenda prints what is open.</summary>
    private async Task SwitchTasksAsync(ReclassificationOrder order, CancellationToken cancellation)
    {
        foreach (FollowUpTask listed in (await followUps.ListAsync(order.Council, cancellation)).Where(task => task.ItemId == order.Item))
        {
            await Retry.OnConflictAsync(
                async () =>
                {
                    Stored<FollowUpTask>? task = await followUps.FindAsync(order.Council, listed.Id, cancellation);
                    return task is null || task.Value.Confidential == order.Confidential
                        ? task
                        : await followUps.SaveAsync(task.Value with { Confidential = order.Confidential }, task.ETag, cancellation);
                },
                Tries);
        }
    }

    private Task<Result<Item>> SwitchAsync(ReclassificationOrder order, CancellationToken cancellation) =>
        Retry.OnConflictAsync<Result<Item>>(
            async () =>
            {
                Stored<Item> stored = await items.LocateAsync(order.Council, order.Item, cancellation)
                    ?? throw new KeyNotFoundException($"Item {order.Item} of {order.Council} is not in storage.");
                Result<Item> changed = ItemRules.Reclassify(stored.Value, order.Confidential, order.PublicTitle);
                if (changed.IsRefused || changed.Value == stored.Value)
                {
                    return changed;
                }

                foreach (Attachment attachment in stored.Value.Confidential == order.Confidential ? [] : stored.Value.Attachments)
                {
                    await archive.CopyAcrossAsync(attachment.Path, order.Confidential, cancellation);
                }

                return (await items.SaveAsync(stored with { Value = changed.Value }, cancellation)).Value;
            },
            Tries);
}
