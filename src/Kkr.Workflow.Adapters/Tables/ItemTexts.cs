using System.Security.Cryptography;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// An item's long texts: one blob a version, named by its SHA-256 and naming the version before, so that the row's one pointer leads to every
/// version there has been. Confidential items' texts are in the confidential container, all versions of them. Each item has a folder of its own: equal
/// texts of two items are two blobs, so that those of the one can be deleted.
/// </summary>
internal sealed class ItemTexts(Containers containers)
{
    /// <summary>Column: where the current version is; absent when the item has no text.</summary>
    public const string Pointer = "Text";

    /// <summary>Column: digest of the current texts alone, to see whether they have changed.</summary>
    public const string Digest = "TextDigest";

    /// <summary>Column: the newest version on the side that the item was reclassified from, until the versions there are deleted.</summary>
    public const string LeftBehind = "TextLeftBehind";

    private const int KnownSchema = 1;

    private readonly BlobTexts blobs = new(containers);

    /// <summary>Keeps the item's texts and returns what the row says about them. A version equal to <paramref name="current"/>'s is not kept again.</summary>
    /// <param name="item">The item.</param>
    /// <param name="current">What its row says now.</param>
    /// <param name="folder">A name of the item's own, for an item whose texts have no folder yet.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<TextColumns> KeepAsync(Item item, TextColumns current, string folder, CancellationToken cancellation)
    {
        Version version = new()
        {
            Background = item.Whole().Background,
            Recommendation = item.Recommendation,
            Presentation = item.Presentation,
            Decision = item.Decision?.Text,
            Amendment = item.Decision?.Amendment,
            Revision = item.Revision,
        };
        if (current.Pointer is null && version.IsEmpty)
        {
            return current;
        }

        if (current.Pointer is { } there && IsConfidential(there) != item.Confidential)
        {
            current = new TextColumns(await CopyAcrossAsync(there, item.Confidential, cancellation), current.Digest, there);
        }

        byte[] content = StoredJson.WriteBytes(version);
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        if (digest == current.Digest)
        {
            return current;
        }

        byte[] linked = current.Pointer is null ? content : StoredJson.WriteBytes(version with { Previous = current.Pointer });
        string into = current.Pointer is { } pointer && FolderOf(pointer) is { } own ? own : $"texts/{item.Council}/{folder}";
        return new TextColumns(await blobs.KeepAsync(into, linked, item.Confidential, cancellation), digest, current.LeftBehind);
    }

    /// <summary>Every version that was kept, oldest first, with the item as its row has it otherwise.</summary>
    public async Task<IReadOnlyList<ItemVersion>> VersionsAsync(Item item, TextColumns columns, CancellationToken cancellation)
    {
        List<(ItemRevision? Revision, Item Text)> kept = [];
        foreach ((_, Version version) in await ChainAsync(columns.Pointer, cancellation))
        {
            kept.Add((version.Revision, item with { Background = version.Background, Recommendation = version.Recommendation, Presentation = version.Presentation }));
        }

        return ItemVersion.Of(kept);
    }

    /// <summary>Deletes every version from <paramref name="pointer"/> back, the oldest first, so that a crash leaves a chain that still leads to the rest.</summary>
    public async Task DeleteAsync(string pointer, CancellationToken cancellation)
    {
        List<string> found = [];
        for (string? at = pointer; at is not null && await blobs.TryReadAsync(at, cancellation) is { } content;)
        {
            found.Add(at);
            at = StoredJson.Read<Version>(content, at).Previous;
        }

        // A folder that several items may share was written before each had its own; what is in it stays.
        foreach (string at in found.AsEnumerable().Reverse().Where(at => FolderOf(at) is not null))
        {
            await blobs.DeleteAsync(at, cancellation);
        }
    }

    /// <summary>Copies every version to the other container and returns the newest one's pointer there. A repeat finds the copies and makes none.</summary>
    private async Task<string> CopyAcrossAsync(string pointer, bool confidential, CancellationToken cancellation)
    {
        string? copied = null;
        string folder = FolderOf(pointer) ?? $"texts/moved/{Guid.CreateVersion7():N}";
        foreach ((_, Version version) in await ChainAsync(pointer, cancellation))
        {
            copied = await blobs.KeepAsync(folder, StoredJson.WriteBytes(version with { Previous = copied }), confidential, cancellation, isCertain: true);
        }

        return copied!;
    }

    private async Task<IReadOnlyList<(string Pointer, Version Version)>> ChainAsync(string? pointer, CancellationToken cancellation)
    {
        List<(string Pointer, Version Version)> chain = [];
        for (string? at = pointer; at is not null; at = chain[^1].Version.Previous)
        {
            Version version = StoredJson.Read<Version>(await blobs.ReadAsync(at, cancellation), at);
            CheckSchema(version, at);
            chain.Add((at, version));
        }

        chain.Reverse();
        return chain;
    }

    private static bool IsConfidential(string pointer) => pointer.StartsWith(Containers.ConfidentialName + "/", StringComparison.Ordinal);

    /// <summary>The item's own folder, or null when the pointer is of the time before items had one: <c>container/texts/council/digest.json</c>.</summary>
    private static string? FolderOf(string pointer) =>
        pointer.Split('/') is { Length: 5 } parts ? string.Join('/', parts[1..^1]) : null;

    /// <summary>The item with its texts back.</summary>
    public async ValueTask<Item> WithTextsAsync(Item item, TextColumns columns, CancellationToken cancellation)
    {
        if (columns.Pointer is null)
        {
            return item;
        }

        Version version = StoredJson.Read<Version>(await blobs.ReadAsync(columns.Pointer, cancellation), columns.Pointer);
        CheckSchema(version, columns.Pointer);
        return item with
        {
            Background = version.Background,
            Recommendation = version.Recommendation,
            Presentation = version.Presentation,
            Decision = item.Decision is null ? null : item.Decision with { Text = version.Decision ?? "", Amendment = version.Amendment },
        };
    }

    private static void CheckSchema(Version version, string pointer)
    {
        if (version.Schema > KnownSchema)
        {
            throw new StoredStateException($"The text '{pointer}' was written with schema {version.Schema} by a newer version of the app. Deploy that version again.");
        }
    }

    private sealed record Version
    {
        public int Schema { get; init; } = KnownSchema;

        public string? Previous { get; init; }

        public required string Background { get; init; }

        public required string Recommendation { get; init; }

        public string? Presentation { get; init; }

        public string? Decision { get; init; }

        public string? Amendment { get; init; }

        public ItemRevision? Revision { get; init; }

        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsEmpty => Background.Length == 0 && Recommendation.Length == 0 && Presentation is null
            && string.IsNullOrEmpty(Decision) && Amendment is null;
    }
}

/// <summary>What a row says about its item's texts.</summary>
internal readonly record struct TextColumns(string? Pointer, string? Digest, string? LeftBehind = null)
{
    public static TextColumns Of(TableEntity entity) =>
        new(entity.GetString(ItemTexts.Pointer), entity.GetString(ItemTexts.Digest), entity.GetString(ItemTexts.LeftBehind));

    public void WriteTo(TableEntity entity)
    {
        if (Pointer is not null)
        {
            entity[ItemTexts.Pointer] = Pointer;
            entity[ItemTexts.Digest] = Digest;
        }

        if (LeftBehind is not null)
        {
            entity[ItemTexts.LeftBehind] = LeftBehind;
        }
    }
}
