using System.Collections.Concurrent;
using System.Globalization;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

/// <summary>Values with version tags, as a table keeps them: a save with an outdated tag is a conflict.</summary>
internal sealed class VersionedStore<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, Stored<T>> rows = new(StringComparer.Ordinal);
    private int version;

    public Stored<T>? Find(string key) => rows.GetValueOrDefault(key);

    public IReadOnlyList<Stored<T>> List(string prefix) =>
        [.. rows.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value)];

    public Stored<T> Save(string key, T value, string? etag)
    {
        Stored<T> next = new(value, Interlocked.Increment(ref version).ToString(CultureInfo.InvariantCulture));
        bool saved = etag is null
            ? rows.TryAdd(key, next)
            : rows.TryGetValue(key, out Stored<T>? current) && current.ETag == etag && rows.TryUpdate(key, next, current);
        return saved ? next : throw new ConcurrencyConflictException();
    }

    public Stored<T> Put(string key, T value) => rows[key] = new(value, Interlocked.Increment(ref version).ToString(CultureInfo.InvariantCulture));

    public void Remove(string key) => rows.TryRemove(key, out _);
}
