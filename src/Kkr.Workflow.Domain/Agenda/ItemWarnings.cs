using System.Globalization;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>Something about an item that the secretariat should see to; it refuses nothing by itself.</summary>
/// <param name="Code">Stable machine code in kebab-case.</param>
/// <param name="Item">The item's id.</param>
/// <param name="Danish">One sentence, without anything confidential.</param>
/// <param name="English">The same sentence in English.</param>
public sealed record ItemWarning(string Code, string Item, string Danish, string English);

/// <summary>The warnings about a meeting's items.</summary>
public static class ItemWarnings
{
    public const string ExternalDeadlineBeforeMeeting = "external-deadline-before-meeting";
    public const string DeadSlot = "presenter-slot-dead";
    public const string AwaitedAttachment = "attachment-awaited";
    public const string Similar = "item-similar";

    /// <summary>Every warning about the meeting's items, in the order of the items.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="items">Its items.</param>
    public static IReadOnlyList<ItemWarning> Of(Meeting meeting, IReadOnlyList<Item> items)
    {
        IReadOnlyList<DeadSlot> dead = PresenterRules.DeadSlots(meeting, items);
        return [.. items.SelectMany(item => Of(item, meeting, dead, SimilarTo(item, items)))];
    }

    /// <summary>The warnings about one item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="decidesAt">Its meeting; for one in the pool the next that takes items; or null.</param>
    /// <param name="others">The meeting's items.</param>
    public static IReadOnlyList<ItemWarning> Of(Item item, Meeting? decidesAt, IReadOnlyList<Item> others) =>
        [.. Of(item, decidesAt, decidesAt is null || item.Meeting is null ? [] : PresenterRules.DeadSlots(decidesAt, others), SimilarTo(item, others))];

    private static IEnumerable<ItemWarning> Of(Item item, Meeting? meeting, IReadOnlyList<DeadSlot> dead, string? similarTo)
    {
        if (ExternalDeadline.FallsBefore(item, meeting) && item.WrittenProcedure?.ClosedAt is null)
        {
            string when = Danish.Date(item.ExternalDeadline!.Date);
            string than = meeting is null ? "og der er ikke planlagt et møde, der kan behandle punktet" : $"og mødet holdes først den {Danish.Date(meeting.Date)}";
            yield return new ItemWarning(
                ExternalDeadlineBeforeMeeting,
                item.Id,
                $"Punktet har en ekstern frist den {when}, {than}. Det kan behandles ved skriftlig formandskabsprocedure.",
                $"The item's external deadline ({item.ExternalDeadline.Date.ToString("O", CultureInfo.InvariantCulture)}) falls before a meeting can decide it; the chairmanship can be asked in writing.");
        }

        foreach (DeadSlot slot in dead.Where(slot => slot.Item.Id == item.Id))
        {
            yield return new ItemWarning(
                DeadSlot,
                item.Id,
                $"Et oplæg kl. {PresenterRules.Slot(slot.Presenter)} passer ikke længere til mødet. Aftal en ny tid, og ret punktet.",
                $"A presenter's slot ({PresenterRules.Slot(slot.Presenter)}) no longer fits the meeting; agree on another and edit the item.");
        }

        foreach (PromisedAttachment promise in item.Promised.Where(promise => promise.IsAwaited()))
        {
            yield return new ItemWarning(
                AwaitedAttachment,
                item.Id,
                $"Et lovet bilag (nr. {promise.Number}) er ikke kommet; referatet offentliggøres ikke, før det er her, eller sekretariatet ser bort fra det.",
                $"Promised attachment {promise.Number} is not here; the minutes are not published until it is, or the secretariat waives it.");
        }

        if (similarTo is { } other && item.Status is ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled)
        {
            yield return new ItemWarning(
                Similar,
                item.Id,
                $"Punktet ligner punkt {other}. Læg dem sammen, hvis de er ét og det samme.",
                $"The item looks like {other}; merge them if they are one and the same.");
        }
    }

    /// <summary>
    /// The item that this one looks like: as its submitter was asked, or an earlier one that came at the same instant, so that nobody could be asked.
    /// </summary>
    private static string? SimilarTo(Item item, IReadOnlyList<Item> items)
    {
        if (item.SimilarTo is not null || item.Origin != ItemOrigin.Submitted)
        {
            return item.SimilarTo;
        }

        ItemDraft asDraft = new() { Title = item.Title, Municipality = item.Municipality, SubmitterPost = item.SubmitterPost };
        return ItemRules.Similar(asDraft, [.. items.TakeWhile(other => other.Id != item.Id)])?.Id;
    }
}
