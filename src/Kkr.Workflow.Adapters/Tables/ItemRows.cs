using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Agenda;
using Kkr.Workflow.Domain.Ports;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// The rows of the table Items (council|meeting or council|pool · item). Beside items, a partition holds the marks that moved items left
/// (<see cref="MovedTo"/>), which keep their numbers from being given out again, and a row for each idempotency key.
/// </summary>
internal sealed class ItemRows(WorkflowStorage storage, RowShape shape, Containers containers)
{
    public const int Schema = 1;

    /// <summary>Column: how often the item has been moved; tells an old move's remains from a new one's.</summary>
    public const string Moves = "Moves";

    /// <summary>Column: the item is on its way to this partition; whoever sees it completes the move.</summary>
    public const string MovingTo = "MovingTo";

    /// <summary>Column: the item is gone to this partition; the row is only a mark.</summary>
    public const string MovedTo = "MovedTo";

    /// <summary>Column: the tag that the latest move was made on, by which its repeat is known.</summary>
    public const string MoveTag = "MoveTag";

    /// <summary>Column: digest of the title as titles are compared, to look for one without reading all. A confidential item's is not told.</summary>
    private const string Titled = "TitleDigest";
    private const string Untold = "-";

    private const string Pool = "pool";

    private readonly ItemTexts texts = new(containers);

    public TableHandle Table { get; } = new(storage, "Items");

    public static string Partition(string council, string? meeting) => meeting == Pool
        ? throw new ArgumentException("No meeting is called 'pool'.", nameof(meeting))
        : KeyText.Join(council, meeting ?? Pool);

    /// <summary>Where an item's number was given out.</summary>
    public static string Origin(string council, string item) => item[..item.LastIndexOf('-')] is var meeting && meeting == Pool
        ? Partition(council, null)
        : Partition(council, meeting);

    /// <summary>What the ids given out in a partition begin with.</summary>
    public static string IdPrefix(string? meeting) => $"{meeting ?? Pool}-";

    public static string Id(string? meeting, int serial) => IdPrefix(meeting) + serial.ToString("D2", CultureInfo.InvariantCulture);

    public static string Row(string item) => KeyText.Join(item);

    /// <summary>The serial number at the end of an id, to order <c>…-100</c> after <c>…-99</c>; 0 when the text is no id.</summary>
    public static int Serial(string id) =>
        id.LastIndexOf('-') > 0 && int.TryParse(id.AsSpan(id.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int serial) ? serial : 0;

    /// <summary>A filter for the items with this title, and those whose row does not tell.</summary>
    public static string TitledLike(string comparable) => $"({Titled} eq '{KeyText.Digest(comparable)}' or {Titled} eq '{Untold}')";

    public async Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellation)
    {
        TableClient client = await Table.OpenAsync(cancellation);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        if (found.HasValue)
        {
            RowShape.Check(Table.Name, found.Value!, Schema);
        }

        return found.HasValue ? found.Value : null;
    }

    public async Task<Stored<Item>> ReadAsync(TableEntity entity, CancellationToken cancellation)
    {
        Item item = await shape.ReadAsync<Item>(Table.Name, entity, Schema, cancellation);
        return new Stored<Item>(await texts.WithTextsAsync(item, TextColumns.Of(entity), cancellation), entity.ETag.ToString());
    }

    public async ValueTask<Item> ReadWithoutTextsAsync(TableEntity entity, CancellationToken cancellation) =>
        (await shape.ReadAsync<Item>(Table.Name, entity, Schema, cancellation)).WithoutTexts();

    /// <summary>The item's row; its texts and whatever else is too long are kept before this returns.</summary>
    public async Task<TableEntity> WriteAsync(string partition, Item item, TableEntity current, CancellationToken cancellation)
    {
        TextColumns columns = await texts.KeepAsync(item, TextColumns.Of(current), Guid.CreateVersion7().ToString("N"), cancellation);
        TableEntity entity = await WriteAsync(partition, item, columns, cancellation);
        CarryOver(current, entity);
        return entity;
    }

    private static void CarryOver(TableEntity current, TableEntity entity)
    {
        foreach (string kept in (string[])[Moves, MoveTag])
        {
            if (current.TryGetValue(kept, out object? value))
            {
                entity[kept] = value;
            }
        }
    }

    /// <summary>Keeps the texts of an item that has no row yet, in a folder of its own.</summary>
    public Task<TextColumns> KeepTextsAsync(Item item, string folder, CancellationToken cancellation) => texts.KeepAsync(item, default, folder, cancellation);

    /// <summary>Every version of the texts that a row leads to.</summary>
    public async Task<IReadOnlyList<ItemVersion>> VersionsAsync(TableEntity entity, CancellationToken cancellation) =>
        await texts.VersionsAsync(await shape.ReadAsync<Item>(Table.Name, entity, Schema, cancellation), TextColumns.Of(entity), cancellation);

    /// <summary>Deletes the texts that a reclassification left behind, and then forgets where they were.</summary>
    public async Task TidyAsync(TableEntity entity, CancellationToken cancellation)
    {
        if (entity.GetString(ItemTexts.LeftBehind) is not { } leftBehind)
        {
            return;
        }

        await texts.DeleteAsync(leftBehind, cancellation);
        TableEntity tidy = new(entity);
        tidy.Remove(ItemTexts.LeftBehind);
        TableClient client = await Table.OpenAsync(cancellation);
        await client.UpdateEntityAsync(tidy, entity.ETag, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>The row of an item whose texts are forgotten; it says where they were until they are deleted.</summary>
    public async Task<TableEntity> WriteForgottenAsync(string partition, Item item, TableEntity current, CancellationToken cancellation)
    {
        TableEntity entity = await WriteAsync(partition, item, new TextColumns(null, null, TextColumns.Of(current).Pointer), cancellation);
        CarryOver(current, entity);
        return entity;
    }

    /// <summary>The row of an item whose texts are kept.</summary>
    public async ValueTask<TableEntity> WriteAsync(string partition, Item item, TextColumns columns, CancellationToken cancellation)
    {
        TableEntity entity = await shape.WriteAsync(Table.Name, partition, Row(item.Id), Schema, item.Whole().WithoutTexts(), cancellation, item.Confidential);
        columns.WriteTo(entity);
        entity["Status"] = item.Status.ToString();
        entity["Section"] = item.Section;
        entity[Titled] = item.Confidential ? Untold : KeyText.Digest(ItemRules.ComparableTitle(item.Title));
        if (item.Municipality is not null)
        {
            entity["Municipality"] = item.Municipality;
        }

        return entity;
    }
}
