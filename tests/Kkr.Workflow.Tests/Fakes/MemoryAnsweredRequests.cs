using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

internal sealed class MemoryAnsweredRequests : IAnsweredRequests
{
    private readonly VersionedStore<Row> rows = new();

    /// <summary>What happens before an answer is remembered; a fault here is what a death at that instant leaves behind.</summary>
    public Func<AnsweredRequest, Task>? Remembering { get; set; }

    public int Count => rows.List("").Count;

    public Task<Stored<AnsweredRequest>?> FindAsync(RequestKey key, CancellationToken cancellation) =>
        Task.FromResult(rows.Find(key.ToString()) is { } row ? new Stored<AnsweredRequest>(row.Value.Request, row.ETag) : null);

    public async Task<Stored<AnsweredRequest>> SaveAsync(RequestKey key, AnsweredRequest request, string? etag, CancellationToken cancellation)
    {
        if (request.Answer is not null)
        {
            await (Remembering?.Invoke(request) ?? Task.CompletedTask);
        }

        return new Stored<AnsweredRequest>(request, rows.Save(key.ToString(), new Row(key, request), etag).ETag);
    }

    public Task RemoveAsync(RequestKey key, string etag, CancellationToken cancellation)
    {
        if (rows.Find(key.ToString())?.ETag == etag)
        {
            rows.Remove(key.ToString());
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RemoveAnswersAsync(string council, Func<RequestAnswer, bool> isToGo, CancellationToken cancellation)
    {
        string[] gone = [.. rows.List("").Select(row => row.Value)
            .Where(row => row.Key.Council == council && row.Request.Answer is { } answer && isToGo(answer))
            .Select(row => row.Key.ToString())];
        foreach (string key in gone)
        {
            rows.Remove(key);
        }

        return Task.FromResult<IReadOnlyList<string>>(gone);
    }

    public Task<int> RemoveOlderThanAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        Row[] old = [.. rows.List("").Select(row => row.Value).Where(row => row.Request.At < instant)];
        foreach (Row row in old)
        {
            rows.Remove(row.Key.ToString());
        }

        return Task.FromResult(old.Length);
    }

    private sealed record Row(RequestKey Key, AnsweredRequest Request);
}
