using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Domain.Ports;

/// <summary>Items on meetings and in the pool. Long text is kept out of table properties; every text version is kept.</summary>
public interface IItems
{
    /// <summary>The item of a meeting (<paramref name="meeting"/> null: of the pool), or null.</summary>
    Task<Stored<Item>?> FindAsync(string council, string? meeting, string item, CancellationToken cancellation);

    /// <summary>The items of a meeting, or of the pool when <paramref name="meeting"/> is null, in order of id.</summary>
    Task<IReadOnlyList<Stored<Item>>> ListAsync(string council, string? meeting, CancellationToken cancellation);

    /// <summary>
    /// As <see cref="ListAsync"/>, without the items' long texts (background, recommendation, presentation, a decision's text): one reading of rows, where
    /// each text is a reading of its own. For whoever compares titles, counts or looks for free slots; an item that <see cref="Item.LacksTexts"/> is refused where items are stored.
    /// </summary>
    Task<IReadOnlyList<Item>> ListWithoutTextsAsync(string council, string? meeting, CancellationToken cancellation);

    /// <summary>
    /// As <see cref="ListWithoutTextsAsync"/>, of the items alone whose title compares equal to this one (<see cref="ItemRules.ComparableTitle"/>): what it
    /// costs does not grow with the meeting.
    /// </summary>
    Task<IReadOnlyList<Item>> ListAlikeAsync(string council, string? meeting, string title, CancellationToken cancellation);

    /// <summary>
    /// Adds an item with the next free serial number of its meeting (<c>{meeting}-{nn}</c>; <c>pool-{nn}</c> in the pool). <see cref="Item.Id"/> of the argument is ignored.
    /// With an idempotency key that was used before for this meeting, the first item is returned and nothing is added.
    /// </summary>
    Task<Stored<Item>> AddAsync(Item item, string? idempotencyKey, CancellationToken cancellation);

    /// <summary>
    /// As the other, for an item whose attachments lie under its id: <paramref name="complete"/> is given the item as it is about to be stored and answers it
    /// with all that belongs to it. It is asked again, with another id, each time somebody else was first to get that one.
    /// </summary>
    Task<Stored<Item>> AddAsync(Item item, string? idempotencyKey, Func<Item, CancellationToken, Task<Item>> complete, CancellationToken cancellation);

    /// <summary>The item that was added to this meeting (or the pool) with this idempotency key, wherever it is now; null when none was.</summary>
    Task<Stored<Item>?> FindByKeyAsync(string council, string? meeting, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Saves with the tag it was read with; the item stays where it is.</summary>
    /// <exception cref="ConcurrencyConflictException">It has changed since.</exception>
    Task<Stored<Item>> SaveAsync(Stored<Item> item, CancellationToken cancellation);

    /// <summary>Moves an item to another meeting, or to the pool (null). The id stays. A crash in between leaves it findable and a repeat completes the move.</summary>
    Task<Stored<Item>> MoveAsync(Stored<Item> item, string? toMeeting, CancellationToken cancellation);

    /// <summary>Every version of the item's text, oldest first; empty when there is no such item.</summary>
    Task<IReadOnlyList<ItemVersion>> VersionsAsync(string council, string item, CancellationToken cancellation);

    /// <summary>
    /// Deletes the texts that stayed behind in the other container when the item was saved as confidential, or as open again. A crash before it leaves
    /// them; a repeat deletes them.
    /// </summary>
    Task TidyAsync(string council, string item, CancellationToken cancellation);

    /// <summary>
    /// Saves an item whose texts are to be forgotten: it is kept as given, without any text, and every version of its text is deleted. A crash in between
    /// leaves texts that <see cref="TidyAsync"/> deletes.
    /// </summary>
    /// <exception cref="ConcurrencyConflictException">It has changed since.</exception>
    Task ForgetTextsAsync(Stored<Item> item, CancellationToken cancellation);

    /// <summary>The item wherever it is now, when only its id is known (it is first looked for where the id says that it began); null when there is none.</summary>
    async Task<Stored<Item>?> LocateAsync(string council, string item, CancellationToken cancellation)
    {
        int hyphen = item.LastIndexOf('-');
        string? origin = hyphen <= 0 || item[..hyphen] == "pool" ? null : item[..hyphen];
        return await FindAsync(council, origin, item, cancellation)
            ?? (origin is null ? null : await FindAsync(council, null, item, cancellation));
    }
}
