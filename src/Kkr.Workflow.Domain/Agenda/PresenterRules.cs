using System.Globalization;

namespace Kkr.Workflow.Domain.Agenda;

/// <summary>Presenters come while the meeting is on, one after the other.</summary>
public static class PresenterRules
{
    /// <summary>
    /// The first slot that lies outside the meeting or takes another one's time, as a refusal. Several presenters of one item may share one and the
    /// same slot.
    /// </summary>
    /// <param name="draft">The item as it would be.</param>
    /// <param name="item">Its id, empty for a new one.</param>
    /// <param name="meeting">The meeting.</param>
    /// <param name="others">The meeting's items.</param>
    public static Refusal? Check(ItemDraft draft, string item, Meeting meeting, IReadOnlyList<Item> others)
    {
        List<Presenter> seen = [.. others.Where(other => other.Id != item && IsOnItsWay(other)).SelectMany(other => other.Presenters)];
        int elsewhere = seen.Count;
        foreach (Presenter presenter in draft.Presenters ?? [])
        {
            if (presenter.From is null)
            {
                continue;
            }

            if (!Fits(presenter, meeting))
            {
                return Refusal.OfField(
                    "presenter-outside-meeting", "presenters.from", $"between {Hours(meeting.Start)} and {Hours(meeting.End)}", Slot(presenter),
                    $"Oplægget kl. {Slot(presenter)} ligger uden for mødet, der holdes kl. {Danish.Span(meeting.Start, meeting.End)}.",
                    $"The slot {Slot(presenter)} lies outside the meeting ({Danish.Span(meeting.Start, meeting.End)}).");
            }

            for (int index = 0; index < seen.Count; index++)
            {
                bool isShared = index >= elsewhere && (seen[index].From, seen[index].Minutes) == (presenter.From, presenter.Minutes);
                if (!isShared && Overlap(seen[index], presenter))
                {
                    return Refusal.OfField(
                        "presenters-overlap", "presenters.from", "one presenter at a time", Slot(presenter),
                        $"Oplægget kl. {Slot(presenter)} falder sammen med et andet oplæg kl. {Slot(seen[index])}.",
                        $"The slot {Slot(presenter)} overlaps another one at {Slot(seen[index])}.");
                }
            }

            seen.Add(presenter);
        }

        return null;
    }

    /// <summary>True when the presenter has no slot, or one that lies within the meeting. A slot that does not is dead: nothing may name its time.</summary>
    public static bool Fits(Presenter presenter, Meeting meeting)
    {
        if (presenter.From is not { } from)
        {
            return true;
        }

        return from >= meeting.Start && from < meeting.End && from.ToTimeSpan() + Length(presenter) <= meeting.End.ToTimeSpan();
    }

    /// <summary>The presenters whose slot the meeting has no room for any more, because one of the two was moved.</summary>
    public static IReadOnlyList<DeadSlot> DeadSlots(Meeting meeting, IReadOnlyList<Item> items)
    {
        (Item Item, Presenter Presenter)[] all =
        [
            .. items.Where(item => item.Meeting == meeting.Key.Meeting && IsOnItsWay(item))
                .SelectMany(item => item.Presenters.Where(presenter => presenter.From is not null).Select(presenter => (item, presenter))),
        ];
        return
        [
            .. all.Where((one, index) => !Fits(one.Presenter, meeting)
                    || all.Take(index).Any(before => before.Item.Id != one.Item.Id && Overlap(before.Presenter, one.Presenter)))
                .Select(one => new DeadSlot(one.Item, one.Presenter)),
        ];
    }

    /// <summary>The slot as it is read: <c>11.00–11.20</c>, or <c>11.00</c> without a length.</summary>
    public static string Slot(Presenter presenter) => presenter.From is not { } from ? ""
        : presenter.Minutes is null ? Danish.Time(from)
        : Danish.Span(from, from.Add(Length(presenter)));

    private static bool IsOnItsWay(Item item) =>
        item.Status is ItemStatus.Proposed or ItemStatus.Returned or ItemStatus.Accepted or ItemStatus.Scheduled or ItemStatus.Frozen;

    private static bool Overlap(Presenter one, Presenter other) =>
        one.From is { } first && other.From is { } second
        && (first == second
            || (first.ToTimeSpan() < second.ToTimeSpan() + Length(other) && second.ToTimeSpan() < first.ToTimeSpan() + Length(one)));

    private static TimeSpan Length(Presenter presenter) => TimeSpan.FromMinutes(presenter.Minutes ?? 0);

    private static string Hours(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>A presenter whose slot does not fit the meeting any more.</summary>
public sealed record DeadSlot(Item Item, Presenter Presenter);
