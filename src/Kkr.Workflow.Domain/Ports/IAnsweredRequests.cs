namespace Kkr.Workflow.Domain.Ports;

/// <summary>A request as its sender names it, so that a repeat is known for one.</summary>
/// <param name="Council">Council id; empty for a request that concerns none.</param>
/// <param name="Post">Who sends it: the same key of two senders is two keys.</param>
/// <param name="Operation">What it asks for.</param>
/// <param name="Key">The sender's own key, of any content.</param>
public sealed record RequestKey(string Council, string Post, string Operation, string Key);

/// <summary>What is remembered of a request that carried a key.</summary>
public sealed record AnsweredRequest
{
    public int Schema { get; init; } = 1;

    /// <summary>Digest of address and content: tells a repeat from another request under the same key.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When the work on it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True when the work broke off: a repeat may begin at once.</summary>
    public bool IsBrokenOff { get; init; }

    /// <summary>What was answered; null while somebody is at work, or was when the app died.</summary>
    public RequestAnswer? Answer { get; init; }
}

/// <summary>An answer as it was given.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="MediaType">Media type of the body, or null without one.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Headers">The headers that belong to the answer, e.g. <c>Location</c>.</param>
public sealed record RequestAnswer(int Status, string? MediaType, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>The first answers to requests that carry an idempotency key, for as long as a repeat may come.</summary>
public interface IAnsweredRequests
{
    /// <summary>What is remembered under the key, or null.</summary>
    Task<Stored<AnsweredRequest>?> FindAsync(RequestKey key, CancellationToken cancellation);

    /// <summary>Adds (<paramref name="etag"/> null) or replaces.</summary>
    /// <exception cref="ConcurrencyConflictException">It exists already, or has changed.</exception>
    Task<Stored<AnsweredRequest>> SaveAsync(RequestKey key, AnsweredRequest request, string? etag, CancellationToken cancellation);

    /// <summary>Forgets the key, unless it has changed since it was read; a key that is gone is no fault.</summary>
    Task RemoveAsync(RequestKey key, string etag, CancellationToken cancellation);

    /// <summary>Forgets a council's keys whose answers are to go, with the answers. A repeat then runs the operation again, which knows what it has done.</summary>
    /// <param name="council">Council id.</param>
    /// <param name="isToGo">Which answers go; keys that are not answered yet stay.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The keys that were forgotten, as they are stored.</returns>
    Task<IReadOnlyList<string>> RemoveAnswersAsync(string council, Func<RequestAnswer, bool> isToGo, CancellationToken cancellation);

    /// <summary>Forgets every key whose work began before <paramref name="instant"/>, with its answer however it is kept.</summary>
    /// <returns>How many were forgotten.</returns>
    Task<int> RemoveOlderThanAsync(DateTimeOffset instant, CancellationToken cancellation);
}
