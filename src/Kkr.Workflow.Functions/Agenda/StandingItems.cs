using System.Globalization;
using Kkr.Workflow.Documents.Minutes;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Functions.Archive;
using Kkr.Workflow.Functions.MeetingLifecycle;

namespace Kkr.Workflow.Functions.Agenda;

/// <summary>The items that nobody submits: 1.1, 2.1 and 6.1, and those that the annual wheel reserves.</summary>
public sealed class StandingItems(IMeetings meetings, IItems items, ICouncils councils, IFollowUps followUps, AuditTrail trail)
{
    private const string OutOfWheelReason = "Emnet er taget ud af årshjulet";
    private const string NothingToApproveReason = "Der er ingen referater, der afventer godkendelse";

    public async Task ReserveAsync(MeetingFile file, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> all = await meetings.ListAsync(file.Council.Id, cancellation);
        AnnualWheel? wheel = await councils.FindWheelAsync(file.Council.Id, file.Meeting.Date.Year, cancellation);
        IEnumerable<Item> reserved = wheel is null
            ? []
            : AnnualWheelRules.ReservedItems(wheel, all, file.Council).Where(item => item.Meeting == file.Meeting.Key.Meeting);
        foreach (Item item in AgendaRules.AutomaticItems(file.Meeting, file.Council, Unapproved(file.Meeting, all)).Concat(reserved))
        {
            await AddAsync(item, KeyOf(item), cancellation);
        }
    }

    /// <summary>
    /// Lets a meeting's reservations follow a wheel that was changed: what is new is reserved, what is gone falls away, what reads otherwise is written
    /// anew. A place that somebody has filled or written in is theirs.
    /// </summary>
    public async Task FollowWheelAsync(Council council, Meeting meeting, AnnualWheel wheel, CancellationToken cancellation)
    {
        IReadOnlyList<Item> wanted = AnnualWheelRules.ReservedItems(wheel, [meeting], council);
        IReadOnlyList<Stored<Item>> there =
            [.. (await items.ListAsync(council.Id, meeting.Key.Meeting, cancellation)).Where(item => item.Value.Origin == ItemOrigin.AnnualWheel)];
        foreach (Stored<Item> reservation in there.Where(item => AgendaRules.IsReservation(item.Value)))
        {
            Item current = reservation.Value;
            Item changed = wanted.FirstOrDefault(item => IsSameSubject(item, current)) is { } made
                ? AgendaRules.Refresh(current, made)
                : ItemRules.Withdraw(current, OutOfWheelReason).Value;
            if (changed != current)
            {
                await items.SaveAsync(reservation with { Value = changed }, cancellation);
            }
        }

        foreach (Item item in wanted.Where(item => !there.Any(known => IsSameSubject(known.Value, item) && !IsOut(known.Value))))
        {
            int earlier = there.Count(known => IsSameSubject(known.Value, item));
            await items.AddAsync(item, earlier == 0 ? KeyOf(item) : string.Create(CultureInfo.InvariantCulture, $"{KeyOf(item)}|{earlier + 1}"), cancellation);
        }

        static bool IsOut(Item item) => item is { Status: ItemStatus.Withdrawn, Reason: OutOfWheelReason };
    }

