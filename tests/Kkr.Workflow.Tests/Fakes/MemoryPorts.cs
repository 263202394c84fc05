using System.Globalization;
using Kkr.Workflow.Domain;
using Kkr.Workflow.Domain.Directory;
using Kkr.Workflow.Domain.FollowUp;
using Kkr.Workflow.Domain.Invitation;
using Kkr.Workflow.Domain.Mailing;
using Kkr.Workflow.Domain.Planning;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

internal sealed class MemoryCouncils : ICouncils
{
    private readonly VersionedStore<Council> councils = new();
    private readonly VersionedStore<AnnualWheel> wheels = new();

    public Task<Stored<Council>?> FindAsync(string council, CancellationToken cancellation) => Task.FromResult(councils.Find(council));

    public Task<IReadOnlyList<Council>> AllAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Council>>([.. councils.List("").Select(row => row.Value)]);

    public Task<Stored<Council>> SaveAsync(Council council, string? etag, CancellationToken cancellation) =>
        Task.FromResult(councils.Save(council.Id, council, etag));

    public Task<AnnualWheel?> FindWheelAsync(string council, int year, CancellationToken cancellation) =>
        Task.FromResult(wheels.Find(KeyOf(council, year))?.Value);

    public Task<Stored<AnnualWheel>?> OpenWheelAsync(string council, int year, CancellationToken cancellation) =>
        Task.FromResult(wheels.Find(KeyOf(council, year)));

    public Task<Stored<AnnualWheel>> SaveWheelAsync(string council, AnnualWheel wheel, string? etag, CancellationToken cancellation) =>
        Task.FromResult(wheels.Save(KeyOf(council, wheel.Year), wheel, etag));

    public Task SaveWheelAsync(string council, AnnualWheel wheel, CancellationToken cancellation) =>
        Task.FromResult(wheels.Put(KeyOf(council, wheel.Year), wheel));

    private static string KeyOf(string council, int year) => string.Create(CultureInfo.InvariantCulture, $"{council}|{year}");
}

internal sealed class MemoryMeetings : IMeetings
{
    private readonly VersionedStore<Meeting> meetings = new();
    private readonly VersionedStore<Reply> replies = new();

    public Task<Stored<Meeting>?> FindAsync(MeetingKey meeting, CancellationToken cancellation) => Task.FromResult(meetings.Find(meeting.ToString()));

    public Task<IReadOnlyList<Meeting>> ListAsync(string council, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Meeting>>(
        [.. meetings.List(council + "/").Select(row => row.Value).OrderBy(meeting => meeting.Date).ThenBy(meeting => meeting.Key.Meeting, StringComparer.Ordinal)]);

    public Task<Stored<Meeting>> AddAsync(Meeting meeting, CancellationToken cancellation) =>
        Task.FromResult(meetings.Save(meeting.Key.ToString(), meeting with { Revision = 1 }, etag: null));

    public Task<Stored<Meeting>> SaveAsync(Stored<Meeting> meeting, CancellationToken cancellation) => Task.FromResult(
        meetings.Save(meeting.Value.Key.ToString(), meeting.Value with { Revision = meeting.Value.Revision + 1 }, meeting.ETag));

    public Task<IReadOnlyList<Reply>> RepliesAsync(MeetingKey meeting, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Reply>>([.. replies.List(meeting + "|").Select(row => row.Value)]);

    public Task SaveReplyAsync(MeetingKey meeting, Reply reply, CancellationToken cancellation) =>
        Task.FromResult(replies.Put($"{meeting}|{reply.Municipality}", reply));
}

internal sealed class MemoryMailings : IMailings
{
    private readonly VersionedStore<MailingRecord> rows = new();

    public Task<Stored<MailingRecord>?> FindAsync(MailingKey key, CancellationToken cancellation) => Task.FromResult(rows.Find(key.ToString()));

    public Task<Stored<MailingRecord>> SaveAsync(MailingRecord record, string? etag, CancellationToken cancellation) =>
        Task.FromResult(rows.Save(record.Key.ToString(), record, etag));

    public Task<IReadOnlyList<MailingRecord>> ListAsync(MeetingKey meeting, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MailingRecord>>([.. rows.List($"{meeting.Council}|{meeting.Meeting}|").Select(row => row.Value)]);

    public Task RemoveAsync(MailingKey key, CancellationToken cancellation)
    {
        rows.Remove(key.ToString());
        return Task.CompletedTask;
    }
}

internal sealed class MemoryFollowUps : IFollowUps
{
    private readonly VersionedStore<FollowUpTask> rows = new();

    public Task<Stored<FollowUpTask>?> FindAsync(string council, string id, CancellationToken cancellation) =>
        Task.FromResult(rows.Find($"{council}|{id}"));

    public Task<IReadOnlyList<FollowUpTask>> ListAsync(string council, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FollowUpTask>>([.. rows.List(council + "|").Select(row => row.Value)]);

    public Task<Stored<FollowUpTask>> SaveAsync(FollowUpTask task, string? etag, CancellationToken cancellation) =>
        Task.FromResult(rows.Save($"{task.Meeting.Council}|{task.Id}", task, etag));

    public Task RemoveAsync(string council, string id, CancellationToken cancellation)
    {
        rows.Remove($"{council}|{id}");
        return Task.CompletedTask;
    }
}

internal sealed class MemoryDirectory : IDirectory
{
    private readonly VersionedStore<DirectoryBook> books = new();

    public Task<Stored<DirectoryBook>> LoadAsync(string council, CancellationToken cancellation) =>
        Task.FromResult(books.Find(council) ?? new Stored<DirectoryBook>(new DirectoryBook([], [], []), "none"));

    public Task SaveAsync(string council, DirectoryBook book, string etag, CancellationToken cancellation) =>
        Task.FromResult(books.Save(council, book, etag == "none" ? null : etag));
}
