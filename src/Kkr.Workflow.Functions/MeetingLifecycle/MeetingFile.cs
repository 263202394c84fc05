using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Functions.MeetingLifecycle;

/// <summary>A meeting with its council and directory, as they are now.</summary>
public sealed record MeetingFile(Council Council, Meeting Meeting, DirectoryBook Directory, DateOnly Today)
{
    public Timeline Timeline => Timeline.Of(Meeting, Council);

    public bool IsCancelled => Meeting.Phase == MeetingPhase.Cancelled;
}

/// <summary>Reads a meeting's file.</summary>
public sealed class MeetingFiles(ICouncils councils, IMeetings meetings, IDirectory directory, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">The meeting or its council is not in storage.</exception>
    public async Task<MeetingFile> OpenAsync(MeetingKey key, CancellationToken cancellation)
    {
        Task<Stored<Council>?> council = councils.FindAsync(key.Council, cancellation);
        Task<Stored<Meeting>?> meeting = meetings.FindAsync(key, cancellation);
        Task<Stored<DirectoryBook>> book = directory.LoadAsync(key.Council, cancellation);
        await Task.WhenAll(council, meeting, book);
        Council found = (await council)?.Value ?? throw Missing("council", key.Council);
        return new MeetingFile(
            found,
            (await meeting)?.Value ?? throw Missing("meeting", key.ToString()),
            (await book).Value,
            LocalTime.ToLocal(time.GetUtcNow(), found.TimeZone).Date);
    }

    /// <summary>The council's first meeting after this one that is not cancelled, or null when none is planned.</summary>
    public async Task<Meeting?> NextAfterAsync(Meeting meeting, CancellationToken cancellation) =>
        (await meetings.ListAsync(meeting.Key.Council, cancellation))
            .FirstOrDefault(other => other.Date > meeting.Date && other.Phase != MeetingPhase.Cancelled);

    /// <summary>The meeting that a cancelled meeting's items go to, or null when none is planned.</summary>
    public async Task<Meeting?> NextTakingItemsAsync(Meeting meeting, CancellationToken cancellation) =>
        AgendaRules.NextTakingItems(await meetings.ListAsync(meeting.Key.Council, cancellation), meeting.Date);

    private static InvalidOperationException Missing(string what, string key) =>
        new($"The {what} '{key}' is not in storage. Restore it from a backup, or terminate the orchestration that asks for it.");
}