    private static bool IsSameSubject(Item one, Item other) => string.Equals(one.Title.Trim(), other.Title.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The titles of what the annual wheel has on a meeting, or will have once it is prepared.</summary>
    public async Task<IReadOnlySet<string>> ReservedAsync(Meeting meeting, CancellationToken cancellation)
    {
        AnnualWheel? wheel = await councils.FindWheelAsync(meeting.Key.Council, meeting.Date.Year, cancellation);
        IEnumerable<string> planned = wheel is null ? [] : AnnualWheelRules.SubjectsOf(wheel, meeting).Select(subject => subject.Title);
        IEnumerable<string> there = (await items.ListWithoutTextsAsync(meeting.Key.Council, meeting.Key.Meeting, cancellation))
            .Where(item => item is { Origin: ItemOrigin.AnnualWheel, Status: not (ItemStatus.Withdrawn or ItemStatus.Rejected) })
            .Select(item => item.Title);
        return planned.Concat(there).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Brings 1.1, 2.1 and 6.1 up to date: which minutes are to be approved, what is being followed up, and what is coming.</summary>
    public async Task RefreshAsync(MeetingFile file, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> all = await meetings.ListAsync(file.Council.Id, cancellation);
        string upcoming = await UpcomingAsync(file, all, cancellation);
        IReadOnlyList<Item> fresh = AgendaRules.AutomaticItems(file.Meeting, file.Council, Unapproved(file.Meeting, all), upcoming, await OpenFollowUpsAsync(file, all, cancellation));
        if (fresh.FirstOrDefault(item => item.Origin == ItemOrigin.ApprovalOfMinutes) is { } approval)
        {
            IReadOnlyList<Item> there = await items.ListWithoutTextsAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation);
            await AddAsync(approval, KeyOf(approval, there), cancellation);
        }

        foreach (Stored<Item> stored in await items.ListAsync(file.Council.Id, file.Meeting.Key.Meeting, cancellation))
        {
            Item current = stored.Value;
            if (current.Status is not (ItemStatus.Accepted or ItemStatus.Scheduled)
                || current.Origin is not (ItemOrigin.ApprovalOfMinutes or ItemOrigin.SinceLast or ItemOrigin.Upcoming))
            {
                continue;
            }

            Result<Item> refreshed = fresh.FirstOrDefault(item => item.Origin == current.Origin) is { } made
                ? AgendaRules.Refresh(current, made)
                : ItemRules.Withdraw(current, NothingToApproveReason);
            if (!refreshed.IsRefused && refreshed.Value != current)
            {
                Stored<Item> saved = await items.SaveAsync(stored with { Value = refreshed.Value }, cancellation);
                await trail.SystemAsync(
                    current.Council,
                    "item-refreshed",
                    current.Id,
                    $"item-refreshed|{current.Id}|{stored.ETag}",
                    cancellation,
                    new AuditFacts(Before: stored.ETag, After: saved.ETag));
            }
        }
    }

    private async Task AddAsync(Item item, string key, CancellationToken cancellation)
    {
        Stored<Item> added = await items.AddAsync(item, key, cancellation);
        await trail.SystemAsync(
            item.Council, "item-reserved", added.Value.Id, $"item-reserved|{added.Value.Id}", cancellation, new AuditFacts(item.Origin.ToString()));
    }

    private async Task<string> UpcomingAsync(MeetingFile file, IReadOnlyList<Meeting> all, CancellationToken cancellation)
    {
        List<Meeting> coming = [.. all.Where(meeting => meeting.Date > file.Meeting.Date && meeting.Phase != MeetingPhase.Cancelled)];
        List<Item> promised = [];
        foreach (Meeting meeting in coming)
        {
            promised.AddRange(await items.ListWithoutTextsAsync(file.Council.Id, meeting.Key.Meeting, cancellation));
        }

        promised.AddRange(await items.ListWithoutTextsAsync(file.Council.Id, null, cancellation));
        AnnualWheel? wheel = await councils.FindWheelAsync(file.Council.Id, file.Meeting.Date.Year, cancellation);
        AnnualWheel? following = await councils.FindWheelAsync(file.Council.Id, file.Meeting.Date.Year + 1, cancellation);
        return AgendaRules.UpcomingText(AgendaRules.Upcoming(file.Meeting, coming, [.. new[] { wheel, following }.OfType<AnnualWheel>()], promised));
    }

    private async Task<string> OpenFollowUpsAsync(MeetingFile file, IReadOnlyList<Meeting> all, CancellationToken cancellation) => FollowUpRules.OpenText(
        FollowUpRules.OpenFor(file.Meeting, await followUps.ListAsync(file.Council.Id, cancellation)),
        task => OwnerWords.Of(file.Council, file.Directory, file.Today, task),
        task => all.FirstOrDefault(meeting => meeting.Key == task.Meeting)?.Date);

    /// <summary>An automatic item is one of its kind on the meeting, whatever its title says; the wheel may reserve several.</summary>
    private static string KeyOf(Item item) =>
        AgendaRules.IsAutomatic(item.Origin) && item.Origin != ItemOrigin.Constitution ? $"standing|{item.Origin}" : $"standing|{item.Origin}|{item.Title}";

    /// <summary>Minutes may await approval again after all; the item that was withdrawn for want of them is then followed by a new one.</summary>
    private static string KeyOf(Item approval, IReadOnlyList<Item> there)
    {
        int withdrawn = there.Count(item => item is { Origin: ItemOrigin.ApprovalOfMinutes, Status: ItemStatus.Withdrawn, Reason: NothingToApproveReason });
        return withdrawn == 0 ? KeyOf(approval) : string.Create(CultureInfo.InvariantCulture, $"{KeyOf(approval)}|{withdrawn + 1}");
    }

    private static List<Meeting> Unapproved(Meeting meeting, IReadOnlyList<Meeting> all) =>
        [.. all.Where(other => other.Date < meeting.Date && other.Phase is not (MeetingPhase.Approved or MeetingPhase.Cancelled))];
}
