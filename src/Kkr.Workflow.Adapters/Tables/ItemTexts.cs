using System.Security.Cryptography;
using Azure.Data.Tables;
using Kkr.Workflow.Adapters.Blobs;
using Kkr.Workflow.Adapters.Storage;
using Kkr.Workflow.Domain.Agenda;

namespace Kkr.Workflow.Adapters.Tables;

/// <summary>
/// An item's long texts: one blob a version, named by its SHA-256 and naming the version before, so that the row's one pointer leads to every
/// version there has been. Confidential items' texts are in the confidential container.
/// </summary>
internal sealed class ItemTexts(Containers containers)
{
    /// <summary>Column: where the current version is; absent when the item has no text.</summary>
    public const string Pointer = "Text";

    /// <summary>Column: digest of the current texts alone, to see whether they have changed.</summary>
    public const string Digest = "TextDigest";

    private const int KnownSchema = 1;

    private readonly BlobTexts blobs = new(containers);

    /// <summary>The item without its long texts, as it goes into the row.</summary>
    public static Item WithoutTexts(Item item) => item with
    {
        Background = "",
        Recommendation = "",
        Presentation = null,
        Decision = item.Decision is null ? null : item.Decision with { Text = "", Amendment = null },
    };

    /// <summary>Keeps the item's texts and returns what the row says about them. A version equal to <paramref name="current"/>'s is not kept again.</summary>
    public async Task<TextColumns> KeepAsync(Item item, TextColumns current, CancellationToken cancellation)
    {
        Version version = new()
        {
            Background = item.Background,
            Recommendation = item.Recommendation,
            Presentation = item.Presentation,
            Decision = item.Decision?.Text,
            Amendment = item.Decision?.Amendment,
        };
        if (current.Pointer is null && version.IsEmpty)
        {
            return current;
        }

        byte[] content = StoredJson.WriteBytes(version);
        string digest = Convert.ToHexStringLower(SHA256.HashData(content));
        bool isHere = current.Pointer?.StartsWith(Containers.ConfidentialName + "/", StringComparison.Ordinal) == item.Confidential;
        if (digest == current.Digest && isHere)
        {
            return current;
        }

        byte[] linked = current.Pointer is null ? content : StoredJson.WriteBytes(version with { Previous = current.Pointer });
        return new TextColumns(await blobs.KeepAsync($"texts/{item.Council}", linked, item.Confidential, cancellation), digest);
    }

    /// <summary>The item with its texts back.</summary>
    public async ValueTask<Item> WithTextsAsync(Item item, TextColumns columns, CancellationToken cancellation)
    {
        if (columns.Pointer is null)
        {
            return item;
        }

        Version version = StoredJson.Read<Version>(await blobs.ReadAsync(columns.Pointer, cancellation), columns.Pointer);
        if (version.Schema > KnownSchema)
        {
            throw new StoredStateException($"The text '{columns.Pointer}' was written with schema {version.Schema} by a newer version of the app. Deploy that version again.");
        }

        return item with
        {
            Background = version.Background,
            Recommendation = version.Recommendation,
            Presentation = version.Presentation,
            Decision = item.Decision is null ? null : item.Decision with { Text = version.Decision ?? "", Amendment = version.Amendment },
        };
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

        [System.Text.Json.Serialization.JsonIgnore]
        public bool IsEmpty => Background.Length == 0 && Recommendation.Length == 0 && Presentation is null
            && string.IsNullOrEmpty(Decision) && Amendment is null;
    }
}

/// <summary>What a row says about its item's texts.</summary>
internal readonly record struct TextColumns(string? Pointer, string? Digest)
{
    public static TextColumns Of(TableEntity entity) => new(entity.GetString(ItemTexts.Pointer), entity.GetString(ItemTexts.Digest));

    public void WriteTo(TableEntity entity)
    {
        if (Pointer is not null)
        {
            entity[ItemTexts.Pointer] = Pointer;
            entity[ItemTexts.Digest] = Digest;
        }
    }
}
