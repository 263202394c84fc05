using System.Collections.Concurrent;
using System.Globalization;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Tests.Fakes;

internal sealed class MemoryItems : IItems
{
    private readonly Lock gate = new();
    private readonly VersionedStore<Item> rows = new();
    private readonly Dictionary<string, string> byIdempotencyKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> serials = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Item>> texts = new(StringComparer.Ordinal);

    public Task<Stored<Item>?> FindAsync(string council, string? meeting, string item, CancellationToken cancellation) =>
        Task.FromResult(rows.Find(Partition(council, meeting) + item));

    public Task<IReadOnlyList<Stored<Item>>> ListAsync(string council, string? meeting, CancellationToken cancellation) =>
        Task.FromResult(rows.List(Partition(council, meeting)));

    public Task<IReadOnlyList<Item>> ListWithoutTextsAsync(string council, string? meeting, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Item>>([.. rows.List(Partition(council, meeting)).Select(item => item.Value.WithoutTexts())]);

    public async Task<IReadOnlyList<Item>> ListAlikeAsync(string council, string? meeting, string title, CancellationToken cancellation) =>
        [.. (await ListWithoutTextsAsync(council, meeting, cancellation)).Where(item => ItemRules.ComparableTitle(item.Title) == ItemRules.ComparableTitle(title))];

    /// <summary>What happens between a caller's decision to add an item and its row being there.</summary>
    public Func<Item, Task>? Adding { get; set; }

    public Task<Stored<Item>> AddAsync(Item item, string? idempotencyKey, CancellationToken cancellation) =>
        AddAsync(item, idempotencyKey, (numbered, _) => Task.FromResult(numbered), cancellation);

    public async Task<Stored<Item>> AddAsync(
        Item item, string? idempotencyKey, Func<Item, CancellationToken, Task<Item>> complete, CancellationToken cancellation)
    {
        await (Adding?.Invoke(item) ?? Task.CompletedTask);
        string partition = Partition(item.Council, item.Meeting);
        int serial;
        lock (gate)
        {
            serial = serials[partition] = serials.GetValueOrDefault(partition) + 1;
        }

        Item added = await complete(item with { Id = string.Create(CultureInfo.InvariantCulture, $"{item.Meeting ?? "pool"}-{serial:00}") }, cancellation);
        lock (gate)
        {
            string? known = idempotencyKey is null ? null : byIdempotencyKey.GetValueOrDefault(partition + idempotencyKey);
            if (known is not null)
            {
                // As on tables, the number that was not used is free again unless a later one is taken.
                serials[partition] -= serials[partition] == serial ? 1 : 0;
                return rows.List($"{item.Council}|").First(row => row.Value.Id == known);
            }

            if (idempotencyKey is not null)
            {
                byIdempotencyKey[partition + idempotencyKey] = added.Id;
            }

            return Remember(rows.Save(partition + added.Id, added.Whole(), etag: null));
        }
    }

    public Task<Stored<Item>?> FindByKeyAsync(string council, string? meeting, string idempotencyKey, CancellationToken cancellation)
    {
        lock (gate)
        {
            string? known = byIdempotencyKey.GetValueOrDefault(Partition(council, meeting) + idempotencyKey);
            return Task.FromResult(known is null ? null : rows.List($"{council}|").FirstOrDefault(row => row.Value.Id == known));
        }
    }

    public Task<Stored<Item>> SaveAsync(Stored<Item> item, CancellationToken cancellation) =>
        Task.FromResult(Remember(rows.Save(Partition(item.Value.Council, item.Value.Meeting) + item.Value.Id, item.Value.Whole(), item.ETag)));

    public Task<Stored<Item>> MoveAsync(Stored<Item> item, string? toMeeting, CancellationToken cancellation)
    {
        Item value = item.Value.Whole();
        Stored<Item> from = rows.List($"{value.Council}|").First(row => row.Value.Id == value.Id);
        if (from.ETag != item.ETag)
        {
            throw new ConcurrencyConflictException();
        }

        rows.Remove(Partition(value.Council, from.Value.Meeting) + value.Id);
        return Task.FromResult(Remember(rows.Put(Partition(value.Council, toMeeting) + value.Id, value with { Meeting = toMeeting })));
    }

    public Task<IReadOnlyList<ItemVersion>> VersionsAsync(string council, string item, CancellationToken cancellation) =>
        Task.FromResult(ItemVersion.Of(texts.GetValueOrDefault($"{council}|{item}", []).Select(text => (text.Revision, text))));

    public Task ForgetTextsAsync(Stored<Item> item, CancellationToken cancellation)
    {
        rows.Save(Partition(item.Value.Council, item.Value.Meeting) + item.Value.Id, item.Value, item.ETag);
        texts.TryRemove($"{item.Value.Council}|{item.Value.Id}", out _);
        return Task.CompletedTask;
    }

    public Task TidyAsync(string council, string item, CancellationToken cancellation) => Task.CompletedTask;

    public Task<Stored<Item>?> LocateAsync(string council, string item, CancellationToken cancellation) =>
        Task.FromResult(rows.List($"{council}|").FirstOrDefault(row => row.Value.Id == item));

    private Stored<Item> Remember(Stored<Item> kept)
    {
        texts.GetOrAdd($"{kept.Value.Council}|{kept.Value.Id}", _ => []).Enqueue(kept.Value);
        return kept;
    }

    private static string Partition(string council, string? meeting) => $"{council}|{meeting ?? "pool"}|";
}
