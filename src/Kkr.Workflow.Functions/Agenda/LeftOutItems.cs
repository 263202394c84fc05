using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.Mailing;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>Items that a frozen agenda leaves out: to the pool with the reason, and a mail to their submitters.</summary>
public sealed class LeftOutItems(IItems items, AuditTrail trail)
{
    /// <summary>
    /// Sets aside what <paramref name="which"/> names among the meeting's items without a place on the agenda. Answers the mails about all that were
    /// left out of this meeting, read back from the pool, so that a repeat after a crash still tells everybody.
    /// </summary>
    public async Task<IReadOnlyList<MailingTask>> SweepAsync(MeetingFile file, Func<Item, bool> which, CancellationToken cancellation)
    {
        string meeting = file.Meeting.Key.Meeting;
        foreach (Stored<Item> stored in await items.ListAsync(file.Council.Id, meeting, cancellation))
        {
            if (which(stored.Value) && AgendaRules.LeaveOut(stored.Value) is { } left)
            {
                await KeepAsync(stored, left, cancellation);
            }
        }

        return [.. (await items.ListWithoutTextsAsync(file.Council.Id, null, cancellation))
            .Where(item => item.LeftOutOf == meeting)
            .SelectMany(item => MailQueue.ToSubmitters(MailKind.ItemRejected, file.Meeting, item))];
    }

    /// <summary>Stores an item that was left out. An automatic one is withdrawn and stays where it is.</summary>
    public async Task<Stored<Item>> KeepAsync(Stored<Item> stored, Item left, CancellationToken cancellation)
    {
        Stored<Item> kept = left.Meeting is null
            ? await items.MoveAsync(stored with { Value = left }, null, cancellation)
            : await items.SaveAsync(stored with { Value = left }, cancellation);
        await trail.SystemAsync(
            left.Council,
            "item-left-out",
            left.Id,
            $"item-left-out|{left.Id}|{stored.ETag}",
            cancellation,
            new AuditFacts(Before: stored.Value.Meeting ?? "pool", After: left.Meeting ?? "pool"));
        return kept;
    }

    /// <summary>Sets one item aside that was added when the agenda was frozen already, unless the freeze's own sweep was first.</summary>
    public Task<Stored<Item>> SetAsideAsync(Stored<Item> added, CancellationToken cancellation) =>
        Retry.OnConflictAsync(async attempt =>
        {
            Stored<Item> current = attempt == 1 ? added : await items.LocateAsync(added.Value.Council, added.Value.Id, cancellation) ?? added;
            return AgendaRules.LeaveOut(current.Value) is { } left ? await KeepAsync(current, left, cancellation) : current;
        });
}
