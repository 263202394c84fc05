using System.Globalization;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>Meetings (council · meeting) and Replies (council|meeting · municipality).</summary>
internal sealed class MeetingsTable(WorkflowStorage storage, RowShape shape) : IMeetings
{
    private const int Schema = 1;

    private readonly RecordTable<Meeting> meetings = new(new TableHandle(storage, "Meetings"), shape, Schema);
    private readonly RecordTable<Reply> replies = new(new TableHandle(storage, "Replies"), shape, Schema);

    public Task<Stored<Meeting>?> FindAsync(MeetingKey meeting, CancellationToken cancellation) =>
        meetings.FindAsync(KeyText.Join(meeting.Council), KeyText.Join(meeting.Meeting), cancellation);

    public async Task<IReadOnlyList<Meeting>> ListAsync(string council, CancellationToken cancellation) =>
        await meetings.QueryAsync(KeyText.Filter(KeyText.Join(council)), cancellation)
            .Select(row => row.Value)
            .OrderBy(meeting => meeting.Date)
            .ThenBy(meeting => meeting.Key.Meeting, StringComparer.Ordinal)
            .ToListAsync(cancellation);

    public Task<Stored<Meeting>> AddAsync(Meeting meeting, CancellationToken cancellation) => SaveAsync(meeting, null, cancellation);

    public Task<Stored<Meeting>> SaveAsync(Stored<Meeting> meeting, CancellationToken cancellation) =>
        SaveAsync(meeting.Value with { Revision = meeting.Value.Revision + 1 }, meeting.ETag, cancellation);

    public async Task<IReadOnlyList<Reply>> RepliesAsync(MeetingKey meeting, CancellationToken cancellation) =>
        await replies.QueryAsync(KeyText.Filter(KeyText.Join(meeting.Council, meeting.Meeting)), cancellation)
            .Select(row => row.Value)
            .OrderBy(reply => reply.Municipality, StringComparer.Ordinal)
            .ToListAsync(cancellation);

    public Task SaveReplyAsync(MeetingKey meeting, Reply reply, CancellationToken cancellation) =>
        replies.PutAsync(
            KeyText.Join(meeting.Council, meeting.Meeting), KeyText.Join(reply.Municipality), reply, cancellation, ("HasItems", reply.HasItems));

    private Task<Stored<Meeting>> SaveAsync(Meeting meeting, string? etag, CancellationToken cancellation) =>
        meetings.SaveAsync(
            KeyText.Join(meeting.Key.Council),
            KeyText.Join(meeting.Key.Meeting),
            meeting,
            etag,
            cancellation,
            ("Date", meeting.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("Phase", meeting.Phase.ToString()));
}
