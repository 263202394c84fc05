using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Archive;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.Archive.Retention;

/// <summary>All of a council that retention and people's own data are looked for in, as it is now.</summary>
/// <param name="Council">The council.</param>
/// <param name="Today">Local day.</param>
/// <param name="Meetings">Every meeting.</param>
/// <param name="Items">Every item, on meetings and in the pool.</param>
/// <param name="Tasks">Every follow-up.</param>
/// <param name="Directory">The directory with its tag.</param>
public sealed record CouncilFile(
    Council Council,
    DateOnly Today,
    IReadOnlyList<Meeting> Meetings,
    IReadOnlyList<Stored<Item>> Items,
    IReadOnlyList<FollowUpTask> Tasks,
    Stored<DirectoryBook> Directory)
{
    /// <summary>The meetings that are over, and since when.</summary>
    public IReadOnlyDictionary<string, DateOnly> Over { get; } = Meetings
        .Select(meeting => (meeting.Key.Meeting, Since: RetentionRules.OverSince(meeting, Council.TimeZone)))
        .Where(meeting => meeting.Since is not null)
        .ToDictionary(meeting => meeting.Meeting, meeting => meeting.Since!.Value, StringComparer.Ordinal);

    /// <summary>The days of the meetings that go on.</summary>
    public IReadOnlyList<DateOnly> GoingOn => [.. Meetings.Where(meeting => !Over.ContainsKey(meeting.Key.Meeting)).Select(meeting => meeting.Date)];

    /// <summary>The day from which an item's time is counted: its meeting's end, or for one that came to nothing the day it was received. Null while it may be used.</summary>
    public DateOnly? DoneSince(Item item) => item.Meeting is { } meeting
        ? Over.TryGetValue(meeting, out DateOnly since) ? since : null
        : item.Status is ItemStatus.Rejected or ItemStatus.Withdrawn ? LocalTime.ToLocal(item.ReceivedAt, Council.TimeZone).Date : null;
}

/// <summary>Reads a council's file.</summary>
public sealed class CouncilFiles(IMeetings meetings, IItems items, IFollowUps followUps, IDirectory directory, TimeProvider time)
{
    public async Task<CouncilFile> OpenAsync(Council council, CancellationToken cancellation)
    {
        IReadOnlyList<Meeting> all = await meetings.ListAsync(council.Id, cancellation);
        List<Stored<Item>> found = [.. await items.ListAsync(council.Id, null, cancellation)];
        foreach (Meeting meeting in all)
        {
            found.AddRange(await items.ListAsync(council.Id, meeting.Key.Meeting, cancellation));
        }

        return new CouncilFile(
            council,
            LocalTime.ToLocal(time.GetUtcNow(), council.TimeZone).Date,
            all,
            found,
            await followUps.ListAsync(council.Id, cancellation),
            await directory.LoadAsync(council.Id, cancellation));
    }
}
